import type { Logger } from '#adapters/observability/logger.ts'
import { mayEnterSession, mayReadMinutes, mayViewCase, mayWriteMinutes } from '#core/case/policy.ts'
import type { ConsultCase } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import { expel } from '#core/room/admission.ts'
import { admittedSeats, waitingSeats } from '#core/room/room.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import type { DocumentServer, Opened } from './minutes/document-server.ts'
import type { LiveRoom } from './rooms/live-room.ts'

interface WatchOptions {
  readonly store: Pick<Store, 'memberships' | 'read' | 'signInStands'>
  readonly rooms: () => readonly LiveRoom[]
  readonly documents: Pick<DocumentServer, 'hub'>
  readonly log: Logger
  /** How long somebody may stay after they may no longer be here, in milliseconds. */
  readonly every: number
}

const sameRoles = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((role) => other.includes(role))

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

  /** Looks once at everybody. */
  async look(): Promise<void> {
    for (const live of this.#options.rooms()) await this.#lookAtRoom(live)
    await this.#lookAtDocuments()
  }

  async #lookAtRoom(live: LiveRoom): Promise<void> {
    for (const seat of [...admittedSeats(live.room), ...waitingSeats(live.room)]) {
      const one = await this.#caseAsSeenBy(seat.occupant.actor, live.room.case)
      if (this.#closed || live.closed) return
      if (one !== null && mayEnterSession(seat.occupant.actor, one)) continue
      this.#options.log.info('standing.lost', { seatId: seat.id })
      live.commit(expel(live.room, seat.id, live.now))
    }
  }

  async #lookAtDocuments(): Promise<void> {
    for (const document of this.#options.documents.hub.documents.values()) {
      for (const connection of document.getConnections()) {
        const { actor, address, mayWrite } = connection.context as Opened
        const one = await this.#caseAsSeenBy(actor, address.case)
        const stays = one !== null && mayReadMinutes(actor, one) && (!mayWrite || mayWriteMinutes(actor, one))
        if (this.#closed) return
        if (!stays) connection.close()
      }
    }
  }

  /** The case, if the person is still signed in, still works there in the same roles and still sees it. */
  async #caseAsSeenBy(actor: Actor, id: CaseId): Promise<ConsultCase | null> {
    const { store } = this.#options
    const place = (await store.memberships(actor.practitioner)).find(({ organization }) => organization === actor.organization)
    if (place === undefined || !sameRoles(place.roles, actor.roles)) return null
    if (actor.signIn !== undefined && !(await store.signInStands(actor.signIn))) return null
    const one = await store.read(actor, ({ cases }) => cases.find(id))
    return one !== null && mayViewCase(actor, one) ? one : null
  }

  /** Looks no more; resolves when the last look has ended. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    await this.#running
  }
}
