import type { RetentionCandidate, RetentionLine, RetentionQuery, RetentionRepository } from '#core/retention/ports.ts'
import { retentionKinds, type HoldId, type RetentionState } from '#core/retention/retention.ts'
import { brandId, type CaseId, type OrganizationId } from '#core/shared/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

interface LineRow {
  readonly id: string
  readonly code: string
  readonly last_entry: Date
  readonly kind: string
  readonly listed_at: Date | null
  readonly released_at: Date | null
}

/** Retention of one hospital's cases and the holds on them. */
export function makeRetentionRepository(ask: ScopedDb, organization: OrganizationId): RetentionRepository {
  const kept = Prisma.sql`
    FROM consult_case one
    LEFT JOIN case_retention kept ON kept.case_id = one.id AND kept.organization_id = ${organization}::uuid
    WHERE ${organization}::uuid IN (one.requesting_organization_id, one.consulting_organization_id) AND one.status <> 'draft'`
  const columns = Prisma.sql`one.id, one.code, last_entry(one) AS last_entry, coalesce(kept.kind, 'general') AS kind, kept.listed_at, kept.released_at`
  const find = async (caseId: CaseId): Promise<RetentionLine | null> => {
    const rows = await ask((db) => db.$queryRaw<LineRow[]>`SELECT ${columns} ${kept} AND one.id = ${caseId}::uuid`)
    return (await linesOf(rows))[0] ?? null
  }
  const linesOf = async (rows: readonly LineRow[]): Promise<readonly RetentionLine[]> => {
    const holds = await ask((db) => db.legalHold.findMany({ where: { caseId: { in: rows.map(({ id }) => id) }, liftedAt: null }, orderBy: { placedAt: 'asc' } }))
    return rows.map((row) => {
      const mine = holds.filter(({ caseId }) => caseId === row.id)
      return {
        case: brandId(row.id), code: row.code, kind: oneOf({ table: 'case_retention', id: row.id }, retentionKinds, row.kind), lastEntry: row.last_entry,
        held: mine.length > 0, listedAt: row.listed_at, releasedAt: row.released_at,
        holds: mine.map((one) => ({
          id: brandId<HoldId>(one.id), case: brandId(one.caseId), organization: brandId(one.organizationId), reason: one.reason,
          placedBy: brandId(one.placedById), placedAt: one.placedAt, own: one.organizationId === organization,
        })),
      }
    })
  }
  return {
    find,
    findForChange: async (caseId) => {
      await ask((db) => db.$queryRaw`SELECT id FROM consult_case WHERE id = ${caseId}::uuid FOR UPDATE`)
      return find(caseId)
    },
    list: async (query) => {
      const where = Prisma.sql`${kept} ${filter(query)}`
      const rows = await ask((db) => db.$queryRaw<LineRow[]>`
        SELECT ${columns} ${where} ORDER BY (kept.listed_at IS NOT NULL AND kept.released_at IS NULL) DESC, last_entry(one), one.code LIMIT ${query.limit} OFFSET ${query.offset}`)
      const [count] = await ask((db) => db.$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total ${where}`)
      return { lines: await linesOf(rows), total: Number(count?.total ?? 0) }
    },
    ...changes(ask, organization),
  }
}

const heldNow = Prisma.sql`EXISTS (SELECT 1 FROM legal_hold held WHERE held.case_id = one.id AND held.lifted_at IS NULL)`
const states: Readonly<Record<RetentionState, Prisma.Sql>> = {
  held: Prisma.sql`AND ${heldNow}`,
  released: Prisma.sql`AND NOT ${heldNow} AND kept.released_at IS NOT NULL`,
  listed: Prisma.sql`AND NOT ${heldNow} AND kept.listed_at IS NOT NULL AND kept.released_at IS NULL`,
  kept: Prisma.sql`AND NOT ${heldNow} AND kept.listed_at IS NULL`,
}

function filter({ code, state }: RetentionQuery): Prisma.Sql {
  const byCode = code === '' ? Prisma.empty : Prisma.sql`AND one.code ILIKE ${`${code.replace(/[%_\\]/g, '\\$&')}%`}`
  return Prisma.sql`${byCode} ${state === null ? Prisma.empty : states[state]}`
}

type Changes = Pick<RetentionRepository, 'setKind' | 'putOnList' | 'release' | 'hold' | 'lift' | 'isHeld'>

const changes = (ask: ScopedDb, organizationId: OrganizationId): Changes => ({
  setKind: async (caseId, { kind, by, at }) => {
    const set = { kind, kindSetById: by, kindSetAt: at }
    await ask((db) => db.caseRetention.upsert({
      where: { caseId_organizationId: { caseId, organizationId } }, create: { caseId, organizationId, ...set }, update: set,
    }))
  },
  putOnList: async (caseId, { kind, at }) => {
    await ask((db) => db.caseRetention.upsert({
      where: { caseId_organizationId: { caseId, organizationId } }, create: { caseId, organizationId, kind, listedAt: at }, update: { listedAt: at },
    }))
  },
  release: async (caseId, { by, at }) => {
    const { count } = await ask((db) => db.caseRetention.updateMany({ where: { caseId, organizationId, releasedAt: null }, data: { releasedAt: at, releasedById: by } }))
    if (count !== 1) throw new Error(`case ${caseId} is on no list`)
  },
  hold: async ({ id, case: caseId, organization, reason, placedBy, placedAt }) => {
    await ask((db) => db.legalHold.createMany({ data: [{ id, caseId, organizationId: organization, reason, placedById: placedBy, placedAt }] }))
  },
  lift: async (id, { by, at, reason }) => {
    const { count } = await ask((db) => db.legalHold.updateMany({ where: { id, organizationId, liftedAt: null }, data: { liftedById: by, liftedAt: at, liftReason: reason } }))
    return count === 1
  },
  isHeld: async (caseId) => (await ask((db) => db.legalHold.count({ where: { caseId, liftedAt: null } }))) > 0,
})

/** Cases of every hospital past the shortest period; ids only. */
export const makeCasesPastPeriod =
  (ask: ScopedDb) =>
  async (olderThan: Date, limit: number): Promise<readonly RetentionCandidate[]> => {
    const rows = await ask((db) => db.$queryRaw<{ case_id: string; organization_id: string }[]>`
      SELECT case_id, organization_id FROM cases_past_period(${olderThan}::timestamptz, ${limit}::integer)`)
    return rows.map((row) => ({ case: brandId(row.case_id), organization: brandId(row.organization_id) }))
  }
