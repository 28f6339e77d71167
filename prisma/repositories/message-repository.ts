import type { MessageRepository } from '#core/room/chat.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** The written talk of a session. */
export function makeMessageRepository(ask: ScopedDb): MessageRepository {
  return {
    add: async ({ id, session, case: caseId, author, organization, authorName, text, sentAt }) => {
      const row = { id, sessionId: session, caseId, authorId: author, organizationId: organization, authorName, text, sentAt }
      await ask((db) => db.roomMessage.createMany({ data: [row], skipDuplicates: true }))
    },
    latest: async (session, { before, limit }) => {
      const where = { sessionId: session, ...(before === null ? {} : { sentAt: { lt: before } }) }
      const rows = await ask((db) => db.roomMessage.findMany({ where, orderBy: [{ sentAt: 'desc' }, { id: 'desc' }], take: limit }))
      return rows.reverse().map((row) => ({
        id: brandId(row.id),
        session: brandId(row.sessionId),
        case: brandId(row.caseId),
        author: brandId(row.authorId),
        organization: brandId(row.organizationId),
        authorName: row.authorName,
        text: row.text,
        sentAt: row.sentAt,
      }))
    },
  }
}
