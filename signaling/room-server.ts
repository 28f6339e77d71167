import type { Server as HttpServer } from 'node:http'
import type { Logger } from '#adapters/observability/logger.ts'
import { socketPath, type HandshakeRefusal } from '#contract/handshake.ts'
import type { RoomPushes } from '#contract/room-wire.ts'
import { err, type Result } from '#core/shared/result.ts'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { Server, type DefaultEventsMap, type Socket } from 'socket.io'
import type { Welcome } from './handshake.ts'
import { carry, endWith } from './nodes/relayed-line.ts'
import { isForeign } from './own-pages.ts'
import { Connection } from './rooms/connection.ts'
import { wireFailureOf } from './wire-failure.ts'

/** The largest message, in bytes: media parameters of many codecs fit, a file does not. */
const largestMessage = 256 * 1024
/** A person joining a full room asks some two hundred times within a few seconds; nobody needs more. */
const requestRate = { points: 400, duration: 10 }
/** A hand that draws tells twenty times a second where it is; it must not use up what the person needs to stay in the call. */
const drawingRate = { points: 300, duration: 10 }
const isDrawing = (event: unknown): boolean => event === 'draw' || event === 'point'

interface RoomServerOptions {
  readonly http: HttpServer
  readonly origin: string
  readonly shakeHands: (auth: unknown) => Promise<Result<Welcome, HandshakeRefusal>>
  readonly log: Logger
}

interface SocketData {
  welcome?: Welcome
}

/** Where browsers connect: handshake, then the connection follows its seat. */
export function serveRooms({ http, origin, shakeHands, log }: RoomServerOptions) {
  const io = new Server<DefaultEventsMap, RoomPushes, DefaultEventsMap, SocketData>(http, {
    path: socketPath,
    serveClient: false,
    maxHttpBufferSize: largestMessage,
    // The minutes' document server shares the port: an upgrade that is not ours is not ours to destroy.
    destroyUpgrade: false,
    cors: { origin }, allowRequest: (request, decide) => decide(null, !isForeign(request, origin)),
    pingInterval: 5_000, pingTimeout: 8_000,
  })
  forgetRequests(io)
  let draining = false
  const refuse = (code: HandshakeRefusal, next: (cause: Error) => void): void => {
    log.info('handshake.refused', { refusal: code })
    next(new Error(code))
  }
  io.use((socket, next) => {
    if (draining) {
      refuse('handshake.draining', next)
      return
    }
    void shakeHands(socket.handshake.auth).then(
      (answer) => {
        if (answer.ok) {
          keepWelcome(socket, answer.value)
          next()
        } else refuse(answer.error, next)
      },
      (cause: unknown) => {
        log.error('handshake.failed', { cause })
        next(new Error(wireFailureOf(cause) satisfies HandshakeRefusal))
      },
    )
  })
  const limits = makeLimits()
  io.on('connection', (socket) => {
    const { welcome } = socket.data
    if (welcome?.to === 'home') {
      carry(socket, welcome.line)
      return
    }
    if (welcome === undefined || welcome.live.closed) {
      socket.disconnect(true)
      return
    }
    const { practitioner } = welcome.arrival.ticket.actor
    socket.use(([event, ...args], next) => {
      limits.consume(event, practitioner).then(() => next(), () => answerTooFast(args))
    })
    const connection = new Connection(socket, welcome.arrival, log)
    const seat = welcome.live.attach(connection)
    if (seat !== null) socket.once('disconnect', () => welcome.live.detach(seat, connection))
  })
  return {
    /** The socket.io server, whose other namespaces share the port. */
    io,
    /** Refuses newcomers; those inside stay until `close`. */
    drain: (): void => {
      draining = true
    },
    /** Hangs up; the browsers dial again and find the next process. */
    close: (): Promise<void> => io.close(),
  }
}

/** For when the browser's line stands; the one to another process ends with it, whether or not it ever does. */
function keepWelcome(socket: Pick<Socket, 'conn'> & { readonly data: SocketData }, welcome: Welcome): void {
  socket.data.welcome = welcome
  if (welcome.to === 'home') endWith(socket, welcome.line)
}

/** What the first request said is read by then; kept for as long as the socket lives, a thousand of them weigh several megabytes. */
function forgetRequests({ engine }: Pick<Server, 'engine'>): void {
  engine.on('connection', (line: { request: unknown }) => {
    line.request = undefined
  })
}

function makeLimits() {
  const [requests, drawing] = [new RateLimiterMemory(requestRate), new RateLimiterMemory(drawingRate)]
  return { consume: (event: unknown, who: string) => (isDrawing(event) ? drawing : requests).consume(who) }
}

function answerTooFast(args: readonly unknown[]): void {
  const acknowledge: unknown = args.at(-1)
  if (typeof acknowledge === 'function') Reflect.apply(acknowledge, undefined, [err('wire.too-fast')])
}
