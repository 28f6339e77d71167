import { connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import type { Server as HttpServer } from 'node:http'

export interface SharedPortOptions {
  readonly http: HttpServer
  readonly tls: TlsOptions | undefined
  /** Where TURN goes, on this machine; without one the port speaks HTTP alone. */
  readonly turnPort: number | undefined
}

const firstByteWithinMs = 20_000

/** A TURN connection begins with a STUN request, whose type is 0x0001 or 0x0003 (RFC 8489, RFC 8656); HTTP begins with a letter. */
const isTurn = (first: number): boolean => first === 0

/**
 * One port for everything that a site's firewall must let out: HTTP, WebSocket and, when no other port is open, sound
 * and picture by TURN, told apart by the first byte after TLS.
 */
export function createSharedPort({ http, tls, turnPort }: SharedPortOptions): Server {
  const onSocket = (socket: Socket): void => {
    socket.on('error', () => socket.destroy())
    socket.setTimeout(firstByteWithinMs, () => socket.destroy())
    const onReadable = (): void => {
      const first: unknown = socket.read(1)
      // Nothing yet: the event may come before the first byte.
      if (!Buffer.isBuffer(first)) return
      socket.off('readable', onReadable)
      socket.setTimeout(0)
      socket.removeAllListeners('timeout')
      socket.unshift(first)
      if (turnPort !== undefined && isTurn(first[0] ?? 0xff)) relay(socket, turnPort)
      else http.emit('connection', socket)
    }
    socket.on('readable', onReadable)
  }
  return tls === undefined ? createServer({ noDelay: true }, onSocket) : createTlsServer({ ...tls, noDelay: true }, onSocket)
}

function relay(front: Socket, port: number): void {
  const back = connect({ port, host: '127.0.0.1', noDelay: true })
  back.on('error', () => front.destroy())
  front.on('close', () => back.destroy())
  back.on('close', () => front.destroy())
  front.pipe(back)
  back.pipe(front)
}
