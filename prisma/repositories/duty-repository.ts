import type { DutyPerson, DutyRepository, Leave, Presence, Shift, ShiftSwap, Window } from '#core/directory/duty.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { inVietnameseOrder, departmentOf, practitionerOf } from './directory.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

const personParts = { practitioner: { include: { presence: true } }, department: true } as const satisfies Prisma.PractitionerRoleInclude
type PersonRow = Prisma.PractitionerRoleGetPayload<{ include: typeof personParts }>

const overlapping = ({ from, until }: Window) => ({ startsAt: { lt: until }, endsAt: { gt: from } })

/** The roster, readable by everyone signed in; who may write what is said by row-level security. */
export function makeDutyRepository(ask: ScopedDb): DutyRepository {
  return {
    departments: async (organization) => {
      const rows = await ask((db) => db.department.findMany({ where: { organizationId: organization }, orderBy: { code: 'asc' } }))
      return rows.map(departmentOf)
    },
    people: async (organization) => {
      const rows = await ask((db) => db.practitionerRole.findMany({ where: { organizationId: organization }, include: personParts }))
      return rows.map(personOf).toSorted((a, b) => inVietnameseOrder(a.practitioner.name, b.practitioner.name))
    },
    ...shiftRows(ask),
    ...swapRows(ask),
    ...leaveRows(ask),
    ...presenceRows(ask),
  }
}

const shiftRows = (ask: ScopedDb): Pick<DutyRepository, 'shifts' | 'shift' | 'addShifts' | 'removeShift'> => ({
  shifts: async (organization, window) => {
    const where = { organizationId: organization, ...overlapping(window) }
    const rows = await ask((db) =>
      db.dutyShift.findMany({ where, orderBy: [{ departmentId: 'asc' }, { position: 'asc' }, { startsAt: 'asc' }, { id: 'asc' }] }),
    )
    return rows.map(shiftOf)
  },
  shift: async (id) => {
    const row = await ask((db) => db.dutyShift.findFirst({ where: { id } }))
    return row === null ? null : shiftOf(row)
  },
  addShifts: async (shifts) => {
    const data = shifts.map(({ id, organization, department, practitioner, position, startsAt, endsAt }) => ({
      id, organizationId: organization, departmentId: department, practitionerId: practitioner, position, startsAt, endsAt,
    }))
    if (data.length > 0) await ask((db) => db.dutyShift.createMany({ data, skipDuplicates: true }))
  },
  removeShift: async (id) => {
    await ask((db) => db.dutyShift.deleteMany({ where: { id } }))
  },
})

const swapRows = (ask: ScopedDb): Pick<DutyRepository, 'swaps' | 'askSwap' | 'settleSwap'> => ({
  swaps: async (organization) => {
    const rows = await ask((db) => db.dutySwap.findMany({ where: { organizationId: organization, answer: null }, orderBy: { askedAt: 'asc' } }))
    return rows.map(swapOf)
  },
  askSwap: async ({ id, organization, shift, from, to, askedAt }) => {
    await ask((db) => db.dutySwap.createMany({ data: [{ id, organizationId: organization, shiftId: shift, fromId: from, toId: to, askedAt }] }))
  },
  settleSwap: async (id, answer, at) => {
    const asked = await ask((db) => db.dutySwap.findFirst({ where: { id, answer: null } }))
    if (asked === null) return false
    if (answer === 'accepted') await ask((db) => db.dutyShift.updateMany({ where: { id: asked.shiftId }, data: { practitionerId: asked.toId } }))
    const { count } = await ask((db) => db.dutySwap.updateMany({ where: { id, answer: null }, data: { answer, answeredAt: at } }))
    return count === 1
  },
})

const leaveRows = (ask: ScopedDb): Pick<DutyRepository, 'leaves' | 'addLeave' | 'removeLeave'> => ({
  leaves: async (organization, window) => {
    const rows = await ask((db) => db.dutyLeave.findMany({ where: { organizationId: organization, ...overlapping(window) }, orderBy: { startsAt: 'asc' } }))
    return rows.map(leaveOf)
  },
  addLeave: async ({ id, organization, practitioner, startsAt, endsAt, reason }) => {
    await ask((db) => db.dutyLeave.createMany({ data: [{ id, organizationId: organization, practitionerId: practitioner, startsAt, endsAt, reason }] }))
  },
  removeLeave: async (id) => {
    await ask((db) => db.dutyLeave.deleteMany({ where: { id } }))
  },
})

const presenceRows = (ask: ScopedDb): Pick<DutyRepository, 'presence' | 'setOnDuty' | 'touch'> => ({
  presence: async (practitioner, organization) => {
    const row = await ask((db) => db.staffPresence.findFirst({ where: { practitionerId: practitioner, organizationId: organization } }))
    return row === null ? null : presenceOf(row)
  },
  setOnDuty: async ({ practitioner, organization }, onDuty, at) => {
    const key = { practitionerId: practitioner, organizationId: organization }
    const data = { onDuty, changedAt: at }
    await ask((db) => db.staffPresence.upsert({ where: { practitionerId_organizationId: key }, create: { ...key, ...data }, update: data }))
  },
  touch: async ({ practitioner, organization }, at) => {
    const key = { practitionerId: practitioner, organizationId: organization }
    await ask((db) => db.staffPresence.upsert({ where: { practitionerId_organizationId: key }, create: { ...key, seenAt: at }, update: { seenAt: at } }))
  },
})

function personOf(row: PersonRow): DutyPerson {
  const name = { table: 'practitioner_role', id: row.practitionerId }
  const here = row.practitioner.presence.find((one) => one.organizationId === row.organizationId)
  return {
    practitioner: practitionerOf(row.practitioner),
    department: row.department === null ? null : departmentOf(row.department),
    specialties: row.specialties.map((code) => oneOf(name, specialtyCodes, code)),
    isHead: row.isHead,
    isDoctor: row.roles.includes('doctor'),
    presence: here === undefined ? null : presenceOf(here),
  }
}

const presenceOf = ({ practitionerId, onDuty, changedAt, seenAt }: Prisma.StaffPresenceGetPayload<object>): Presence => ({
  practitioner: brandId(practitionerId), onDuty, changedAt, seenAt,
})

const shiftOf = (row: Prisma.DutyShiftGetPayload<object>): Shift => ({
  id: brandId(row.id),
  organization: brandId(row.organizationId),
  department: brandId(row.departmentId),
  practitioner: brandId(row.practitionerId),
  position: row.position,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
})

const swapOf = (row: Prisma.DutySwapGetPayload<object>): ShiftSwap => ({
  id: brandId(row.id),
  organization: brandId(row.organizationId),
  shift: brandId(row.shiftId),
  from: brandId(row.fromId),
  to: brandId(row.toId),
  askedAt: row.askedAt,
})

const leaveOf = (row: Prisma.DutyLeaveGetPayload<object>): Leave => ({
  id: brandId(row.id),
  organization: brandId(row.organizationId),
  practitioner: brandId(row.practitionerId),
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  reason: row.reason,
})
