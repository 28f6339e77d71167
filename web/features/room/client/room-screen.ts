import type { WaitingPerson } from '#contract/lobby.ts'
import type { RoomView, SeatId } from '#contract/room.ts'
import type { RoomRefusal } from '#contract/room-refusals.ts'
import type { AudioOutput } from './audio-output.ts'
import type { OwnSourceSet } from './own-sources.ts'
import type { Line, RoomState } from './room-state.ts'
import { createStore, type Store } from './store.ts'
import type { Talk } from './talk.ts'

interface ScreenParts {
  readonly own: OwnSourceSet
  readonly talk: Talk
  readonly output: AudioOutput
}

type Place =
  | { readonly phase: 'connecting' }
  | { readonly phase: 'waiting'; readonly you: SeatId; readonly hostPresent: boolean; readonly locked: boolean }
  | { readonly phase: 'inside'; readonly you: SeatId; readonly room: RoomView; readonly waiting: readonly WaitingPerson[] | null }
  | Extract<RoomState, { readonly phase: 'refused' | 'dismissed' | 'moving' }>

interface LineFacts {
  readonly connected: boolean
  readonly flowing: boolean
  readonly weak: boolean
}

/** Puts together what a screen shows out of its parts, and replaces it as a whole whenever one of them changes. */
export class RoomScreen {
  readonly #parts: ScreenParts
  readonly #state = createStore<RoomState>({ phase: 'connecting' })
  #place: Place = { phase: 'connecting' }
  #line: LineFacts = { connected: false, flowing: true, weak: false }

  constructor(parts: ScreenParts) {
    this.#parts = parts
    for (const store of [parts.own.store, parts.talk.store, parts.output.state]) store.subscribe(() => this.#draw())
  }

  get state(): Store<RoomState> {
    return this.#state
  }

  get you(): SeatId | null {
    return 'you' in this.#place ? this.#place.you : null
  }

  get room(): RoomView | null {
    return this.#place.phase === 'inside' ? this.#place.room : null
  }

  wait(place: Omit<Extract<Place, { phase: 'waiting' }>, 'phase'>): void {
    this.#move({ phase: 'waiting', ...place })
  }

  enter(place: Omit<Extract<Place, { phase: 'inside' }>, 'phase'>): void {
    this.#move({ phase: 'inside', ...place })
  }

  updateDoor(door: { readonly hostPresent: boolean; readonly locked: boolean }): void {
    if (this.#place.phase === 'waiting') this.#move({ ...this.#place, ...door })
  }

  updateRoom(room: RoomView): void {
    if (this.#place.phase === 'inside') this.#move({ ...this.#place, room })
  }

  updateWaiting(waiting: readonly WaitingPerson[] | null): void {
    if (this.#place.phase === 'inside') this.#move({ ...this.#place, waiting })
  }

  setLine(facts: Partial<LineFacts>): void {
    this.#line = { ...this.#line, ...facts }
    this.#draw()
  }

  refuse(code: RoomRefusal): void {
    this.#move({ phase: 'refused', code })
  }

  moveOn(): void {
    this.#move({ phase: 'moving' })
  }

  dismiss(reason: Extract<RoomState, { phase: 'dismissed' }>['reason']): void {
    if (this.#place.phase !== 'dismissed') this.#move({ phase: 'dismissed', reason })
  }

  #move(place: Place): void {
    this.#place = place
    this.#draw()
  }

  get #words(): Line {
    if (!this.#line.connected) return 'reconnecting'
    if (!this.#line.flowing) return 'rejoining'
    return this.#line.weak ? 'weak' : 'good'
  }

  #draw(): void {
    const place = this.#place
    if (place.phase === 'inside') {
      const { room, you, waiting } = place
      const me = room.participants.find(({ seat }) => seat === you)
      // Between leaving and the word that says so there is no row of one's own; the last picture stands.
      if (me === undefined) return
      const { messages, unread } = this.#parts.talk.store.getSnapshot()
      this.#state.set({
        phase: 'inside', you, me, participants: room.participants, settings: room.settings, waiting, messages, unread,
        line: this.#words, sound: this.#parts.output.state.getSnapshot(), own: this.#parts.own.store.getSnapshot(), shut: this.#parts.own.shut,
      })
    } else if (place.phase === 'waiting') this.#state.set({ ...place, line: this.#words })
    else if (this.#state.getSnapshot().phase !== place.phase) this.#state.set(place)
  }
}
