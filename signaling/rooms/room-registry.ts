import { isDeepStrictEqual } from 'node:util'
import type { Logger } from '#adapters/observability/logger.ts'
import type { RelayAccess } from '#adapters/turn/turn-credentials.ts'
import type { RoomPorts } from '#core/room/ports.ts'
import { emptyRoom, type Room } from '#core/room/room.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import type { CaseId, NewId, SessionId } from '#core/shared/ids.ts'
import type { Backlog } from '#signaling/backlog.ts'
import type { EnginePlane } from '#signaling/media/media-plane.ts'
import { chatHandlers } from './chat-handlers.ts'
import { doorHandlers } from './door-handlers.ts'
import { lineHandlers } from './line-handlers.ts'
import { endCutMarks, wipeEndedBoards } from './follow-boards.ts'
import { GrowingMarks } from './growing-marks.ts'
import { killSwitchHandlers } from './kill-switch-handlers.ts'
import { LiveRoom } from './live-room.ts'
import { liveKitHandlers, mediaHandlers } from './media-handlers.ts'
import { mediaNews, routeMedia } from './media-routing.ts'
import { recordAttendance, rememberRoom } from './record-room.ts'
import { roundHandlers } from './round-handlers.ts'
import { withPlacesOf } from '#core/room/keep-places.ts'
import { roomHandlers } from './room-handlers.ts'
import { RoomMedia, type MediaNews } from './room-media.ts'
import type { SessionVerbs, Standing } from './session-verbs.ts'
import { seatOf, seatOfActor, type SeatId } from '#core/room/room.ts'
import type { RecordingDesk } from '#signaling/recording/recording-desk.ts'
import { leave } from '#core/room/admission.ts'
import { ok } from '#core/shared/result.ts'
import { viewerHandlers } from './viewer-handlers.ts'
import { telestrationHandlers } from './telestration-handlers.ts'
import { Upkeep, type Patience } from './upkeep.ts'

export interface RegistryOptions {
  readonly plane: EnginePlane
  readonly relays: () => RelayAccess[]
  readonly ports: RoomPorts
  readonly verbs: SessionVerbs
  readonly newId: NewId
  readonly backlog: Backlog
  readonly patience: Patience
  readonly recording: RecordingDesk
  readonly log: Logger
}

/** Every session that runs in this process. */
export class RoomRegistry {
  readonly #options: RegistryOptions
  /** The promise, not the value: two people who come together find one room. */
  readonly #opening = new Map<SessionId, Promise<LiveRoom>>()
  readonly #rooms = new Map<SessionId, { readonly live: LiveRoom; readonly upkeep: Upkeep }>()
  readonly #growing = new WeakMap<LiveRoom, GrowingMarks>()
  readonly #clock: NodeJS.Timeout
  #closed = false

