import type { Minutes } from '#core/minutes/minutes.ts'
import type { MinutesRepository } from '#core/minutes/ports.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { openMinutesOf } from './minutes-of-cases.ts'
import { minutesOf, minutesParts } from './minutes-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Every version of a case's minutes; the live document is left where it is, it may be large. */
export function makeMinutesRepository(ask: ScopedDb): MinutesRepository {
  const versions = async (caseId: CaseId): Promise<readonly Minutes[]> => {
    const rows = await ask((db) =>
      db.minutes.findMany({ where: { caseId }, orderBy: { version: 'asc' }, include: minutesParts, omit: { liveUpdate: true } }),
    )
    return rows.map(minutesOf)
  }
  const open = async (limit: number): Promise<readonly Minutes[]> => {
    const where = { status: { in: ['draft', 'frozen', 'signing'] } }
    const rows = await ask((db) => db.minutes.findMany({ where, orderBy: { createdAt: 'asc' }, include: minutesParts, omit: { liveUpdate: true }, take: limit }))
    return rows.map(minutesOf)
  }
  return {
    versions,
    open,
    openOf: (cases) => openMinutesOf(ask, cases),
    latest: async (caseId) => {
      const row = await ask((db) =>
        db.minutes.findFirst({ where: { caseId }, orderBy: { version: 'desc' }, include: minutesParts, omit: { liveUpdate: true } }),
      )
      return row === null ? null : minutesOf(row)
    },
    add: async (draft) => {
      const data = { id: draft.id, caseId: draft.case, version: draft.version, ...columns(draft) }
      await ask((db) => db.minutes.createMany({ data: [data] }))
    },
    save: async (minutes) => {
      const open = { id: minutes.id, caseId: minutes.case, version: minutes.version, status: { notIn: ['signed', 'returned'] } }
      const { count } = await ask((db) => db.minutes.updateMany({ where: open, data: columns(minutes) }))
      if (count !== 1) throw new Error(`minutes ${minutes.id} are not there, or closed`)
      await addSignatures(ask, minutes)
      await keepSeals(ask, minutes)
    },
  }
}

const json = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue

const columns = (minutes: Minutes) => ({
  amendsId: minutes.amends,
  status: minutes.status,
  form: json(minutes.form),
  document: json(minutes.document),
  ...('frozenAt' in minutes ? { frozenAt: minutes.frozenAt, frozenById: minutes.frozenBy, liveUpdate: null } : {}),
  ...('rendered' in minutes ? { renderedSha256: minutes.rendered } : {}),
  ...('sealed' in minutes ? { sealedSha256: minutes.sealed } : {}),
  ...(minutes.status === 'signed' ? { signedAt: minutes.signedAt } : {}),
  ...(minutes.status === 'returned' ? { returnedAt: minutes.returnedAt, returnedById: minutes.returnedBy, returnReason: minutes.reason } : {}),
})

/** Signatures are only ever added; those stored already are skipped. */
async function addSignatures(ask: ScopedDb, minutes: Minutes): Promise<void> {
  if (!('signatures' in minutes) || minutes.signatures.length === 0) return
  const data = minutes.signatures.map((one) => ({
    minutesId: minutes.id,
    practitionerId: one.practitioner,
    organizationId: one.organization,
    role: one.role,
    field: one.field,
    signedAt: one.signedAt,
    certificateSerial: one.certificateSerial,
    certificateSubject: one.certificateSubject,
    sealedSha256: one.sealed,
    ...(one.standIn === undefined
      ? {}
      : { standInId: one.standIn.practitioner, standInName: one.standIn.name, standInTitle: one.standIn.title, delegationId: one.standIn.delegation }),
  }))
  await ask((db) => db.minutesSignature.createMany({ data, skipDuplicates: true }))
}

/** Places for seals come with the file, and are filled once. */
async function keepSeals(ask: ScopedDb, minutes: Minutes): Promise<void> {
  if (!('seals' in minutes) || minutes.seals.length === 0) return
  const data = minutes.seals.map(({ field, organization, name }) => ({ minutesId: minutes.id, field, organizationId: organization, name }))
  await ask((db) => db.minutesSeal.createMany({ data, skipDuplicates: true }))
  for (const { field, given } of minutes.seals) {
    if (given === null) continue
    const { at: givenAt, certificateSerial, certificateSubject, sealed: sealedSha256 } = given
    await ask((db) => db.minutesSeal.updateMany({ where: { minutesId: minutes.id, field, givenAt: null }, data: { givenAt, certificateSerial, certificateSubject, sealedSha256 } }))
  }
}
