import { ghostsOf, leave } from '#core/room/admission.ts'
import { admittedSeats } from '#core/room/room.ts'
import { dropSources } from '#core/room/stage.ts'
import type { Backlog } from '#signaling/backlog.ts'
import type { LiveRoom } from './live-room.ts'
import type { SessionVerbs } from './session-verbs.ts'

/** How long the room waits for people, in milliseconds. */
export interface Patience {
  /** A lost line's media goes on for this long, so that a blip of the socket is not seen by the others. */
  readonly media: number
  /** A lost line's seat is kept for this long. */
  readonly seat: number
  /** With nobody there for this long, a live session counts as interrupted; never as ended. */
  readonly interruption: number
  /** A room without a line is dropped from memory after this long. */
  readonly idle: number
  /** Somebody who may be here no longer stays at most this long. */
  readonly standing: number
}

export const defaultPatience: Patience = { media: 20_000, seat: 120_000, interruption: 30_000, idle: 300_000, standing: 5_000 }

interface UpkeepOptions {
  readonly verbs: Pick<SessionVerbs, 'interrupt' | 'resume'>
  readonly backlog: Backlog
  readonly patience: Patience
}

/** Looks after one room as time passes: lost lines, empty rooms. Called about once a second and after every change. */
export class Upkeep {
  readonly #live: LiveRoom
  readonly #options: UpkeepOptions
  #emptySince: Date | null = null

  constructor(live: LiveRoom, options: UpkeepOptions) {
    this.#live = live
    this.#options = options
  }

  /** True once the room can be dropped from memory. */
  tick(): boolean {
    const { patience } = this.#options
    const live = this.#live
    for (const seat of ghostsOf(live.room, live.now, patience.media)) {
      if (live.media.of(seat.id) === null) continue
      live.media.release(seat.id)
      live.commit(dropSources(live.room, seat.id))
    }
    for (const seat of ghostsOf(live.room, live.now, patience.seat)) live.commit(leave(live.room, seat.id, live.now))
    this.followPresence()
    return live.idleSince !== null && this.#elapsed(live.idleSince) >= patience.idle
  }

  /** live → interrupted when everybody has been lost for long enough, and back as soon as anybody is there. */
  followPresence(): void {
    const present = admittedSeats(this.#live.room).some((seat) => seat.awaySince === null)
    const { session } = this.#live.standing
    if (present) this.#emptySince = null
    else this.#emptySince ??= this.#live.now
    if (present && session === 'interrupted') this.#move('resume')
    if (this.#emptySince !== null && session === 'live' && this.#elapsed(this.#emptySince) >= this.#options.patience.interruption) {
      this.#move('interrupt')
    }
  }

  #elapsed(since: Date): number {
    return this.#live.now.getTime() - since.getTime()
  }

  /** Shown at once, written next: the verb itself checks the case's state again. */
  #move(verb: 'resume' | 'interrupt'): void {
    const live = this.#live
    const { actor } = live
    if (actor === null) return
    live.commit(live.room, { ...live.standing, session: verb === 'resume' ? 'live' : 'interrupted' })
    this.#options.backlog.add(() => this.#options.verbs[verb](actor, { case: live.room.case }))
  }
}
