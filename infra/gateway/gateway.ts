import { readFile } from 'node:fs/promises'
import { Agent, createServer, type IncomingMessage, ServerResponse, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { Socket } from 'node:net'
import { createProxyServer } from 'httpxy'
import type { Logger } from '#adapters/observability/logger.ts'
import { destinationOf, rewriteHeaders, type Destination, type Hop } from './forwarding.ts'
import { createSharedPort } from './shared-port.ts'
import { answerUnavailable } from './unavailable-page.ts'

export interface GatewayOptions {
  readonly host: string
  readonly port: number
  readonly portalUrl: string
  readonly signalingUrl: string
  readonly trustedProxies: readonly string[]
  /** The TURN relay's port on this machine, for sites that let out nothing but this gateway's own port. */
  readonly turnPort?: number | undefined
  readonly tls: { readonly certificateFile: string; readonly keyFile: string; readonly authorityFile: string | undefined } | undefined
  readonly log: Logger
}

export interface Gateway {
  /** The port that was really opened. */
  readonly port: number
  /** Takes no new requests, ends open connections; safe to call twice. */
  readonly close: () => Promise<void>
}

const headersWithinMs = 20_000
const requestWithinMs = 120_000
const answerWithinMs = 90_000
const upgradeWithinMs = 10_000
// Longer than what proxies in front keep open, so that it is they who close.
const idleConnectionMs = 75_000
/** An idle connection to the portal is let go before the portal does: a request must not meet a closing one. */
const idleHopMs = 30_000

async function createPublicPort(http: Server, { tls, turnPort }: GatewayOptions) {
  if (tls === undefined) return createSharedPort({ http, tls: undefined, turnPort })
  const [cert, key] = await Promise.all([readFile(tls.certificateFile), readFile(tls.keyFile)])
  return createSharedPort({ http, tls: { cert, key, minVersion: 'TLSv1.2' }, turnPort })
}

function createHops(options: GatewayOptions) {
  const common = { xfwd: false, proxyTimeout: answerWithinMs, upgradeTimeout: upgradeWithinMs }
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64, timeout: idleHopMs })
  const proxy = createProxyServer({ ...common, agent })
  const targets: Readonly<Record<'portal' | 'signaling', string>> = {
    portal: options.portalUrl,
    signaling: options.signalingUrl,
  }
  proxy.on('error', (cause, request, response) => {
    options.log.warn('gateway.hop-failed', { cause })
    if (response instanceof ServerResponse) answerUnavailable(response, request?.headers.accept)
    else if (response instanceof Socket) response.destroy()
  })
  return { proxy, targets, agent }
}

function answerAuthority(certificate: Buffer | undefined, response: ServerResponse): void {
  if (certificate === undefined) {
    response.writeHead(404).end()
    return
  }
  response.writeHead(200, {
    'content-type': 'application/x-x509-ca-cert',
    'content-disposition': 'attachment; filename="lien-vien-ca.crt"',
  })
  response.end(certificate)
}

const isProxied = (destination: Destination): destination is 'portal' | 'signaling' =>
  destination === 'portal' || destination === 'signaling'

/** Opens the one public port: `/rt/` goes to signaling, everything else to the portal, over HTTP and WebSocket alike. */
export async function openGateway(options: GatewayOptions): Promise<Gateway> {
  const server = createServer()
  const port = await createPublicPort(server, options)
  const authority = options.tls?.authorityFile === undefined ? undefined : await readFile(options.tls.authorityFile)
  const { proxy, targets, agent } = createHops(options)
  const hop: Hop = { encrypted: options.tls !== undefined, trustedProxies: options.trustedProxies }
  const upgraded = new Set<Duplex>()
  const lines = new Set<Socket>()
  port.on('connection', (socket: Socket) => {
    lines.add(socket)
    socket.once('close', () => lines.delete(socket))
  })
  Object.assign(server, {
    headersTimeout: headersWithinMs,
    requestTimeout: requestWithinMs,
    keepAliveTimeout: idleConnectionMs,
  })

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const destination = destinationOf(request.url ?? '/')
    if (!isProxied(destination)) {
      answerAuthority(destination === 'authority' ? authority : undefined, response)
      return
    }
    rewriteHeaders(request, hop)
    // A failed hop is answered by the proxy's 'error' listener.
    proxy.web(request, response, { target: targets[destination] }).catch(() => undefined)
  }
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const destination = destinationOf(request.url ?? '/')
    socket.on('error', () => socket.destroy())
    if (!isProxied(destination) || !(socket instanceof Socket)) {
      socket.destroy()
      return
    }
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    rewriteHeaders(request, hop)
    proxy.ws(request, socket, { target: targets[destination] }, head).catch(() => socket.destroy())
  }

  server.on('request', onRequest)
  server.on('upgrade', onUpgrade)
  await new Promise<void>((resolve, reject) => {
    // The request timeouts are kept by a server that listens.
    port.once('listening', () => server.emit('listening'))
    port.once('error', reject)
    port.listen(options.port, options.host, resolve)
  })
  let closing: Promise<void> | undefined
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      port.close(() => resolve())
      server.close()
      for (const socket of [...upgraded, ...lines]) socket.destroy()
      agent.destroy()
    })
  const address = port.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () => (closing ??= close()),
  }
}
