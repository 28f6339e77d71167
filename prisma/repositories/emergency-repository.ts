import { specialtyCodes } from '#core/directory/directory.ts'
import type { EmergencyCall, Ring } from '#core/emergency/call.ts'
import { emergencyGates } from '#core/emergency/call.ts'
import type { EmergencyRepository } from '#core/emergency/ports.ts'
import { sexes } from '#core/record/patient.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf, present } from './broken-row.ts'
import { noteOf } from './contact-repository.ts'
import { toOptionalDate } from './plain-date.ts'
import type { ScopedDb } from './scoped-db.ts'

type CallRow = Prisma.EmergencyCallGetPayload<object>
type RingRow = Prisma.EmergencyRingGetPayload<object>

const rungs = ['first', 'second', 'everyone', 'forwarded', 'wall'] as const
const replies = ['accepted', 'declined', 'forwarded'] as const

/** Emergencies of the scope's hospital, whichever side it is on, and who was rung for them. */
export function makeEmergencyRepository(ask: ScopedDb): EmergencyRepository {
  const find: EmergencyRepository['find'] = async (id) => {
    const row = await ask((db) => db.emergencyCall.findFirst({ where: { caseId: id } }))
    return row === null ? null : callOf(row)
  }
  return {
    add: async (call) => {
      await ask((db) => db.emergencyCall.createMany({ data: [{ ...factColumns(call), ...stateColumns(call) }] }))
    },
    find,
    findForChange: async (id) => {
      await ask((db) => db.$queryRaw`SELECT case_id FROM emergency_call WHERE case_id = ${id}::uuid FOR UPDATE`)
      return find(id)
    },
    save: async (call) => {
      await ask((db) => db.emergencyCall.updateMany({ where: { caseId: call.case }, data: stateColumns(call) }))
    },
    ...ringRows(ask),
    ringing: async (practitioner, organization) => {
      // Not by a relation through the case: a rung hospital does not see the case before it answers.
      const rung = await ask((db) =>
        db.emergencyRing.findMany({
          where: { practitionerId: practitioner, organizationId: organization },
          orderBy: { rungAt: 'desc' },
          select: { caseId: true },
          take: 20,
        }),
      )
      const rows = await ask((db) =>
        db.emergencyCall.findMany({
          where: { endedAt: null, OR: [{ caseId: { in: rung.map(({ caseId }) => caseId) } }, { hubIds: { has: organization }, heldAt: null }] },
          orderBy: { pressedAt: 'desc' },
          take: 20,
        }),
      )
      return rows.map(callOf)
    },
    since: async (organization, from) => {
      const sides = [{ requestingOrganizationId: organization }, { hubIds: { has: organization } }]
      const rows = await ask((db) => db.emergencyCall.findMany({ where: { pressedAt: { gte: from }, OR: sides }, orderBy: { pressedAt: 'desc' }, take: 200 }))
      return rows.map(callOf)
    },
    moveToHub: async (id) => {
      await ask((db) => db.$executeRaw`SELECT move_emergency_to_hub(${id}::uuid)`)
    },
    joinHeld: async (id, at) => {
      const [row] = await ask((db) => db.$queryRaw<{ joined: boolean }[]>`SELECT join_held_emergency(${id}::uuid, ${at}) AS joined`)
      return row?.joined === true
    },
    addUnnamed: async ({ id, organization, hospitalNumber, name, birthDate, sex }) => {
      const row = { id, organizationId: organization, hospitalNumber, name, birthDate: toOptionalDate(birthDate), sex }
      await ask((db) => db.patient.createMany({ data: [row] }))
    },
  }
}

