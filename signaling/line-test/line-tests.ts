import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { RelayAccess } from '#adapters/turn/turn-credentials.ts'
import { bindRequests } from '#contract/bind-requests.ts'
import { protocolVersion } from '#contract/define.ts'
import { lineTestHandshake, lineTestNamespace, lineTestRequests } from '#contract/line-test.ts'
import type { NewId } from '#core/shared/ids.ts'
import type { EnginePlane } from '#signaling/media/media-plane.ts'
import type { Server } from 'socket.io'
import { TestBench } from './test-bench.ts'

/** Milliseconds that a test may take; whoever forgets to leave is hung up. */
const longestTest = 90_000
/** Tests at once: each is a media room, and the rooms of patients go first. */
const mostTests = 12

interface LineTestOptions {
  readonly io: Server
  readonly tickets: Pick<JoinTickets, 'spendLineTestTicket'>
  readonly plane: EnginePlane
  readonly relays: () => RelayAccess[]
  readonly newId: NewId
  readonly log: Logger
}

/** Lets a browser try every way to the media server before a call, in a media room of its own. */
export function serveLineTests({ io, tickets, plane, relays, newId, log }: LineTestOptions): void {
  const pages = io.of(lineTestNamespace)
  pages.use((socket, next) => {
    const words = lineTestHandshake.safeParse(socket.handshake.auth)
    if (!words.success || words.data.protocol !== protocolVersion) {
      next(new Error(words.success ? 'handshake.protocol-mismatch' : 'wire.malformed'))
      return
    }
    // The ways that are tried are those to our own SFU.
    if (plane.engine !== 'sfu') {
      next(new Error('line-test.not-with-livekit'))
      return
    }
    if (pages.sockets.size >= mostTests) {
      next(new Error('line-test.busy'))
      return
    }
    tickets.spendLineTestTicket(words.data.ticket).then(
      (person) => next(typeof person === 'string' ? new Error(person === 'used' ? 'handshake.ticket-used' : 'handshake.ticket-invalid') : undefined),
      (cause: unknown) => {
        log.error('handshake.failed', { cause })
        next(new Error('wire.failed'))
      },
    )
  })
  pages.on('connection', (socket) => {
    if (plane.engine !== 'sfu') return
    const bench = new TestBench({ plane, relays, newId })
    const unbind = bindRequests(socket, lineTestRequests, {
      handlers: bench.handlers,
      onFailure: (_event, cause) => log.error('request.failed', { cause }),
    })
    const overdue = setTimeout(() => socket.disconnect(true), longestTest)
    socket.once('disconnect', () => {
      clearTimeout(overdue)
      unbind()
      bench.close()
    })
  })
}
