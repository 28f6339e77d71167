import { createHash, timingSafeEqual } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import type { Logger } from '#adapters/observability/logger.ts'
import { bindRequests } from '#contract/bind-requests.ts'
import { protocolVersion } from '#contract/define.ts'
import { controlHandshake, mediaPlaneRequests, type controlRefusals } from '#contract/media-plane.ts'
import { Server } from 'socket.io'
import type { Announce } from './announce.ts'
import type { MediaPlaneHandlers } from './lookup.ts'

type ControlRefusal = (typeof controlRefusals)[number]

export interface ControlServerOptions {
  readonly http: HttpServer
  readonly secret: string
  readonly log: Logger
  /** Milliseconds that rooms outlive the last signaling process, so that its restart cuts no call. */
  readonly unattendedGrace: number
  readonly onUnattended: () => void
}

/** Where signaling connects: checks who it is, serves its requests, tells it what happens. */
export class ControlServer {
  readonly #options: ControlServerOptions
  readonly #io: Server
  #grace: NodeJS.Timeout | undefined
  #closed: Promise<void> | undefined

  constructor(options: ControlServerOptions) {
    this.#options = options
    this.#io = new Server(options.http, { transports: ['websocket'], serveClient: false })
    this.#io.use((socket, next) => {
      const refusal = refuse(socket.handshake.auth, options.secret)
      if (refusal) options.log.warn('control.refused', { refusal })
      next(refusal ? new Error(refusal) : undefined)
    })
  }

  /** Sends an event to every connected signaling process. */
  readonly announce: Announce = (event, payload) => {
    this.#io.emit(event, payload)
  }

  /** Serves each signaling process that connects from now on. */
  serve(handlers: MediaPlaneHandlers): void {
    const { log } = this.#options
    this.#io.on('connection', (socket) => {
      clearTimeout(this.#grace)
      log.info('control.connected', { count: this.#links })
      const unbind = bindRequests(socket, mediaPlaneRequests, {
        handlers,
        onFailure: (_event, cause) => log.error('request.failed', { cause }),
      })
      socket.once('disconnect', () => {
        unbind()
        this.#left()
      })
    })
  }

  /** Hangs up every link. The HTTP server is closed with it. Idempotent. */
  close(): Promise<void> {
    this.#closed ??= this.#io.close().finally(() => clearTimeout(this.#grace))
    return this.#closed
  }

  get #links(): number {
    return this.#io.of('/').sockets.size
  }

  #left(): void {
    const { log, unattendedGrace, onUnattended } = this.#options
    log.info('control.left', { count: this.#links })
    if (this.#links > 0 || this.#closed) return
    clearTimeout(this.#grace)
    this.#grace = setTimeout(onUnattended, unattendedGrace)
  }
}

function refuse(auth: unknown, secret: string): ControlRefusal | undefined {
  const parsed = controlHandshake.safeParse(auth)
  if (!parsed.success || !sameSecret(parsed.data.secret, secret)) return 'sfu.wrong-secret'
  return parsed.data.protocol === protocolVersion ? undefined : 'sfu.protocol-mismatch'
}

/** Compares digests, so that neither the time taken nor the length tells anything about the secret. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}