const ringRows = (ask: ScopedDb): Pick<EmergencyRepository, 'ring' | 'rings' | 'notes' | 'saveRing' | 'seen'> => ({
  ring: async (rings) => {
    const data = rings.map(ringColumns)
    if (data.length > 0) await ask((db) => db.emergencyRing.createMany({ data, skipDuplicates: true }))
  },
  rings: async (id) => {
    const rows = await ask((db) => db.emergencyRing.findMany({ where: { caseId: id }, orderBy: [{ rungAt: 'asc' }, { practitionerId: 'asc' }] }))
    return rows.map(ringOf)
  },
  notes: async (id) => {
    const rows = await ask((db) => db.deliveryNote.findMany({ where: { ringCaseId: id }, orderBy: { sentAt: 'asc' } }))
    return rows.map(noteOf)
  },
  saveRing: async (ring) => {
    const { caseId, practitionerId, seenAt, reply, repliedAt, replyNote } = ringColumns(ring)
    await ask((db) => db.emergencyRing.updateMany({ where: { caseId, practitionerId }, data: { seenAt, reply, repliedAt, replyNote } }))
  },
  seen: async (id, practitioner, at) => {
    await ask((db) => db.emergencyRing.updateMany({ where: { caseId: id, practitionerId: practitioner, seenAt: null }, data: { seenAt: at } }))
  },
})

const factColumns = (call: EmergencyCall) => ({
  caseId: call.case,
  requestingOrganizationId: call.requestingOrganization,
  callerId: call.caller,
  specialty: call.specialty,
  ageYears: call.ageYears,
  sex: call.sex,
  line: call.line,
  callbackPhone: call.callbackPhone,
  pressedAt: call.pressedAt,
  hubIds: [...call.hubs],
  overrides: [...call.overrides],
  overrideReason: call.overrideReason,
})

const stateColumns = (call: EmergencyCall) => ({
  heldById: call.held?.by ?? null,
  heldOrganizationId: call.held?.organization ?? null,
  heldAt: call.held?.at ?? null,
  exhaustedAt: call.exhaustedAt,
  endedAt: call.endedAt,
  informedAt: call.informed?.at ?? null,
  informedById: call.informed?.by ?? null,
  reviewedAt: call.review?.at ?? null,
  reviewedById: call.review?.by ?? null,
  reviewNote: call.review?.note ?? null,
})

const ringColumns = (ring: Ring) => ({
  caseId: ring.case,
  practitionerId: ring.practitioner,
  organizationId: ring.organization,
  requestingOrganizationId: ring.requestingOrganization,
  rung: ring.rung,
  rungAt: ring.rungAt,
  seenAt: ring.seenAt,
  reply: ring.reply?.kind ?? null,
  repliedAt: ring.reply?.at ?? null,
  replyNote: ring.reply?.note ?? null,
})

function callOf(row: CallRow): EmergencyCall {
  const name = { table: 'emergency_call', id: row.caseId }
  return {
    case: brandId(row.caseId),
    requestingOrganization: brandId(row.requestingOrganizationId),
    caller: brandId(row.callerId),
    specialty: oneOf(name, specialtyCodes, row.specialty),
    ageYears: row.ageYears,
    sex: oneOf(name, sexes, row.sex),
    line: row.line,
    callbackPhone: row.callbackPhone,
    pressedAt: row.pressedAt,
    hubs: row.hubIds.map((id) => brandId(id)),
    overrides: row.overrides.map((gate) => oneOf(name, emergencyGates, gate)),
    overrideReason: row.overrideReason,
    held:
      row.heldAt === null
        ? null
        : { by: brandId(present(name, 'held_by_id', row.heldById)), organization: brandId(present(name, 'held_organization_id', row.heldOrganizationId)), at: row.heldAt },
    exhaustedAt: row.exhaustedAt,
    endedAt: row.endedAt,
    informed: row.informedAt === null ? null : { at: row.informedAt, by: brandId(present(name, 'informed_by_id', row.informedById)) },
    review:
      row.reviewedAt === null
        ? null
        : { at: row.reviewedAt, by: brandId(present(name, 'reviewed_by_id', row.reviewedById)), note: present(name, 'review_note', row.reviewNote) },
  }
}

function ringOf(row: RingRow): Ring {
  const name = { table: 'emergency_ring', id: row.caseId }
  return {
    case: brandId(row.caseId),
    practitioner: brandId(row.practitionerId),
    organization: brandId(row.organizationId),
    requestingOrganization: brandId(row.requestingOrganizationId),
    rung: oneOf(name, rungs, row.rung),
    rungAt: row.rungAt,
    seenAt: row.seenAt,
    reply:
      row.reply === null ? null : { kind: oneOf(name, replies, row.reply), at: present(name, 'replied_at', row.repliedAt), note: row.replyNote ?? '' },
  }
}
