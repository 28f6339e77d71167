import {
  LeaveRequest, SessionDescription, SignalRequest, SignalResponse, SignalTarget, type AddTrackRequest, type UpdateSubscription,
} from '@livekit/protocol'
import { once } from 'node:events'
import { z } from 'zod'
import { signAccessToken, type VideoGrant } from '#adapters/livekit/access-token.ts'
import { inTime } from './plane.ts'

type Message = SignalResponse['message']
/** What a client of ours waits for; LiveKit says much more, about others and about quality. */
const awaited = ['join', 'offer', 'answer', 'trickle', 'trackPublished', 'leave'] as const
type Awaited = (typeof awaited)[number]
type Heard = { readonly [K in Awaited]: Extract<Message, { case: K }>['value'] }
type Said = Extract<SignalRequest['message'], { case: 'addTrack' | 'subscription' | 'offer' | 'answer' | 'leave' }>

const protocol = '16'
const farewellMs = 1_000
const candidate = z.object({ candidate: z.string() })
const isOf = <K extends Awaited>(kind: K) => (message: Message): message is Message & { value: Heard[K] } => message.case === kind

interface JoinOptions {
  readonly settings: { readonly url: string; readonly key: string; readonly secret: string }
  readonly identity: string
  readonly grant: VideoGrant
  /** Whether everything that others publish comes unasked. */
  readonly autoSubscribe: boolean
}

/** One participant of a LiveKit room over its signalling: a WebSocket with protobuf. */
export class LiveKitParticipant {
  readonly #socket: WebSocket
  #arrived: Message[] = []
  #waiting: (() => void)[] = []
  /** Whether the server has said where its end of the media path is. */
  #located = false

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('message', ({ data }) => this.#take(SignalResponse.fromBinary(new Uint8Array(data as ArrayBuffer)).message))
    socket.addEventListener('close', () => this.#wake())
  }

  static async join({ settings: { url, ...signing }, identity, grant, autoSubscribe }: JoinOptions): Promise<LiveKitParticipant> {
    const token = await signAccessToken({ ...signing, clock: () => new Date() }, { grant, identity, seconds: 600 })
    const query = new URLSearchParams({ access_token: token, protocol, auto_subscribe: autoSubscribe ? '1' : '0', sdk: 'cpp', version: '1.0.0' })
    const participant = new LiveKitParticipant(new WebSocket(`${url}/rtc?${query.toString()}`))
    await participant.#hear('join')
    return participant
  }

  /** Announces a track and yields the name that the server gave it. */
  async publish(track: AddTrackRequest): Promise<string> {
    this.#say({ case: 'addTrack', value: track })
    return (await this.#hear('trackPublished')).track?.sid ?? ''
  }

  subscribe(tracks: UpdateSubscription): void {
    this.#say({ case: 'subscription', value: tracks })
  }

  /**
   * Hands the publishing path's offer over and yields the answer. The server learns where the client is from its first
   * check: otherwise it begins its handshake before the client has read the answer, and the client takes it for a stranger's.
   */
  async offer(sdp: string): Promise<string> {
    this.#say({ case: 'offer', value: new SessionDescription({ type: 'offer', sdp: without('candidate', sdp), id: 1 }) })
    const answer = await this.#hear('answer')
    return answer.sdp + (await this.#candidates(SignalTarget.PUBLISHER))
  }

  /** Waits for the next offer of the subscribing path and answers it. */
  async answer(agree: (offer: string) => Promise<string>): Promise<void> {
    const { sdp, id } = await this.#hear('offer')
    // The other planes' clients know no header extensions; these neither.
    const answer = await agree(without('extmap', sdp) + (await this.#candidates(SignalTarget.SUBSCRIBER)))
    this.#say({ case: 'answer', value: new SessionDescription({ type: 'answer', sdp: answer, id }) })
  }

  /** Says goodbye, and waits a moment at most: where the server hangs up in the midst of it, Node never tells that the socket has closed. */
  async leave(): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) return
    const closed = once(this.#socket, 'close', { signal: AbortSignal.timeout(farewellMs) }).catch(() => undefined)
    this.#say({ case: 'leave', value: new LeaveRequest() })
    this.#socket.close()
    await closed
  }

  /** What the server trickles after its first description, all of it, as that description's end: a native client need not trickle then. */
  async #candidates(target: SignalTarget): Promise<string> {
    const lines: string[] = []
    for (let final = this.#located; !final; ) {
      const trickle = await this.#hear('trickle')
      if (trickle.target === target) lines.push(`a=${candidate.parse(JSON.parse(trickle.candidateInit)).candidate}\r\n`)
      final = trickle.final
    }
    this.#located = true
    return lines.join('')
  }

  #say(message: Said): void {
    this.#socket.send(new Uint8Array(new SignalRequest({ message }).toBinary()))
  }

  async #hear<K extends Awaited>(kind: K): Promise<Heard[K]> {
    for (;;) {
      const found = this.#arrived.find(isOf(kind))
      if (found) {
        this.#arrived = this.#arrived.filter((message) => message !== found)
        return found.value
      }
      const over = this.#socket.readyState > WebSocket.OPEN || this.#arrived.some(isOf('leave'))
      if (over) throw new Error(`LiveKit: the participant was let go before "${kind}"`)
      await inTime(`LiveKit: "${kind}"`, new Promise<void>((wake) => this.#waiting.push(wake)))
    }
  }

  #take(message: Message): void {
    if (!awaited.some((kind) => kind === message.case)) return
    this.#arrived.push(message)
    this.#wake()
  }

  #wake(): void {
    const woken = this.#waiting
    this.#waiting = []
    woken.forEach((wake) => wake())
  }
}

const without = (attribute: string, sdp: string): string => sdp.split('\r\n').filter((line) => !line.startsWith(`a=${attribute}`)).join('\r\n')