  constructor(options: RegistryOptions) {
    this.#options = options
    routeMedia(options.plane, () => [...this.#rooms.values()].map(({ live }) => live.media), options.recording.news)
    this.#clock = setInterval(() => this.#tick(), 1_000).unref()
  }

  get rooms(): readonly LiveRoom[] {
    return [...this.#rooms.values()].map(({ live }) => live)
  }

  /** Hangs up on everybody in a case's room, which another process has now; their browsers find it there. */
  giveUp(one: CaseId): void {
    for (const live of this.rooms.filter(({ room }) => room.case === one)) this.#drop(live)
  }

  /**
   * The running room in which this person's place is kept, just as they had it. The watch over everybody's standing looks at such a
   * place as at an open line, so nothing has to be asked when hundreds come back at once.
   */
  keptFor({ session, actor }: JoinTicket): LiveRoom | null {
    const live = this.#rooms.get(session)?.live
    const seat = live === undefined ? null : seatOfActor(live.room, actor)
    const isKept = seat !== null && (seat.phase === 'lobby' || seat.phase === 'admitted')
    return live !== undefined && isKept && isDeepStrictEqual(seat.occupant.actor, actor) ? live : null
  }

  /** The session's room: the running one, or the one that was remembered, with everybody's place. */
  open(ticket: JoinTicket, standing: Standing): Promise<LiveRoom> {
    const known = this.#opening.get(ticket.session)
    if (known !== undefined) return known
    const opening = this.#openNow(ticket, standing)
    this.#opening.set(ticket.session, opening)
    opening.catch(() => this.#opening.delete(ticket.session))
    return opening
  }

  async #openNow(ticket: JoinTicket, standing: Standing): Promise<LiveRoom> {
    const { ports, log, newId, plane } = this.#options
    const remembered = await ports.withRooms(ticket.actor, (rooms) => rooms.find(ticket.session))
    const live = new LiveRoom({
      scene: { room: remembered ?? emptyRoom(ticket.session, ticket.case), standing },
      clock: ports.clock,
      newId,
      media: (of) => new RoomMedia({ plane, newId, news: this.#newsOf(of), videoBlocked: () => of.room.videoBlocked !== null }),
      handlersFor: (of, seat) => this.#handlersFor(of, seat),
      observers: this.#observers(),
    })
    this.#rooms.set(ticket.session, { live, upkeep: new Upkeep(live, this.#options) })
    if (remembered !== null) this.#options.recording.opened(live, ticket.actor)
    log.info('room.opened', { sessionId: ticket.session })
    return live
  }

  #observers() {
    const { verbs, ports, backlog } = this.#options
    return [
      recordAttendance(verbs, backlog),
      rememberRoom(ports, backlog),
      this.#options.recording.observe,
      endCutMarks((live) => this.#growingOf(live)), wipeEndedBoards,
      (_before: unknown, after: { readonly standing: Standing }, live: LiveRoom): void => {
        if (after.standing.session === 'ended') this.#drop(live)
      },
    ]
  }

  #handlersFor(live: LiveRoom, seat: SeatId) {
    const { verbs, backlog, ports, plane, relays, log } = this.#options
    const occupant = seatOf(live.room, seat)?.occupant
    if (occupant === undefined) throw new Error('handlers are asked for a seat that is taken')
    const context = { live, seat, actor: occupant.actor, verbs, backlog }
    const goAway = async () => {
      live.commit(leave(live.room, seat, live.now))
      return ok({})
    }
    return {
      lobby: { 'leave-lobby': goAway },
      inside: {
        ...roomHandlers(context), ...doorHandlers(context), ...mediaHandlers({ live, seat, plane, relays }), ...liveKitHandlers({ live, seat, plane, relays }), ...chatHandlers(live, occupant, ports), ...lineHandlers(live, seat), ...viewerHandlers(live, seat),
        ...telestrationHandlers({ live, seat, growing: this.#growingOf(live) }),
        ...killSwitchHandlers({ live, seat, log }),
        ...this.#options.recording.handlers(live, seat, occupant.actor),
        ...roundHandlers({ live, actor: occupant.actor, verbs, keepPlaces: (actor, left, next) => this.#keepPlaces(actor, left, next) }),
      },
    }
  }

  /** Whoever was inside comes straight into the next patient's room, whether it is open already or will be with the first who comes. */
  async #keepPlaces(actor: Actor, left: Room, next: { readonly case: CaseId; readonly session: SessionId }): Promise<void> {
    const open = this.#rooms.get(next.session)?.live
    if (open !== undefined) {
      open.commit(withPlacesOf(open.room, left))
      return
    }
    await this.#options.ports.withRooms(actor, async (rooms) => rooms.save(withPlacesOf((await rooms.find(next.session)) ?? emptyRoom(next.session, next.case), left)))
  }

  #newsOf(live: LiveRoom): MediaNews {
    const news = mediaNews(live)
    const { recording } = this.#options
    return {
      ...news,
      speaking: (speakers) => {
        news.speaking(speakers)
        recording.heard(live, speakers[0]?.seat ?? null)
      },
    }
  }

  #growingOf(live: LiveRoom): GrowingMarks {
    const known = this.#growing.get(live) ?? new GrowingMarks()
    this.#growing.set(live, known)
    return known
  }

  #tick(): void {
    for (const { live, upkeep } of [...this.#rooms.values()]) if (upkeep.tick()) this.#drop(live)
  }

  #drop(live: LiveRoom): void {
    const { session } = live.room
    if (this.#rooms.get(session)?.live !== live) return
    this.#rooms.delete(session)
    this.#opening.delete(session)
    live.close()
    this.#options.log.info('room.closed', { sessionId: session })
  }

  /** Ends this process's part in every room; sessions go on in the database and in the next process. Idempotent. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#clock)
    for (const live of this.rooms) live.close()
    this.#rooms.clear()
    this.#opening.clear()
  }
}
