import { protocolVersion } from '#contract/define.ts'
import { handshakeRefusals, socketPath, type Handshake, type HandshakeRefusal } from '#contract/handshake.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { Socket } from 'socket.io'
import { io, type Socket as Dialled } from 'socket.io-client'

/** A line to the process that has the room, and what it said before the browser's own line stood. */
export interface RelayedLine {
  readonly home: Dialled
  readonly early: unknown[][]
}

const refusalOf = (message: string): HandshakeRefusal => handshakeRefusals.find((code) => code === message) ?? 'wire.failed'

/** Dials the process that has the room with the browser's own words; its refusal is the browser's. */
export async function dialHome(address: string, credential: Handshake['credential']): Promise<Result<RelayedLine, HandshakeRefusal>> {
  const home = io(address, {
    path: socketPath, transports: ['websocket'], reconnection: false, forceNew: true,
    auth: { protocol: protocolVersion, credential, relayed: true },
  })
  const early: unknown[][] = []
  home.onAny((...message: unknown[]) => early.push(message))
  return new Promise((resolve) => {
    home.once('connect', () => resolve(ok({ home, early })))
    home.once('connect_error', (cause) => {
      home.close()
      resolve(err(refusalOf(cause.message)))
    })
  })
}

/** Hangs up with the browser, also where it has gone while its line was dialled: then there is nothing to carry. */
export function endWith({ conn }: Pick<Socket, 'conn'>, { home }: RelayedLine): void {
  if (conn.readyState === 'closed') home.close()
  else conn.once('close', () => home.close())
}

/** Carries everything both ways, answers included, until either side ends. */
export function carry(line: Socket, { home, early }: RelayedLine): void {
  const tell = ([event, ...args]: unknown[]): void => void line.emit(String(event), ...args)
  home.offAny()
  home.onAny((...message: unknown[]) => tell(message))
  early.forEach(tell)
  line.onAny((event: string, ...args: unknown[]) => void home.emit(event, ...args))
  line.once('disconnect', () => home.close())
  home.once('disconnect', (reason) => {
    // Sent away by the room: the browser is not to dial again. Anything else: it dials, and finds the next home.
    if (reason === 'io server disconnect') line.disconnect(true)
    else line.conn.close()
  })
  if (!home.connected) line.conn.close()
}
