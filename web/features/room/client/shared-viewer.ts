import { isNews, nothingShown, type Presentation, type PresentationChange } from '#core/room/presentation.ts'
import type { Place } from '#core/viewing/view.ts'
import type { AskRoom } from './room-socket.ts'
import { createStore, type Store } from './store.ts'

/** Changes within this time go out as one: twenty a second look like one movement. */
const viewPaceMs = 50
const pointerPaceMs = 100

/** Sends at most once in a while, the latest always. */
class Pacer<T> {
  readonly #send: (value: T) => void
  readonly #everyMs: number
  #timer: ReturnType<typeof setTimeout> | null = null
  #next: { readonly value: T } | null = null

  constructor(everyMs: number, send: (value: T) => void) {
    this.#everyMs = everyMs
    this.#send = send
  }

  put(merge: (waiting: T | null) => T): void {
    this.#next = { value: merge(this.#next?.value ?? null) }
    if (this.#timer === null) this.#flush()
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#next = null
  }

  #flush(): void {
    const waiting = this.#next
    this.#next = null
    if (waiting === null) return
    this.#send(waiting.value)
    this.#timer = setTimeout(() => {
      this.#timer = null
      this.#flush()
    }, this.#everyMs)
  }
}

/** What everyone looks at together, as it is known here, and the presenter's way to change it. */
export class SharedViewer {
  readonly #shown = createStore<Presentation>(nothingShown)
  readonly #pointer = createStore<Place | null>(null)
  readonly #ask: () => AskRoom
  readonly #views = new Pacer<PresentationChange>(viewPaceMs, (change) => void this.#ask()('show-view', change))
  readonly #points = new Pacer<{ readonly place: Place | null }>(pointerPaceMs, (point) => void this.#ask()('point-at', point))
  /** All that was shown from here while presenting: said again after a lost line or a restarted server. */
  #own: PresentationChange = {}

  constructor(ask: () => AskRoom) {
    this.#ask = ask
  }

  get shown(): Store<Presentation> {
    return this.#shown
  }

  get pointer(): Store<Place | null> {
    return this.#pointer
  }

  show(change: PresentationChange): void {
    this.#own = { ...this.#own, ...change }
    this.#views.put((waiting) => ({ ...waiting, ...change }))
  }

  point(place: Place | null): void {
    this.#points.put(() => ({ place }))
  }

  /** The line stands, for the first time or again. */
  async enter(presents: boolean): Promise<void> {
    if (presents && Object.keys(this.#own).length > 0) await this.#ask()('show-view', this.#own)
    else await this.#fetch()
  }

  /** Somebody else presents now: what was shown from here is no longer ours to repeat. */
  giveUp(): void {
    this.#own = {}
    this.#pointer.set(null)
  }

  take(change: PresentationChange & { readonly sequence: number }): void {
    const known = this.#shown.getSnapshot()
    if (!isNews(known, change)) return
    if (change.sequence > known.sequence + 1) void this.#fetch()
    this.#shown.set({ ...known, ...change })
  }

  takePointer(place: Place | null): void {
    this.#pointer.set(place)
  }

  close(): void {
    this.#views.close()
    this.#points.close()
  }

  async #fetch(): Promise<void> {
    const answer = await this.#ask()('get-presentation', {})
    if (answer.ok) this.#shown.set(answer.value)
  }
}
