import { bindRequests } from '#contract/bind-requests.ts'
import type { HandlersOf } from '#contract/define.ts'
import { lobbyRequests } from '#contract/lobby.ts'
import { insideRequests, type RoomPushes } from '#contract/room-wire.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { InsideRequest } from './guest-requests.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import type { DefaultEventsMap, Socket } from 'socket.io'
import { wireFailureOf } from '#signaling/wire-failure.ts'

export type LobbyHandlers = HandlersOf<typeof lobbyRequests>
export type InsideHandlers = HandlersOf<typeof insideRequests>
export type DismissalReason = Parameters<RoomPushes['dismissed']>[0]['reason']
export type RoomSocket = Pick<Socket<DefaultEventsMap, RoomPushes>, 'emit' | 'volatile' | 'on' | 'off' | 'disconnect'>

/** Who has come through the handshake, and the token that brings them back. */
export interface Arrival {
  readonly ticket: JoinTicket
  readonly resumeToken: string
  /** By which of the two they came: a ticket of the portal, or the token of an earlier welcome. */
  readonly by: 'ticket' | 'resume'
}

/** What may be asked follows from where the person is; entering a state binds its requests, leaving it unbinds them. */
type State =
  | { readonly phase: 'handshaking' }
  | { readonly phase: 'lobby'; readonly unbind: () => void }
  | { readonly phase: 'admitted'; readonly unbind: () => void }
  | { readonly phase: 'leaving' }

/** One browser's line to the room, from its handshake to its end. */
export class Connection {
  readonly arrival: Arrival
  readonly #socket: RoomSocket
  readonly #log: Logger
  #state: State = { phase: 'handshaking' }

  constructor(socket: RoomSocket, arrival: Arrival, log: Logger) {
    this.#socket = socket
    this.arrival = arrival
    this.#log = log
  }

  get phase(): State['phase'] {
    return this.#state.phase
  }

  push<K extends keyof RoomPushes>(event: K, ...payload: Parameters<RoomPushes[K]>): void {
    this.#socket.emit(event, ...payload)
  }

  /** As `push`, for what the next push makes worthless: dropped on a slow line. */
  pushLossy<K extends keyof RoomPushes>(event: K, ...payload: Parameters<RoomPushes[K]>): void {
    this.#socket.volatile.emit(event, ...payload)
  }

  wait(handlers: LobbyHandlers): void {
    this.#leaveState()
    this.#state = { phase: 'lobby', unbind: bindRequests(this.#socket, lobbyRequests, { handlers, onFailure: this.#onFailure, failureOf: wireFailureOf }) }
  }

  /** `may` narrows what may be asked; left out, everything is open to be judged by its handler. */
  enter(handlers: InsideHandlers, may?: (event: InsideRequest, input: unknown) => boolean): void {
    this.#leaveState()
    const binding = { handlers, onFailure: this.#onFailure, failureOf: wireFailureOf, ...(may !== undefined && { may }) }
    this.#state = { phase: 'admitted', unbind: bindRequests(this.#socket, insideRequests, binding) }
  }

  /** Ends the line for good: the browser is told why and does not dial again. Idempotent. */
  dismiss(reason: DismissalReason): void {
    if (this.#state.phase === 'leaving') return
    this.#leaveState()
    this.#state = { phase: 'leaving' }
    // An answer that is still on its way out goes first: whoever hears the reason hangs up, and hears no answer any more.
    setImmediate(() => {
      this.push('dismissed', { reason })
      this.#socket.disconnect(true)
    })
  }

  /** The line has broken, or the process is stopping: nothing more is served. */
  drop(): void {
    this.#leaveState()
    this.#state = { phase: 'leaving' }
  }

  #leaveState(): void {
    if ('unbind' in this.#state) this.#state.unbind()
  }

  readonly #onFailure = (_event: string, cause: unknown): void => this.#log.error('request.failed', { cause })
}
