import { ask } from '#contract/bind-requests.ts'
import { protocolVersion, type InputOf, type OutputOf } from '#contract/define.ts'
import { mediaPlaneEvents, mediaPlaneRequests } from '#contract/media-plane.ts'
import { io, type Socket } from 'socket.io-client'
import type { z } from 'zod'

type Requests = typeof mediaPlaneRequests
type Events = typeof mediaPlaneEvents
type EventName = keyof Events

/** A signaling process, as far as the SFU can tell. */
export class TestSignaling {
  readonly socket: Socket
  readonly #heard: { event: string; payload: unknown }[] = []

  private constructor(socket: Socket) {
    this.socket = socket
    socket.onAny((event: string, payload: unknown) => this.#heard.push({ event, payload }))
  }

  /** Connects to the control port; rejects with the SFU's refusal. */
  static async connect(port: number, auth: { secret: string; protocol?: number }): Promise<TestSignaling> {
    const socket = io(`http://127.0.0.1:${port}`, {
      auth: { protocol: protocolVersion, ...auth },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    })
    const signaling = new TestSignaling(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', reject)
    })
    return signaling
  }

  request<K extends keyof Requests>(event: K, input: InputOf<Requests[K]>) {
    return ask({ socket: this.socket, table: mediaPlaneRequests }, event, input)
  }

  /** The answer of a request that must not be refused. */
  async demand<K extends keyof Requests>(event: K, input: InputOf<Requests[K]>): Promise<OutputOf<Requests[K]>> {
    const answer = await this.request(event, input)
    if (!answer.ok) throw new Error(`${event} was refused: ${answer.error}`)
    return answer.value
  }

  /** What has been announced under a name so far. */
  heard<K extends EventName>(event: K): z.output<Events[K]>[] {
    return this.#heard.filter((each) => each.event === event).map(({ payload }) => parse(event, payload))
  }

  /** Resolves with the first announcement, past or future, that matches; rejects after 40 s, so that a test says what it waited for. */
  async hear<K extends EventName>(
    event: K,
    matches: (payload: z.output<Events[K]>) => boolean = () => true,
  ): Promise<z.output<Events[K]>> {
    const past = this.heard(event).find(matches)
    if (past) return past
    return new Promise((resolve, reject) => {
      const overdue = setTimeout(() => {
        this.socket.offAny(listener)
        reject(new Error(`${event} was not announced`))
      }, 40_000)
      const listener = (heard: string, raw: unknown): void => {
        if (heard !== event) return
        const payload = parse(event, raw)
        if (!matches(payload)) return
        clearTimeout(overdue)
        this.socket.offAny(listener)
        resolve(payload)
      }
      this.socket.onAny(listener)
    })
  }

  close(): void {
    this.socket.disconnect()
  }
}

function parse<K extends EventName>(event: K, payload: unknown): z.output<Events[K]> {
  return mediaPlaneEvents[event].parse(payload) as z.output<Events[K]>
}
