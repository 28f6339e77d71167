import type { MediaDirection } from '#contract/media.ts'
import type { SourceLabel } from '#contract/room.ts'
import { MediaDeclined, type Heard, type MediaSession, type OpenMediaSession, type PathState } from './media-session.ts'
import type { OwnSourceSet } from './own-sources.ts'
import type { Stage } from './stage.ts'

interface MediaEngineOptions {
  readonly open: OpenMediaSession
  readonly own: OwnSourceSet
  readonly stage: Stage
  /** Whether sound and picture flow, or are being rebuilt. */
  readonly onFlowing: (flowing: boolean) => void
  readonly onSpeaking: (heard: Heard) => void
}

/** A path that wavers for less than this, in milliseconds, mostly comes back by itself. */
const wavering = 1_500
/** A restarted path that is not through by then will not be. */
const restartWithin = 6_000
const shortestPause = 700
const longestPause = 6_000

const hopeless: ReadonlySet<string> = new Set(['media.video-blocked', 'media.too-many-sources', 'media.unsupported'])

/** Keeps sound and picture flowing: a lost path is restarted first, and what that does not heal is joined anew with all its sources. */
export class MediaEngine {
  readonly #options: MediaEngineOptions
  readonly #timers = new Set<ReturnType<typeof setTimeout>>()
  readonly #repairing = new Set<MediaDirection>()
  #session: MediaSession | null = null
  /** Raised by every joining, so that what an earlier one still brings is thrown away. */
  #joining = 0
  #pause = shortestPause
  #closed = false

  constructor(options: MediaEngineOptions) {
    this.#options = options
  }

  /** The joining that stands, if one does. */
  get session(): MediaSession | null {
    return this.#session
  }

  /** After the line has come back: `kept` says that the server has let nothing go. */
  resume(kept: boolean): void {
    const session = this.#session
    if (!kept || session === null || !session.isConnected()) return void this.join()
    void this.#options.own.catchUp()
    this.#options.stage.through(session)
    this.#options.onFlowing(true)
  }

  /** Joins, or joins anew; every source that was on is sent again, muted if it was muted. */
  async join(): Promise<void> {
    if (this.#closed) return
    const joining = ++this.#joining
    this.#forget()
    this.#options.onFlowing(false)
    try {
      const session = await this.#options.open({
        onPath: (direction, state) => this.#onPath(direction, { state, joining }),
        onSpeaking: (heard) => {
          if (joining === this.#joining) this.#options.onSpeaking(heard)
        },
      })
      // Meanwhile another joining has begun, or the room was closed.
      if (joining !== this.#joining) {
        session.close()
        return
      }
      this.#session = session
      this.#options.stage.through(session)
      await session.opened()
      if (joining !== this.#joining) return
      this.#pause = shortestPause
      await this.#options.own.sendThrough(session)
      if (joining === this.#joining) this.#options.onFlowing(true)
    } catch {
      if (joining !== this.#joining) return
      this.#forget()
      this.#retry()
    }
  }

  /** The server has seen a path break. */
  pathLost(direction: MediaDirection): void {
    void this.#repair(direction)
  }

  /** Something could not be sent or received. */
  onFailed(cause: unknown, label?: SourceLabel): void {
    const code = cause instanceof MediaDeclined ? cause.code : 'wire.failed'
    if (label !== undefined && hopeless.has(code)) this.#options.own.fail(label)
    else if (code === 'media.not-joined') this.#retry()
    // The stream has ended, or the line is down: the room says so soon. Otherwise it is worth another try.
    else this.#after(wavering, () => this.#tryAgain())
  }

  #tryAgain(): void {
    if (this.#session === null) return
    this.#options.stage.through(this.#session)
    void this.#options.own.catchUp()
  }

  /** Outside the room there is no media; one's own devices stay open. */
  suspend(): void {
    this.#joining += 1
    this.#forget()
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true
    this.suspend()
  }

  #forget(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    this.#repairing.clear()
    const session = this.#session
    this.#session = null
    this.#options.stage.through(null)
    void this.#options.own.sendThrough(null)
    session?.close()
  }

  #retry(): void {
    const pause = this.#pause
    this.#pause = Math.min(longestPause, this.#pause * 2)
    this.#after(pause, () => void this.join())
  }

  #onPath(direction: MediaDirection, { state, joining }: { readonly state: PathState; readonly joining: number }): void {
    if (joining !== this.#joining || state === 'connected') return
    if (state === 'failed') return void this.#repair(direction)
    this.#after(wavering, () => {
      if (this.#session?.isConnected() === false) void this.#repair(direction)
    })
  }

  async #repair(direction: MediaDirection): Promise<void> {
    const session = this.#session
    if (session === null || this.#repairing.has(direction)) return
    this.#repairing.add(direction)
    this.#options.onFlowing(false)
    try {
      await session.restart(direction)
    } catch {
      if (this.#session === session) void this.join()
      return
    }
    this.#after(restartWithin, () => {
      this.#repairing.delete(direction)
      if (session.isConnected()) this.#options.onFlowing(true)
      else void this.join()
    })
  }

  #after(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, milliseconds)
    this.#timers.add(timer)
  }
}
