import type { Logger } from '#adapters/observability/logger.ts'
import { mayEnterSession, mayReadMinutes, mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { ConsultCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import { expel } from '#core/room/admission.ts'
import { admittedSeats, waitingSeats, type Seat } from '#core/room/room.ts'
import type { Place } from '#prisma/repositories/standings.ts'
import type { Store } from '#prisma/store.ts'
import type { DocumentServer, Opened } from './minutes/document-server.ts'
import { guestSeatOf } from './rooms/guest-seat.ts'
import type { LiveRoom } from './rooms/live-room.ts'
import type { SessionVerbs } from './rooms/session-verbs.ts'

interface WatchOptions {
  readonly store: Pick<Store, 'standings'>
  readonly findGuest: SessionVerbs['findGuest']
  readonly rooms: () => readonly LiveRoom[]
  readonly documents: Pick<DocumentServer, 'hub'>
  readonly log: Logger
  /** How long somebody may stay after they may no longer be here, in milliseconds. */
  readonly every: number
}

/** Somebody with an open socket: under what they may keep it, and how it is ended. */
interface WatchedPlace extends Place {
  readonly may: (actor: Actor, one: ConsultCase) => boolean
  readonly end: () => void
}

const takenSeats = (live: LiveRoom): readonly Seat[] => [...admittedSeats(live.room), ...waitingSeats(live.room)]

/**
 * Asks again and again whether those with an open socket may still have it: a role taken away, a sign-in ended, a team changed or a
 * case withdrawn ends it, as it ends every other way to the case. Whoever still may comes back with a new ticket.
 */
export class StandingWatch {
  readonly #options: WatchOptions
  readonly #timer: NodeJS.Timeout
  #running: Promise<void> = Promise.resolve()
  #busy = false
  #hurried = false
  #closed = false

  constructor(options: WatchOptions) {
    this.#options = options
    this.#timer = setInterval(() => this.#begin(), options.every).unref()
  }

  /** Something has been taken away from somebody: looks at once, and once more where a look is under way. */
  hurry(): void {
    this.#hurried = true
    this.#begin()
  }

  #begin(): void {
    if (this.#busy || this.#closed) return
    this.#busy = true
    this.#hurried = false
    this.#running = this.look().catch((cause: unknown) => this.#options.log.error('standing.not-checked', { cause })).finally(() => {
      this.#busy = false
      if (this.#hurried) this.#begin()
    })
  }

  /** Looks once at everybody: one question for all who have an account, one for each of the few who have none. */
  async look(): Promise<void> {
    const places = [...this.#seats(), ...this.#writers()]
    const seen = await this.#options.store.standings(places)
    if (this.#closed) return
    for (const [index, { may, end }] of places.entries()) {
      const now = seen[index] ?? null
      if (now === null || !mayViewCase(now.actor, now.one) || !may(now.actor, now.one)) end()
    }
    await this.#lookAtGuests()
  }

  /** A guest stays by an invitation that has neither ended nor been withdrawn. */
  async #lookAtGuests(): Promise<void> {
    for (const live of this.#options.rooms()) {
      for (const seat of takenSeats(live)) {
        const guest = guestSeatOf(seat.occupant, live.room.session)
        if (guest === null || (await this.#options.findGuest(guest)).ok) continue
        if (this.#closed) return
        this.#expel(live, seat)
      }
    }
  }

  #seats(): readonly WatchedPlace[] {
    return this.#options.rooms().flatMap((live) =>
      takenSeats(live).filter(({ occupant }) => guestSeatOf(occupant, live.room.session) === null).map((seat) => ({
        actor: seat.occupant.actor,
        case: live.room.case,
        may: mayEnterSession,
        end: () => this.#expel(live, seat),
      })),
    )
  }

  #expel(live: LiveRoom, { id }: Seat): void {
    // Whom a round takes along to the next patient is not sent out of the room before.
    if (live.closed || live.isLeaving) return
    this.#options.log.info('standing.lost', { seatId: id })
    live.commit(expel(live.room, id, live.now))
  }

  #writers(): readonly WatchedPlace[] {
    return [...this.#options.documents.hub.documents.values()].flatMap((document) =>
      document.getConnections().map((connection) => {
        const { actor, address, mayWrite } = connection.context as Opened
        return {
          actor,
          case: address.case,
          may: (now: Actor, one: ConsultCase) => mayReadMinutes(now, one) && (!mayWrite || mayWriteMinutes(now, one)),
          end: () => connection.close(),
        }
      }),
    )
  }

  /** Looks no more; resolves when the last look has ended. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#running
  }
}
