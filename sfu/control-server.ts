import { createHash, timingSafeEqual } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import type { Logger } from '#adapters/observability/logger.ts'
import { bindRequests } from '#contract/bind-requests.ts'
import { protocolVersion } from '#contract/define.ts'
import { controlHandshake, mediaPlaneRequests, type controlRefusals } from '#contract/media-plane.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { Server } from 'socket.io'
import type { Announce } from './announce.ts'
import type { MediaPlaneHandlers } from './lookup.ts'

interface Caller {
  node: string
}

type ControlRefusal = (typeof controlRefusals)[number]

export interface ControlServerOptions {
  readonly http: HttpServer
  readonly secret: string
  readonly log: Logger
  /** Milliseconds that rooms outlive the signaling process that opened them, so that its restart cuts no call. */
  readonly unattendedGrace: number
  readonly onUnattended: (node: string) => void
}

/** Where signaling connects: checks who it is, serves its requests, tells it what happens. */
export class ControlServer {
  readonly #options: ControlServerOptions
  readonly #io: Server
  readonly #graces = new Map<string, NodeJS.Timeout>()
  #closed: Promise<void> | undefined

  constructor(options: ControlServerOptions) {
    this.#options = options
    this.#io = new Server(options.http, { transports: ['websocket'], serveClient: false })
    this.#io.use((socket, next) => {
      const caller = identify(socket.handshake.auth, options.secret)
      if (!caller.ok) options.log.warn('control.refused', { refusal: caller.error })
      else (socket.data as Caller).node = caller.value.node
      next(caller.ok ? undefined : new Error(caller.error))
    })
  }

  /** Sends an event to every connected signaling process. */
  readonly announce: Announce = (event, payload) => {
    this.#io.emit(event, payload)
  }

  /** Serves each signaling process that connects from now on. */
  serve(handlersFor: (node: string) => MediaPlaneHandlers): void {
    const { log } = this.#options
    this.#io.on('connection', (socket) => {
      const { node } = socket.data as Caller
      clearTimeout(this.#graces.get(node))
      log.info('control.connected', { count: this.#links })
      const unbind = bindRequests(socket, mediaPlaneRequests, {
        handlers: handlersFor(node),
        onFailure: (_event, cause) => log.error('request.failed', { cause }),
      })
      socket.once('disconnect', () => {
        unbind()
        this.#left(node)
      })
    })
  }

  /** Hangs up every link. The HTTP server is closed with it. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#io.close().finally(() => this.#graces.forEach((grace) => clearTimeout(grace)))
    return this.#closed
  }

  get #links(): number {
    return this.#io.of('/').sockets.size
  }

  #left(node: string): void {
    const { log, unattendedGrace, onUnattended } = this.#options
    log.info('control.left', { count: this.#links })
    const stays = [...this.#io.of('/').sockets.values()].some((socket) => (socket.data as Caller).node === node)
    if (stays || this.#closed) return
    clearTimeout(this.#graces.get(node))
    this.#graces.set(node, setTimeout(() => onUnattended(node), unattendedGrace))
  }
}

function identify(auth: unknown, secret: string): Result<Caller, ControlRefusal> {
  const parsed = controlHandshake.safeParse(auth)
  if (!parsed.success || !sameSecret(parsed.data.secret, secret)) return err('sfu.wrong-secret')
  return parsed.data.protocol === protocolVersion ? ok({ node: parsed.data.node }) : err('sfu.protocol-mismatch')
}

/** Compares digests, so that neither the time taken nor the length tells anything about the secret. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
