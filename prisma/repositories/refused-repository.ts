import { randomUUID } from 'node:crypto'
import { refusalsOfMessages, refusedEnds, type PastMessage, type RefusedMessage, type RefusedRepository } from '#core/interop/refused-message.ts'
import { recordChannels } from '#core/record/incoming.ts'
import type { OrganizationId, RefusedId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { sha256 } from '#prisma/sha256.ts'
import { oneOf, present } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** All but what the message says: lists never carry it. */
const select = {
  id: true, channel: true, source: true, connection: true, messageType: true, controlId: true, refusal: true, receivedAt: true, times: true, lastAt: true,
  settledAt: true, settledById: true, settledAs: true, note: true,
} as const satisfies Prisma.RefusedMessageSelect

/** Messages that the scope's hospital could not take. */
export function makeRefusedRepository(ask: ScopedDb, organization: OrganizationId): RefusedRepository {
  const find = async (id: RefusedId): Promise<RefusedMessage | null> => {
    const row = await ask((db) => db.refusedMessage.findFirst({ where: { id }, select }))
    return row === null ? null : messageOf(row)
  }
  return {
    lastCame: async () => {
      await ask((db) => db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`refused ${organization}`}, 0))`)
      const { _max } = await ask((db) => db.refusedMessage.aggregate({ where: { organizationId: organization }, _max: { lastAt: true } }))
      return _max.lastAt
    },
    keep: async ({ head, refusal, content, at }) => {
      const { channel, source, connection, messageType, controlId } = head
      await ask((db) => db.$executeRaw`
        INSERT INTO refused_message (id, organization_id, channel, source, connection, message_type, control_id, refusal, content, content_sha256, received_at, last_at)
        VALUES (${randomUUID()}::uuid, ${organization}::uuid, ${channel}, ${source}, ${connection}, ${messageType}, ${controlId}, ${refusal},
          ${Buffer.from(content)}, ${sha256(content)}, ${at}::timestamptz, ${at}::timestamptz)
        ON CONFLICT (organization_id, content_sha256) WHERE settled_at IS NULL
        DO UPDATE SET times = refused_message.times + 1, last_at = EXCLUDED.last_at, refusal = EXCLUDED.refusal, connection = EXCLUDED.connection`)
    },
    tookAfterAll: async (content, at) => {
      await ask((db) => db.refusedMessage.updateMany({
        where: { contentSha256: sha256(content), settledAt: null }, data: { settledAt: at, settledAs: 'came-again', content: null },
      }))
    },
    list: async (settled, limit) => {
      const rows = await ask((db) => db.refusedMessage.findMany({
        where: { settledAt: settled ? { not: null } : null }, orderBy: settled ? { settledAt: 'desc' } : { receivedAt: 'asc' }, take: limit, select,
      }))
      return rows.map(messageOf)
    },
    count: () => ask((db) => db.refusedMessage.count({ where: { settledAt: null } })),
    find,
    findForChange: async (id) => {
      await ask((db) => db.$queryRaw`SELECT id FROM refused_message WHERE id = ${id}::uuid FOR UPDATE`)
      return find(id)
    },
    content: async (id) => (await ask((db) => db.refusedMessage.findFirst({ where: { id }, select: { content: true } })))?.content ?? null,
    settle: async (id, { as, at, by, note }) => {
      const data = { settledAs: as, settledAt: at, settledById: by, note, content: null }
      const { count } = await ask((db) => db.refusedMessage.updateMany({ where: { id, settledAt: null }, data }))
      if (count !== 1) throw new Error(`message ${id} is not there, or is settled`)
    },
    stillRefused: async (id, refusal) => {
      await ask((db) => db.refusedMessage.updateMany({ where: { id, settledAt: null }, data: { refusal } }))
    },
  }
}

function messageOf(row: Prisma.RefusedMessageGetPayload<{ select: typeof select }>): RefusedMessage {
  const name = { table: 'refused_message', id: row.id }
  const { settledAt: at, settledById, note } = row
  return {
    id: brandId(row.id),
    channel: oneOf(name, recordChannels, row.channel),
    source: row.source,
    connection: row.connection,
    messageType: row.messageType,
    controlId: row.controlId,
    refusal: oneOf(name, refusalsOfMessages, row.refusal),
    receivedAt: row.receivedAt,
    times: row.times,
    lastAt: row.lastAt,
    settled: at === null ? null : { as: oneOf(name, refusedEnds, present(name, 'settled_as', row.settledAs)), at, by: settledById === null ? null : brandId(settledById), note },
  }
}

/** Unsettled messages of every hospital that last came before a moment; ids only, through the owner's function. */
export const makeRefusedBefore =
  (ask: ScopedDb) =>
  async (moment: Date): Promise<readonly PastMessage[]> => {
    const rows = await ask((db) => db.$queryRaw<{ id: string; organization_id: string }[]>`SELECT id, organization_id FROM refused_before(${moment}::timestamptz)`)
    return rows.map((row) => ({ message: brandId<RefusedId>(row.id), organization: brandId<OrganizationId>(row.organization_id) }))
  }
