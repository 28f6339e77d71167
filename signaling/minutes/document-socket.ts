import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Home } from '#prisma/case-homes.ts'
import { WebSocket, WebSocketServer, type RawData } from 'ws'
import { isForeign } from '#signaling/own-pages.ts'
import type { DocumentServer } from './document-server.ts'

/** Where the editors connect, on the same port as the rooms. */
export const documentPath = '/rt/minutes'
/** A pasted table fits; a file does not. */
const largestMessage = 1024 * 1024

interface DocumentSocketOptions {
  readonly http: HttpServer
  /** Of our own pages: others may not connect. */
  readonly origin: string
  readonly documents: Pick<DocumentServer, 'hub'>
  /** Where the document lives that these first words open. */
  readonly homeFor: (firstWords: Uint8Array) => Promise<Home>
}

/** Upgrades connections for the minutes and leaves all others alone. */
export function serveDocuments({ http, origin, documents: { hub }, homeFor }: DocumentSocketOptions): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage })
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== documentPath) return
    if (isForeign(request, origin)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (line) => {
      // A broken line is followed by its close.
      line.on('error', () => undefined)
      // More words may have come in the same packet as the first ones: none is lost while the home is looked for.
      const words: Uint8Array[] = []
      const collect = (data: RawData): void => {
        words.push(bytesOf(data))
        const [first] = words
        if (first === undefined || words.length > 1) return
        line.pause()
        homeFor(first).then(
          (home) => {
            line.off('message', collect)
            if (home === 'here') serveHere(line, words)
            else passOn(line, words, new URL(documentPath, home.address.replace(/^http/, 'ws')))
            line.resume()
          },
          // The browser dials again. A paused line would never hear that it has hung up as well, and stay for half a minute.
          () => {
            line.resume()
            line.close(1011)
          },
        )
      }
      line.on('message', collect)
    })
  }
  const serveHere = (line: WebSocket, words: readonly Uint8Array[]): void => {
    const connection = hub.handleConnection(line, new Request(new URL(documentPath, 'http://localhost')))
    line.on('message', (data) => connection.handleMessage(bytesOf(data)))
    line.on('close', (code, reason) => connection.handleClose({ code, reason: reason.toString() }))
    for (const word of words) connection.handleMessage(word)
  }
  http.on('upgrade', onUpgrade)
  return {
    // Still there for whoever dials again meanwhile, and is answered 503: a line that nobody answers would hold the port for good.
    close: () => {
      for (const line of sockets.clients) line.terminate()
      sockets.close()
    },
  }
}

/** Carries everything both ways to the process that has the document, until either side ends. */
function passOn(line: WebSocket, words: readonly Uint8Array[], address: URL): void {
  const home = new WebSocket(address, { maxPayload: largestMessage })
  const waiting: RawData[] = []
  line.on('message', (data) => (home.readyState === WebSocket.OPEN ? home.send(data) : waiting.push(data)))
  line.on('close', () => home.close())
  home.on('open', () => [...words, ...waiting].forEach((data) => home.send(data)))
  home.on('message', (data) => line.send(data))
  // The browser dials again by itself, and finds the next home.
  home.on('close', () => line.close(1012))
  home.on('error', () => line.close(1012))
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return new Uint8Array(Buffer.concat(data))
  return new Uint8Array(data)
}
