import type { Guest } from '#core/guest/guest.ts'
import type { GuestAtDoor, GuestRepository } from '#core/guest/ports.ts'
import { guestRoles } from '#core/room/guest-part.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { Db, ScopedDb } from './scoped-db.ts'

/** Everything but the secrets' hashes, which nobody reads back. */
const columns = {
  id: true, caseId: true, sessionId: true, organizationId: true, name: true, workplace: true, role: true,
  invitedById: true, invitedAt: true, expiresAt: true, arrivedAt: true, withdrawnAt: true,
} as const satisfies Prisma.SessionGuestSelect
type Row = Prisma.SessionGuestGetPayload<{ select: typeof columns }>

/** People without an account who were invited to sessions. */
export function makeGuestRepository(ask: ScopedDb): GuestRepository {
  return {
    find: async (id) => {
      const row = await ask((db) => db.sessionGuest.findFirst({ where: { id }, select: columns }))
      return row === null ? null : guestOf(row)
    },
    of: async (caseId) => (await ask((db) => db.sessionGuest.findMany({ where: { caseId }, select: columns, orderBy: [{ invitedAt: 'asc' }, { id: 'asc' }] }))).map(guestOf),
    add: async ({ id, case: caseId, session, organization, name, workplace, role, invitedBy, invitedAt, expiresAt }, linkSha256) => {
      const row = { id, caseId, sessionId: session, organizationId: organization, name, workplace, role, linkSha256, invitedById: invitedBy, invitedAt, expiresAt }
      await ask((db) => db.sessionGuest.createMany({ data: [row] }))
    },
    arrive: async (id, { at, key }) => {
      const { count } = await ask((db) => db.sessionGuest.updateMany({ where: { id, arrivedAt: null, withdrawnAt: null }, data: { arrivedAt: at, keySha256: key } }))
      return count === 1
    },
    withdraw: async (id, { practitioner, at }) => {
      const { count } = await ask((db) => db.sessionGuest.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt: at, withdrawnById: practitioner } }))
      return count === 1
    },
  }
}

const guestOf = (row: Row): Guest => ({
  id: brandId(row.id),
  case: brandId(row.caseId),
  session: brandId(row.sessionId),
  organization: brandId(row.organizationId),
  name: row.name,
  workplace: row.workplace,
  role: oneOf({ table: 'session_guest', id: row.id }, guestRoles, row.role),
  invitedBy: brandId(row.invitedById),
  invitedAt: row.invitedAt,
  expiresAt: row.expiresAt,
  arrivedAt: row.arrivedAt,
  withdrawnAt: row.withdrawnAt,
})

/** Whom a secret speaks for, before it is known who asks. */
export async function guestAtDoor(db: Db, secret: Sha256): Promise<GuestAtDoor | null> {
  const [row] = await db.$queryRaw<{ guest: string; organization: string; by_link: boolean }[]>`SELECT guest, organization, by_link FROM guest_at_door(${secret}::char(64))`
  return row === undefined ? null : { guest: brandId(row.guest), organization: brandId(row.organization), by: row.by_link ? 'link' : 'key' }
}
