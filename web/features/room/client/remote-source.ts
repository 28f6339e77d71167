import type { StreamId } from '#contract/room.ts'
import type { MediaSession, ReceivedSource } from './media-session.ts'

/** What a screen wants of one source now. */
export interface Wish {
  readonly session: MediaSession
  readonly stream: StreamId
  readonly flowing: boolean
  readonly layer: number
  /** 0 (fewest) to 2 of its frame rates. */
  readonly rate: number
  /** What is looked at most goes first on a weak line: 1 to 255. */
  readonly priority: number
}

interface Held {
  readonly session: MediaSession
  readonly stream: StreamId
  readonly received: ReceivedSource
  flowing: boolean
  layer: number
  rate: number
  priority: number
}

interface RemoteSourceOptions {
  /** The track to show or play, or null when there is none now. */
  readonly onTrack: (track: MediaStreamTrack | null) => void
  readonly onFailed: (cause: unknown) => void
}

/** Someone's source as it is received here: follows the last wish, one step at a time, however fast wishes change. */
export class RemoteSource {
  readonly #options: RemoteSourceOptions
  #wish: Wish | null = null
  #held: Held | null = null
  #working = false

  constructor(options: RemoteSourceOptions) {
    this.#options = options
  }

  /** Null lets go of the source. */
  wish(wish: Wish | null): void {
    this.#wish = wish
    if (!this.#working) void this.#work()
  }

  async #work(): Promise<void> {
    this.#working = true
    try {
      // A wish that came while the last step was told that nothing is left to do counts as well.
      for (let done: Wish | null | undefined; done !== this.#wish; ) {
        const wish = this.#wish
        if (!(await this.#step())) done = wish
      }
    } catch (cause) {
      this.#letGo()
      this.#options.onFailed(cause)
    } finally {
      this.#working = false
    }
  }

  /** Does the next thing that is needed; false when the wish is fulfilled. */
  async #step(): Promise<boolean> {
    const wish = this.#wish
    const held = this.#held
    if (held !== null && (wish === null || held.stream !== wish.stream || held.session !== wish.session)) {
      this.#letGo()
      return true
    }
    if (wish === null) return false
    // Nothing is fetched before somebody looks.
    if (held === null) return wish.flowing && this.#take(wish)
    // What rests needs no size until it flows again.
    if (!wish.flowing) return this.#setFlowing(held, false)
    if ((held.layer !== wish.layer || held.rate !== wish.rate) && held.received.kind === 'video') {
      held.layer = wish.layer
      held.rate = wish.rate
      await held.received.setLayer(wish.layer, wish.rate)
      return true
    }
    if (held.priority !== wish.priority && held.received.kind === 'video') {
      held.priority = wish.priority
      await held.received.setPriority(wish.priority)
      return true
    }
    return this.#setFlowing(held, true)
  }

  async #setFlowing(held: Held, flowing: boolean): Promise<boolean> {
    if (held.flowing === flowing) return false
    held.flowing = flowing
    await held.received.setFlowing(flowing)
    return true
  }

  async #take({ session, stream, layer, rate, priority }: Wish): Promise<boolean> {
    const received = await session.receive(stream, { layer, rate, priority })
    this.#held = { session, stream, received, flowing: received.flowing, layer, rate, priority }
    this.#options.onTrack(received.track)
    return true
  }

  #letGo(): void {
    this.#held?.received.close()
    this.#held = null
    this.#options.onTrack(null)
  }
}
