import { connect, type LookupFunction } from 'node:net'
import { frame, makeUnframer } from '#adapters/hl7v2/mllp-framing.ts'
import { isForbiddenAddress, judgedLookup, type MayReach } from '#adapters/outside/judged-lookup.ts'
import type { DeliveryFault } from '#core/filing/filing.ts'
import type { Dispatch, Dispatcher } from '#core/filing/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import { mdmMessage, readAcknowledgement } from './mdm-message.ts'

/** Sends one MDM message over its own MLLP connection; only the acknowledgement of this very message is a receipt. */
export const makeHl7Dispatcher = ({ clock, mayReach, patience }: { readonly clock: Clock; readonly mayReach: MayReach; readonly patience: number }): Dispatcher => ({
  send: (destination, document) => {
    const { hostname, port } = new URL(destination.address.replace(/^mllp:/, 'http:'))
    const message = mdmMessage(destination, document, clock())
    return exchange({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 80, lookup: judgedLookup(mayReach), message, controlId: document.messageId, patience })
  },
})

interface Exchange {
  readonly host: string
  readonly port: number
  readonly lookup: LookupFunction
  readonly message: string
  readonly controlId: string
  /** How long the receiver may take in all, in milliseconds. */
  readonly patience: number
}

function exchange({ host, port, lookup, message, controlId, patience }: Exchange): Promise<Dispatch> {
  return new Promise((resolve, reject) => {
    const unframe = makeUnframer(1024 * 1024)
    const socket = connect({ host, port, lookup })
    let sent = false
    const settle = (outcome: Dispatch): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(outcome)
    }
    const fail = (fault: DeliveryFault, detail: string): void => settle({ delivered: false, fault, detail })
    const timer = setTimeout(() => fail(sent ? 'timeout' : 'unreachable', 'no answer in time'), patience)
    socket.once('connect', () => {
      sent = true
      socket.write(frame(message))
    })
    socket.on('data', (chunk) => {
      try {
        for (const answer of unframe(chunk)) {
          const outcome = judge(answer, controlId)
          if (outcome !== null) { settle(outcome); return; }
        }
      } catch {
        fail('not-understood', 'endless answer')
      }
    })
    socket.once('error', (cause: NodeJS.ErrnoException) => {
      if (isForbiddenAddress(cause)) {
        clearTimeout(timer)
        reject(cause)
      } else fail(sent ? 'broken-off' : 'unreachable', cause.code ?? 'socket error')
    })
    socket.once('close', () => fail(sent ? 'broken-off' : 'unreachable', 'closed before an answer'))
  })
}

/** Null for an answer to something else, which an old connection may still bring. */
function judge(answer: string, controlId: string): Dispatch | null {
  const found = readAcknowledgement(answer)
  if (found === null) return { delivered: false, fault: 'not-understood', detail: 'no MSA' }
  if (found.controlId !== controlId) return null
  if (found.code === 'AA' || found.code === 'CA') return { delivered: true, receipt: `${found.code} ${controlId}` }
  if (found.code === 'AR' || found.code === 'CR') return { delivered: false, fault: 'rejected', detail: found.code }
  return { delivered: false, fault: 'error-answer', detail: found.code }
}
