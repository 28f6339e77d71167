import { ask } from '#contract/bind-requests.ts'
import { bindEvents } from '#contract/bind-events.ts'
import { protocolVersion, type AnswerOf, type InputOf, type OutputOf } from '#contract/define.ts'
import { socketPath } from '#contract/handshake.ts'
import { allRoomRequests, roomPushes, type RoomPushes } from '#contract/room-wire.ts'
import { io, type Socket } from 'socket.io-client'

type Requests = typeof allRoomRequests
export type Pushed = { [K in keyof RoomPushes]: { readonly event: K; readonly payload: Parameters<RoomPushes[K]>[0] } }[keyof RoomPushes]
type PayloadOf<K extends keyof RoomPushes> = Parameters<RoomPushes[K]>[0]

/** A browser's line without the browser: asks by the wire's tables and remembers everything it was told. */
export class TestGuest {
  readonly #socket: Socket
  readonly #heard: Pushed[] = []
  readonly #waiting = new Set<() => void>()

  private constructor(socket: Socket) {
    this.#socket = socket
    const listen = <K extends keyof RoomPushes>(event: K) => (payload: PayloadOf<K>): void => {
      this.#heard.push({ event, payload } as Pushed)
      for (const wake of [...this.#waiting]) wake()
    }
    const listeners = Object.fromEntries(Object.keys(roomPushes).map((event) => [event, listen(event as keyof RoomPushes)]))
    bindEvents(socket, roomPushes, {
      ...(listeners as unknown as Parameters<typeof bindEvents<typeof roomPushes>>[2]),
      onMalformed: (event) => {
        throw new Error(`malformed event: ${String(event)}`)
      },
    })
  }

  /** Comes with a ticket or a resume token; rejects with the refusal's code. */
  static async come(port: number, credential: { readonly kind: 'ticket'; readonly ticket: string } | { readonly kind: 'resume'; readonly token: string }): Promise<TestGuest> {
    const socket = io(`http://127.0.0.1:${String(port)}`, {
      path: socketPath, auth: { protocol: protocolVersion, credential }, transports: ['websocket'], forceNew: true, reconnection: false,
    })
    const guest = new TestGuest(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return guest
  }

  /** Comes and is gone before the door has opened. */
  static async glimpse(port: number, credential: { readonly kind: 'resume'; readonly token: string }): Promise<void> {
    const socket = io(`http://127.0.0.1:${String(port)}`, { path: socketPath, auth: { protocol: protocolVersion, credential }, transports: ['websocket'], forceNew: true, reconnection: false })
    await new Promise<void>((resolve) => {
      const { engine } = socket.io
      engine.once('close', () => resolve())
      // What it said at the door goes first.
      engine.once('open', () => setImmediate(() => engine.close()))
    })
  }

  ask<K extends keyof Requests>(event: K, input: InputOf<Requests[K]>, withinMs?: number): Promise<AnswerOf<Requests[K]>> {
    return ask({ socket: this.#socket, table: allRoomRequests, ...(withinMs !== undefined && { timeoutMs: withinMs }) }, event, input)
  }

  /** As `ask`, for what must succeed. */
  async demand<K extends keyof Requests>(event: K, input: InputOf<Requests[K]>): Promise<OutputOf<Requests[K]>> {
    const answer = await this.ask(event, input)
    if (!answer.ok) throw new Error(`${event}: ${answer.error}`)
    return answer.value
  }

  /** The first thing heard of this kind that fits, now or later; each is handed out once. */
  async hear<K extends keyof RoomPushes>(event: K, fits: (payload: PayloadOf<K>) => boolean = () => true): Promise<PayloadOf<K>> {
    for (;;) {
      const index = this.#heard.findIndex((one) => one.event === event && fits(one.payload as PayloadOf<K>))
      const [found] = index < 0 ? [] : this.#heard.splice(index, 1)
      if (found !== undefined) return found.payload as PayloadOf<K>
      await new Promise<void>((wake) => {
        const once = (): void => {
          this.#waiting.delete(once)
          wake()
        }
        this.#waiting.add(once)
      })
    }
  }

  /** The line breaks without a word. */
  drop(): void {
    this.#socket.io.engine.close()
  }

  close(): void {
    this.#socket.disconnect()
  }

  /** Resolves when the line has ended, also when it has already. */
  ended(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.disconnected) resolve()
      else this.#socket.once('disconnect', () => resolve())
    })
  }

  get connected(): boolean {
    return this.#socket.connected
  }
}
