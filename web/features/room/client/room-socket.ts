import { ask as askWire } from '#contract/bind-requests.ts'
import { bindEvents, type EventListeners } from '#contract/bind-events.ts'
import { protocolVersion, type AnswerOf, type InputOf } from '#contract/define.ts'
import type { Handshake } from '#contract/handshake.ts'
import { roomRefusals, type RoomRefusal } from '#contract/room-refusals.ts'
import { allRoomRequests, roomPushes } from '#contract/room-wire.ts'
import type { Socket } from 'socket.io-client'
import type { RoomClientOptions } from './room-client-options.ts'
import { takeLine } from './room-line.ts'

type Requests = typeof allRoomRequests
export type AskRoom = <K extends keyof Requests>(event: K, input: InputOf<Requests[K]>) => Promise<AnswerOf<Requests[K]>>

interface RoomSocketOptions extends Pick<RoomClientOptions, 'requestTicket' | 'origin'> {
  readonly listeners: EventListeners<typeof roomPushes>
  /** The door stays shut, and trying again would not open it. */
  readonly onRefused: (code: RoomRefusal) => void
  readonly onLine: (connected: boolean) => void
}

/** Refusals that another attempt, with a new ticket, may overcome. */
const worthAnotherTicket: ReadonlySet<string> = new Set(['handshake.ticket-invalid', 'handshake.ticket-used', 'handshake.resume-invalid'])
const worthWaiting: ReadonlySet<string> = new Set(['handshake.draining', 'wire.failed', 'wire.unavailable', 'wire.timeout'])
/** Milliseconds until the next attempt where socket.io makes none: 0.2 s to 1 s. */
const scattered = (): number => 200 + Math.random() * 800
const mostTickets = 3

/** The line to the room server: comes with a ticket, comes back with the resume token, and dials until told to stop. */
export class RoomSocket {
  readonly #options: RoomSocketOptions
  readonly #socket: Socket
  #resumeToken: string | null = null
  /** Asked for while the line is being dialled. */
  #firstTicket: ReturnType<RoomClientOptions['requestTicket']> | null = null
  #ticketsTried = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(options: RoomSocketOptions) {
    this.#options = options
    this.#socket = takeLine(options.origin).socket('/', {
      auth: (reply) => void this.#credential().then((credential) => credential && reply({ protocol: protocolVersion, credential })),
    })
    this.#socket.on('connect', () => {
      this.#ticketsTried = 0
      options.onLine(true)
    })
    this.#socket.on('disconnect', () => this.#onDisconnect())
    this.#socket.on('connect_error', (cause) => this.#onDeclined(cause.message))
    bindEvents(this.#socket, roomPushes, { ...options.listeners, onMalformed: () => this.#socket.disconnect() })
  }

  open(): void {
    this.#firstTicket = this.#options.requestTicket()
    // Whoever awaits it sees to its failing; where the line does not come up, nobody does.
    this.#firstTicket.catch(() => undefined)
    this.#socket.connect()
  }

  readonly ask: AskRoom = (event, input) => askWire({ socket: this.#socket, table: allRoomRequests }, event, input)

  /** From the next loss of the line on, the person comes back with this. */
  keep(resumeToken: string): void {
    this.#resumeToken = resumeToken
  }

  /** The next coming is to another room: with a new ticket. */
  comeAnew(): void {
    this.#resumeToken = null
  }

  /** Idempotent. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#retry)
    this.#socket.disconnect()
  }

  async #credential(): Promise<Handshake['credential'] | null> {
    if (this.#resumeToken !== null) return { kind: 'resume', token: this.#resumeToken }
    const asking = this.#firstTicket ?? this.#options.requestTicket()
    this.#firstTicket = null
    const asked = await asking.catch(() => null)
    if (this.#closed) return null
    if (asked === null) {
      // The portal could not be asked: another attempt may find it.
      this.#socket.disconnect()
      this.#redial(scattered())
      return null
    }
    if (asked.ok) return { kind: 'ticket', ticket: asked.value }
    this.#refused(asked.error)
    return null
  }

  #onDisconnect(): void {
    if (this.#closed) return
    this.#options.onLine(false)
    // The server hung up, for example to restart: socket.io would not dial again by itself.
    if (!this.#socket.active) this.#redial(scattered())
  }

  #onDeclined(code: string): void {
    // Not a refusal but a line that does not hold: socket.io dials on.
    if (this.#closed || this.#socket.active) return
    if (worthWaiting.has(code)) {
      this.#redial(scattered())
      return
    }
    this.#resumeToken = null
    this.#ticketsTried += 1
    if (worthAnotherTicket.has(code) && this.#ticketsTried <= mostTickets) this.#redial(0)
    else this.#refused(roomRefusals.find((known) => known === code) ?? 'wire.failed')
  }

  #refused(code: RoomRefusal): void {
    if (this.#closed) return
    this.close()
    this.#options.onRefused(code)
  }

  #redial(afterMs: number): void {
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => {
      if (!this.#closed) this.#socket.connect()
    }, afterMs)
  }
}
