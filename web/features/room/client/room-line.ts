import { socketPath } from '#contract/handshake.ts'
import { Manager } from 'socket.io-client'
import { dialling } from './dialling.ts'

/** How long a line that was dialled ahead waits, in milliseconds; the server hangs up on whoever says nothing for longer. */
const waitsFor = 20_000

let ahead: { readonly line: Manager; readonly end: ReturnType<typeof setTimeout> } | null = null

const lineTo = (origin: string): Manager => new Manager(origin, { path: socketPath, transports: ['websocket'], autoConnect: false, ...dialling })

/** Dials the page's room server for somebody whose hand goes to the door: nothing is said yet, and who does not come hangs up. */
export function dialAhead(): void {
  if (ahead !== null) return
  const line = lineTo(location.origin)
  const hangUp = (): void => {
    if (ahead?.line !== line) return
    ahead = null
    line.reconnection(false)
    line.engine.close()
  }
  ahead = { line, end: setTimeout(hangUp, waitsFor) }
  line.open((cause) => {
    if (cause === undefined) return
    // Somebody waits for it by now: it dials on.
    if (ahead?.line === line) hangUp()
    else line.open()
  })
}

/** The line to the room server at `origin` (the page's own unless told): the one that was dialled ahead, or one that is yet to dial. */
export function takeLine(origin?: string): Manager {
  if (ahead === null || origin !== undefined) return lineTo(origin ?? location.origin)
  const { line, end } = ahead
  clearTimeout(end)
  ahead = null
  return line
}
