import { assetKinds, type Asset, type AssetKind, type ReleaseReason, type Reservation } from '#core/asset/asset.ts'
import type { AssetRepository, ReservationLine, ReservedAsset, Stamp } from '#core/asset/asset-repository.ts'
import type { AssetId, OrganizationId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import { columnsOf } from './columns-of.ts'
import { departmentOf } from './directory.ts'
import { fromDateColumn, toDateColumn } from './plain-date.ts'
import type { ScopedDb } from './scoped-db.ts'

type AssetRow = Prisma.AssetGetPayload<object>
type ReservationRow = Prisma.AssetReservationGetPayload<object>
type ReservedRow = ReservationRow & Pick<AssetRow, 'name' | 'kind'>

const aboutParts = { case: { select: { code: true } }, meeting: { select: { title: true } } } as const satisfies Prisma.AssetReservationInclude
const earliest = [{ startsAt: 'asc' }, { id: 'asc' }] as const satisfies Prisma.AssetReservationFindManyArgs['orderBy']
const standing = { releasedAt: null } as const

/** Rooms and equipment of one hospital; row-level security shows of other hospitals' what the own cases and meetings have. */
export function makeAssetRepository(ask: ScopedDb, organization: OrganizationId): AssetRepository {
  const own = { organizationId: organization }
  const holding = (ids: readonly AssetId[], how: 'shared' | 'alone') => ask((db) => {
    const keys = ids.toSorted().map((id) => `asset ${id}`)
    return how === 'alone'
      ? db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM unnest(${keys}::text[]) AS key`
      : db.$executeRaw`SELECT pg_advisory_xact_lock_shared(hashtextextended(key, 0)) FROM unnest(${keys}::text[]) AS key`
  })
  return {
    all: async () => (await ask((db) => db.asset.findMany({ where: own, orderBy: [{ name: 'asc' }, { id: 'asc' }] }))).map(assetOf),
    departments: async () => (await ask((db) => db.department.findMany({ where: own, orderBy: { code: 'asc' } }))).map(departmentOf),
    findForChange: async (id) => {
      await holding([id], 'alone')
      const row = await ask((db) => db.asset.findFirst({ where: { ...own, id } }))
      return row === null ? null : assetOf(row)
    },
    holdForUse: async (ids) => {
      await holding(ids, 'shared')
      return (await ask((db) => db.asset.findMany({ where: { ...own, id: { in: [...ids] } } }))).map(assetOf)
    },
    add: async ({ id, ...asset }) => {
      await ask((db) => db.asset.createMany({ data: [{ id, organizationId: asset.organization, ...assetColumns(asset) }] }))
    },
    save: async ({ id, ...asset }) => {
      await ask((db) => db.asset.updateMany({ where: { ...own, id }, data: assetColumns(asset) }))
    },
    ...reservations(ask, own),
  }
}

/** In one statement that a connection plans once: a week asks for three hundred cases, whose ids as parameters take longer to plan than to find. */
async function reserved(ask: ScopedDb, whose: Prisma.Sql): Promise<readonly ReservedAsset[]> {
  const rows = await ask((db) => db.$queryRaw<ReservedRow[]>`
    SELECT ${columnsOf('held', Prisma.AssetReservationScalarFieldEnum)}, asset.name, asset.kind
    FROM asset_reservation held JOIN asset ON asset.id = held.asset_id
    WHERE ${whose} AND held.released_at IS NULL ORDER BY held.starts_at, held.id`)
  return rows.map(reservedOf)
}

type Reservations = Omit<AssetRepository, 'all' | 'departments' | 'findForChange' | 'holdForUse' | 'add' | 'save'>

const reservations = (ask: ScopedDb, own: { readonly organizationId: OrganizationId }): Reservations => ({
  takenDuring: async ({ from, until }) => {
    const where = { ...own, ...standing, startsAt: { lt: until }, endsAt: { gt: from } }
    return (await ask((db) => db.assetReservation.findMany({ where, include: aboutParts, orderBy: earliest }))).map(lineOf)
  },
  ahead: async (assetId, from) => {
    const where = { ...own, ...standing, assetId, endsAt: { gt: from } }
    return (await ask((db) => db.assetReservation.findMany({ where, include: aboutParts, orderBy: earliest }))).map(lineOf)
  },
  ofCases: async (cases) => {
    if (cases.length === 0) return []
    return reserved(ask, Prisma.sql`held.case_id = ANY (${[...cases]}::uuid[])`)
  },
  ofMeetings: async (meetings, from) => {
    if (meetings.length === 0) return []
    return reserved(ask, Prisma.sql`held.meeting_id = ANY (${[...meetings]}::uuid[]) AND held.ends_at > ${from}`)
  },
  reserve: async (wanted, by) => {
    if (wanted.length > 0) await ask((db) => db.assetReservation.createMany({ data: wanted.map(rowOf(by)) }))
  },
  reserveFree: async (wanted, by) => {
    // A constraint of exclusion is as good a conflict as any: what is taken is left out.
    if (wanted.length > 0) await ask((db) => db.assetReservation.createMany({ data: wanted.map(rowOf(by)), skipDuplicates: true }))
  },
  release: async (given, why: ReleaseReason, at) => {
    if (given.length === 0) return
    await ask((db) => db.assetReservation.updateMany({ where: { id: { in: given.map(({ id }) => id) }, ...standing }, data: { releasedAt: at, releasedWhy: why } }))
  },
})

const assetColumns = ({ kind, name, seats, department, inService, note }: Omit<Asset, 'id'>) => ({ kind, name, seats, departmentId: department, inService, note })

const rowOf = ({ practitioner, at }: Stamp) => ({ id, asset, organization, about, slot }: Reservation) => ({
  id, assetId: asset, organizationId: organization, startsAt: slot.from, endsAt: slot.until, reservedById: practitioner, reservedAt: at,
  ...('case' in about ? { caseId: about.case, meetingId: null, meetingOn: null } : { caseId: null, meetingId: about.meeting, meetingOn: toDateColumn(about.on) }),
})

const kindOf = (id: string, kind: string): AssetKind => oneOf({ table: 'asset', id }, assetKinds, kind)

const assetOf = ({ id, organizationId, kind, name, seats, departmentId, inService, note }: AssetRow): Asset => ({
  id: brandId(id), organization: brandId(organizationId), kind: kindOf(id, kind), name, seats, department: departmentId === null ? null : brandId(departmentId), inService, note,
})

function reservationOf({ id, assetId, organizationId, caseId, meetingId, meetingOn, startsAt, endsAt }: ReservationRow): Reservation {
  const about: Reservation['about'] = meetingId !== null && meetingOn !== null ? { meeting: brandId(meetingId), on: fromDateColumn(meetingOn) } : { case: brandId(caseId ?? '') }
  return { id: brandId(id), asset: brandId(assetId), organization: brandId(organizationId), about, slot: { from: startsAt, until: endsAt } }
}

const lineOf = (row: Prisma.AssetReservationGetPayload<{ include: typeof aboutParts }>): ReservationLine => ({
  ...reservationOf(row), caseCode: row.case?.code ?? null, title: row.meeting?.title ?? null,
})

const reservedOf = (row: ReservedRow): ReservedAsset => ({ ...reservationOf(row), name: row.name, kind: kindOf(row.assetId, row.kind) })
