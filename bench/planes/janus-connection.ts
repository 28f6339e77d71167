import { once } from 'node:events'
import { z } from 'zod'

const answer = z.looseObject({
  janus: z.string(),
  transaction: z.string().optional(),
  data: z.looseObject({ id: z.number() }).optional(),
  error: z.looseObject({ reason: z.string() }).optional(),
  plugindata: z.looseObject({ data: z.looseObject({ error: z.string().optional() }) }).optional(),
  jsep: z.looseObject({ sdp: z.string() }).optional(),
})
type Answer = z.infer<typeof answer>

interface Asked {
  readonly resolve: (answer: Answer) => void
  readonly reject: (reason: Error) => void
}

/** Milliseconds; Janus ends a session that has been silent for a minute. */
const keepAliveEvery = 20_000

/** One session with Janus over its WebSocket. */
export class JanusConnection {
  readonly #socket: WebSocket
  readonly #asked = new Map<string, Asked>()
  #session: number | undefined
  #count = 0
  readonly #keepAlive: NodeJS.Timeout

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => this.#take(answer.parse(JSON.parse(String(data)))))
    this.#keepAlive = setInterval(() => void this.#ask({ janus: 'keepalive' }, true), keepAliveEvery)
    this.#keepAlive.unref()
  }

  /** Opens a session; throws where nobody listens yet. */
  static async open(port: number): Promise<JanusConnection> {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, 'janus-protocol')
    await Promise.race([once(socket, 'open'), once(socket, 'error').then(() => Promise.reject(new Error('Janus does not answer')))])
    const connection = new JanusConnection(socket)
    connection.#session = (await connection.#ask({ janus: 'create' })).data?.id
    return connection
  }

  /** Opens a handle of the room's plugin. */
  async attach(): Promise<number> {
    return (await this.#ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' })).data?.id ?? 0
  }

  async detach(handle: number): Promise<void> {
    await this.#ask({ janus: 'detach', handle_id: handle })
  }

  /** Asks the room's plugin and yields the SDP that its answer carries, or nothing. */
  async message(handle: number, body: object, jsep?: { readonly type: 'offer' | 'answer'; readonly sdp: string }): Promise<string> {
    const { plugindata, jsep: theirs } = await this.#ask({ janus: 'message', handle_id: handle, body, ...(jsep ? { jsep } : {}) })
    if (plugindata?.data.error !== undefined) throw new Error(`Janus: ${plugindata.data.error}`)
    return theirs?.sdp ?? ''
  }

  close(): void {
    clearInterval(this.#keepAlive)
    this.#socket.close()
  }

  #ask(request: object, acknowledged = false): Promise<Answer> {
    this.#count += 1
    const transaction = `${acknowledged ? 'k' : 't'}${this.#count}`
    const session = this.#session === undefined ? {} : { session_id: this.#session }
    return new Promise((resolve, reject) => {
      this.#asked.set(transaction, { resolve, reject })
      this.#socket.send(JSON.stringify({ ...request, ...session, transaction }))
    })
  }

  /** What is only acknowledged is answered by an event later, a keepalive excepted. */
  #take(given: Answer): void {
    const { janus, transaction = '', error } = given
    const asked = this.#asked.get(transaction)
    if (!asked || (janus === 'ack' && !transaction.startsWith('k'))) return
    this.#asked.delete(transaction)
    if (error) asked.reject(new Error(`Janus: ${error.reason}`))
    else asked.resolve(given)
  }
}
