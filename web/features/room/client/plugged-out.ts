import type { SourceLabel } from '#contract/room.ts'

/** By whom a source was silenced, if it was. */
export type Muting = 'self' | 'host' | null

interface Waiting {
  /** Undefined where the browser does not tell devices apart: then any that comes will do. */
  readonly deviceId: string | undefined
  /** A source that was silent comes back silent. */
  readonly muted: Muting
}

/** Waits for devices whose cable was pulled, and says when one is back. */
export class PluggedOut {
  readonly #onBack: (label: SourceLabel, waiting: Waiting) => void
  readonly #waiting = new Map<SourceLabel, Waiting>()
  readonly #look = (): void => void this.#lookNow()

  constructor(onBack: (label: SourceLabel, waiting: Waiting) => void) {
    this.#onBack = onBack
    // A page that was not opened over HTTPS has no devices at all.
    if ('mediaDevices' in navigator) navigator.mediaDevices.addEventListener('devicechange', this.#look)
  }

  waitFor(label: SourceLabel, waiting: Waiting): void {
    this.#waiting.set(label, waiting)
    // A plug that is only loose may be back before its loss is told.
    this.#look()
  }

  /** Whether the source is to come back silent; nothing for one that is not waited for. */
  setMuted(label: SourceLabel, muted: Muting): void {
    const waiting = this.#waiting.get(label)
    if (waiting !== undefined) this.#waiting.set(label, { ...waiting, muted })
  }

  mutingOf(label: SourceLabel): Muting {
    return this.#waiting.get(label)?.muted ?? null
  }

  forget(label: SourceLabel): void {
    this.#waiting.delete(label)
  }

  /** Idempotent. */
  close(): void {
    if ('mediaDevices' in navigator) navigator.mediaDevices.removeEventListener('devicechange', this.#look)
    this.#waiting.clear()
  }

  async #lookNow(): Promise<void> {
    if (this.#waiting.size === 0) return
    const devices = await navigator.mediaDevices.enumerateDevices()
    for (const [label, waiting] of [...this.#waiting]) {
      if (!devices.some(({ deviceId }) => waiting.deviceId === undefined || deviceId === waiting.deviceId)) continue
      this.#waiting.delete(label)
      this.#onBack(label, waiting)
    }
  }
}
