import type { Done } from '#contract/room.ts'
import { isHost } from '#core/room/policy.ts'
import { arrive, isTakenElsewhere, lose } from '#core/room/admission.ts'
import { guestRoleOf } from '#core/room/guest-part.ts'
import { admittedSeat, seatOf, type Room, type SeatId } from '#core/room/room.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Clock } from '#core/shared/clock.ts'
import { brandId, type NewId } from '#core/shared/ids.ts'
import { ok, type Result } from '#core/shared/result.ts'
import type { Connection, DismissalReason, InsideHandlers, LobbyHandlers } from './connection.ts'
import { guestFilter } from './guest-requests.ts'
import type { RoomMedia } from './room-media.ts'
import { changeBetween, doorView, viewOf, waitingView, type RoomScene } from './room-view.ts'
import type { Standing } from './session-verbs.ts'

/** Told of every change after it has happened. */
export type RoomObserver = (before: RoomScene, after: RoomScene, live: LiveRoom) => void

export interface LiveRoomOptions {
  readonly scene: RoomScene
  readonly clock: Clock
  readonly newId: NewId
  readonly media: (live: LiveRoom) => RoomMedia
  readonly handlersFor: (live: LiveRoom, seat: SeatId) => { readonly lobby: LobbyHandlers; readonly inside: InsideHandlers }
  readonly observers: readonly RoomObserver[]
}

/** One running session in this process: the room's data, the lines of its people, and its media. */
export class LiveRoom {
  readonly media: RoomMedia
  readonly #options: LiveRoomOptions
  readonly #connections = new Map<SeatId, Connection>()
  #scene: RoomScene
  #version = 1
  #actor: Actor | null = null
  #idleSince: Date
  #closed = false

  constructor(options: LiveRoomOptions) {
    this.#options = options
    this.#scene = options.scene
    this.#idleSince = options.clock()
    this.media = options.media(this)
  }

  get room(): Room {
    return this.#scene.room
  }

  get standing(): Standing {
    return this.#scene.standing
  }

  get view() {
    return viewOf(this.#scene, this.#version)
  }

  get closed(): boolean {
    return this.#closed
  }

  /** The round is leaving: whoever goes along has lost this patient already, and is about to be told where to go. */
  isLeaving = false

  get connections(): ReadonlyMap<SeatId, Connection> {
    return this.#connections
  }

  /** On whose behalf the platform acts when nobody asked: whoever of the staff came last. */
  get actor(): Actor | null {
    return this.#actor
  }

  /** Since when nobody has been connected, or null. */
  get idleSince(): Date | null {
    return this.#connections.size === 0 ? this.#idleSince : null
  }

  get now(): Date {
    return this.#options.clock()
  }

  /** A person has come through the handshake: to the lobby, inside, or back to the kept seat; null where they sit at another machine since. */
  attach(connection: Connection): SeatId | null {
    const { ticket, by } = connection.arrival
    if (by === 'resume' && isTakenElsewhere(this.room, ticket)) {
      connection.dismiss('opened-elsewhere')
      return null
    }
    // A guest has no right in whose name the platform could act.
    if (guestRoleOf(ticket.part) === null) this.#actor = ticket.actor
    const { room, seat } = arrive(this.room, ticket, { seat: brandId<SeatId>(this.#options.newId()), now: this.now })
    this.#connections.get(seat.id)?.dismiss('opened-elsewhere')
    this.#connections.set(seat.id, connection)
    this.commit(room)
    return seat.id
  }

  /** A line has broken; the seat is kept. */
  detach(seat: SeatId, connection: Connection): void {
    connection.drop()
    if (this.#connections.get(seat) !== connection) return
    this.#connections.delete(seat)
    this.#idleSince = this.now
    this.commit(lose(this.room, seat, this.now))
  }

  /** Makes a decided change real, or passes the refusal on. */
  apply<E extends string>(decided: Result<Room, E>): Result<Done, E> {
    if (!decided.ok) return decided
    this.commit(decided.value)
    return ok({})
  }

  /** Replaces the room and lets everyone know: the lines follow their seats, screens get the difference, observers the whole. */
  commit(room: Room, standing: Standing = this.standing): void {
    const before = this.#scene
    const view = this.view
    this.#scene = { room, standing }
    this.#version += 1
    const change = changeBetween(view, this.view)
    if (change === null) this.#version -= 1
    const settled = [...this.#connections].filter(([, connection]) => connection.phase === 'admitted')
    this.#followSeats()
    if (change !== null) this.tellInside(settled, (connection) => connection.push('room-changed', change))
    this.#tellDoor(before)
    for (const observe of this.#options.observers) observe(before, this.#scene, this)
  }

  /** Reaches everyone inside, or those of them who are named. */
  tellInside(to: Iterable<readonly [SeatId, Connection]>, tell: (connection: Connection) => void): void {
    for (const [, connection] of to) if (connection.phase === 'admitted') tell(connection)
  }

  /** Ends everything that the process holds for this room; the room itself is remembered elsewhere. Idempotent. */
  close(): void {
    this.#closed = true
    this.media.close()
    for (const connection of this.#connections.values()) connection.drop()
    this.#connections.clear()
  }

  #followSeats(): void {
    for (const [id, connection] of [...this.#connections]) {
      const seat = seatOf(this.room, id)
      if (seat?.phase === 'lobby' && connection.phase !== 'lobby') this.#showLobby(id, connection)
      else if (seat?.phase === 'admitted' && connection.phase !== 'admitted') this.#showInside(id, connection)
      else if (seat === null || seat.phase === 'left' || seat.phase === 'removed') this.#dismiss(id, connection)
    }
    for (const { id } of this.room.seats) if (admittedSeat(this.room, id) === null) this.media.release(id)
  }

  #showLobby(id: SeatId, connection: Connection): void {
    connection.wait(this.#options.handlersFor(this, id).lobby)
    connection.push('waiting', { you: id, resumeToken: connection.arrival.resumeToken, ...doorView(this.room) })
  }

  #showInside(id: SeatId, connection: Connection): void {
    connection.enter(this.#options.handlersFor(this, id).inside, guestFilter(connection.arrival.ticket.part))
    const { offer } = this.media
    connection.push('admitted', {
      you: id,
      resumeToken: connection.arrival.resumeToken,
      room: this.view,
      waiting: isHost(this.room, id) ? waitingView(this.room) : null,
      media: this.media.of(id) === null ? 'none' : 'kept',
      ...(offer !== null && { offer }),
    })
  }

  #dismiss(id: SeatId, connection: Connection): void {
    const goesAlong = this.standing.movedOn === true && guestRoleOf(connection.arrival.ticket.part) === null
    const reason: DismissalReason =
      this.standing.session === 'ended' ? (goesAlong ? 'moved-on' : 'ended') : seatOf(this.room, id)?.phase === 'removed' ? 'removed' : 'left'
    this.#connections.delete(id)
    this.#idleSince = this.now
    connection.dismiss(reason)
  }

  #tellDoor(before: RoomScene): void {
    const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
    const door = doorView(this.room)
    const doorMoved = !same(doorView(before.room), door)
    const waiting = waitingView(this.room)
    const queueMoved = !same(waitingView(before.room), waiting)
    for (const [id, connection] of this.#connections) {
      const isNow = isHost(this.room, id)
      const was = isHost(before.room, id)
      if (connection.phase === 'lobby' && doorMoved) connection.push('lobby-changed', door)
      else if (isNow && (queueMoved || !was)) connection.push('waiting-changed', { waiting })
      else if (was && !isNow && connection.phase === 'admitted') connection.push('waiting-changed', { waiting: null })
    }
  }
}
