import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Home } from '#prisma/case-homes.ts'
import { z } from 'zod'
import type { DocumentServer } from './document-server.ts'

const flushPath = '/internal/minutes/flush'
const order = z.object({ version: z.int().positive() })

interface FlushOptions {
  readonly tickets: JoinTickets
  readonly documents: DocumentServer
  /** Where the case's documents are open, or null. */
  readonly find: (one: CaseId) => Promise<Home | null>
  readonly log: Logger
}

/** Answers the portal before a freeze: 204 once everything typed is stored. The gateway never forwards this path. */
export function makeFlushRequest({ tickets, documents, find, log }: FlushOptions) {
  const answer = async (request: IncomingMessage): Promise<number> => {
    const caseId = await tickets.readServiceToken(request.headers.authorization?.replace(/^Bearer /, '') ?? '')
    if (caseId === null) return 401
    const parsed = order.safeParse(await json(request).catch(() => null))
    if (!parsed.success) return 400
    const home = await find(caseId)
    if (home !== null && home !== 'here') return passOn(new URL(flushPath, home.address), request.headers.authorization ?? '', parsed.data)
    await documents.flush({ case: caseId, version: parsed.data.version })
    return 204
  }
  const passOn = async (address: URL, authorization: string, asked: z.output<typeof order>): Promise<number> => {
    const { status } = await fetch(address, { method: 'POST', headers: { authorization }, body: JSON.stringify(asked) })
    return status
  }
  /** True when the request was meant for this. */
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.method !== 'POST' || request.url !== flushPath) return false
    answer(request).then(
      (status) => response.writeHead(status).end(),
      (cause: unknown) => {
        log.error('minutes.flush-failed', { cause })
        response.writeHead(500).end()
      },
    )
    return true
  }
}
