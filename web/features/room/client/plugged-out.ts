import type { SourceLabel } from '#contract/room.ts'

interface Waiting {
  /** Undefined where the browser does not tell devices apart: then any that comes will do. */
  readonly deviceId: string | undefined
  /** A source that was silent comes back silent. */
  readonly muted: 'self' | 'host' | null
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
