import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData } from 'ws'
import type { DocumentServer } from './document-server.ts'

/** Where the editors connect, on the same port as the rooms. */
export const documentPath = '/rt/minutes'
/** A pasted table fits; a file does not. */
const largestMessage = 1024 * 1024

/** Upgrades connections for the minutes and leaves all others alone. */
export function serveDocuments(http: HttpServer, { hub }: DocumentServer): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage })
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== documentPath) return
    sockets.handleUpgrade(request, socket, head, (line) => {
      const connection = hub.handleConnection(line, new Request(new URL(documentPath, 'http://localhost')))
      line.on('message', (data) => connection.handleMessage(bytesOf(data)))
      line.on('close', (code, reason) => connection.handleClose({ code, reason: reason.toString() }))
      // A broken line is followed by its close.
      line.on('error', () => undefined)
    })
  }
  http.on('upgrade', onUpgrade)
  return {
    close: () => {
      http.off('upgrade', onUpgrade)
      for (const line of sockets.clients) line.terminate()
      sockets.close()
    },
  }
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return new Uint8Array(data)
}
