import type { BrokenGlass, GlassRepository } from '#core/break-glass/ports.ts'
import { glassVerdicts } from '#core/break-glass/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

const whole = { include: { reviews: { orderBy: { at: 'asc' } } } } as const satisfies Prisma.BreakGlassDefaultArgs
type Row = Prisma.BreakGlassGetPayload<typeof whole>

const toGlass = (row: Row): BrokenGlass => ({
  id: brandId(row.id), case: brandId(row.caseId), code: row.caseCode, practitioner: brandId(row.practitionerId), organization: brandId(row.organizationId),
  asking: brandId(row.askingOrganizationId), reason: row.reason, openedAt: row.openedAt, until: row.endsAt,
  reviews: row.reviews.map((review) => ({
    organization: brandId(review.organizationId), reviewer: brandId(review.reviewerId), note: review.note, at: review.at,
    verdict: oneOf({ table: 'break_glass_review', id: review.glassId }, glassVerdicts, review.verdict),
  })),
})

interface Behind {
  readonly case_id: string
  readonly case_code: string
  readonly asking: string
  readonly advising: string
  readonly sent_at: Date
}

/** Openings in need, as row-level security shows them to the scope. */
export const makeGlassRepository = (ask: ScopedDb): GlassRepository => ({
  behind: async (asked) => {
    const rows = await ask((db) => db.$queryRaw<Behind[]>`SELECT case_id, case_code, asking, advising, sent_at FROM cases_behind_glass(${asked})`)
    return rows.map((row) => ({ case: brandId(row.case_id), code: row.case_code, asking: brandId(row.asking), advising: brandId(row.advising), sentAt: row.sent_at }))
  },
  open: async ({ id, case: caseId, reason, at }) => {
    const rows = await ask((db) => db.$queryRaw<{ asking: string }[]>`SELECT asking FROM break_the_glass(${id}::uuid, ${caseId}::uuid, ${reason}, ${at}::timestamptz)`)
    const [row] = rows
    return row === undefined ? null : { asking: brandId<OrganizationId>(row.asking) }
  },
  standing: async (practitioner, now) => {
    const rows = await ask((db) => db.breakGlass.findMany({ where: { practitionerId: practitioner, endsAt: { gt: now } }, select: { id: true, caseId: true, endsAt: true } }))
    return rows.map((row) => ({ id: brandId(row.id), case: brandId(row.caseId), until: row.endsAt }))
  },
  find: async (id) => {
    const row = await ask((db) => db.breakGlass.findFirst({ where: { id }, ...whole }))
    return row === null ? null : toGlass(row)
  },
  of: async (practitioner, limit) => {
    const rows = await ask((db) => db.breakGlass.findMany({ where: { practitionerId: practitioner }, orderBy: { openedAt: 'desc' }, take: limit, ...whole }))
    return rows.map(toGlass)
  },
  toReview: async (organization, limit) => {
    const about = { OR: [{ organizationId: organization }, { askingOrganizationId: organization }] }
    const page = (reviews: Prisma.BreakGlassReviewListRelationFilter, take: number) =>
      ask((db) => db.breakGlass.findMany({ where: { ...about, reviews }, orderBy: { openedAt: 'desc' }, take, ...whole }))
    const waiting = await page({ none: { organizationId: organization } }, limit)
    const done = waiting.length < limit ? await page({ some: { organizationId: organization } }, limit - waiting.length) : []
    return [...waiting, ...done].map(toGlass)
  },
  review: async (id, { organization, reviewer, verdict, note, at }) => {
    await ask((db) => db.breakGlassReview.createMany({ data: [{ glassId: id, organizationId: organization, reviewerId: reviewer, verdict, note, at }] }))
  },
})
