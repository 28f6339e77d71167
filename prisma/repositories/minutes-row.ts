import type { MinutesDocument } from '#core/minutes/document.ts'
import type { MinutesForm } from '#core/minutes/form.ts'
import type { Minutes } from '#core/minutes/minutes.ts'
import type { MinutesSeal } from '#core/minutes/organization-seal.ts'
import type { AppliedSignature } from '#core/minutes/signing-order.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf, present } from './broken-row.ts'
import type { RowName } from './broken-row.ts'

/** What is loaded of the minutes: their signatures in the order given. The live document is loaded by itself. */
export const minutesParts = { signatures: { orderBy: [{ signedAt: 'asc' }, { field: 'asc' }] }, seals: { orderBy: { field: 'asc' } } } as const satisfies Prisma.MinutesInclude

/** One version as it is read, whichever way. */
export type MinutesRow = Omit<Prisma.MinutesGetPayload<{ include: typeof minutesParts }>, 'liveUpdate'>

const nameOf = (row: MinutesRow): RowName => ({ table: 'minutes', id: row.id })

/** Reads one version of the minutes in the state that its row claims. */
export function minutesOf(row: MinutesRow): Minutes {
  const status = oneOf(nameOf(row), ['draft', 'frozen', 'signing', 'signed', 'returned'], row.status)
  switch (status) {
    case 'draft':
      return { ...version(row), status }
    case 'frozen':
      return { ...version(row), ...frozen(row), status }
    case 'signing':
      return { ...version(row), ...frozen(row), ...rendered(row), status }
    case 'signed':
      return { ...version(row), ...frozen(row), ...rendered(row), status, signedAt: present(nameOf(row), 'signed_at', row.signedAt) }
    case 'returned':
      return { ...version(row), ...frozen(row), ...returned(row), status }
  }
}

const version = (row: MinutesRow) => ({
  id: brandId<Minutes['id']>(row.id),
  case: brandId<Minutes['case']>(row.caseId),
  version: row.version,
  amends: row.amendsId === null ? null : brandId<Minutes['id']>(row.amendsId),
  // Written by this program as JSON of exactly these types, and kept from change by the database once frozen.
  form: row.form as unknown as MinutesForm,
  document: row.document as unknown as MinutesDocument,
})

const frozen = (row: MinutesRow) => ({
  frozenAt: present(nameOf(row), 'frozen_at', row.frozenAt),
  frozenBy: brandId<AppliedSignature['practitioner']>(present(nameOf(row), 'frozen_by_id', row.frozenById)),
})

const rendered = (row: MinutesRow) => ({
  rendered: brandId<Sha256>(present(nameOf(row), 'rendered_sha256', row.renderedSha256)),
  sealed: brandId<Sha256>(present(nameOf(row), 'sealed_sha256', row.sealedSha256)),
  signatures: signatures(row),
  seals: row.seals.map((one) => ({ organization: brandId<MinutesSeal['organization']>(one.organizationId), name: one.name, field: one.field, given: givenSeal(row, one) })),
})

function givenSeal(row: MinutesRow, { givenAt, certificateSerial, certificateSubject, sealedSha256 }: MinutesRow['seals'][number]): MinutesSeal['given'] {
  if (givenAt === null) return null
  return {
    at: givenAt,
    certificateSerial: present(nameOf(row), 'certificate_serial', certificateSerial),
    certificateSubject: present(nameOf(row), 'certificate_subject', certificateSubject),
    sealed: brandId<Sha256>(present(nameOf(row), 'sealed_sha256', sealedSha256)),
  }
}

const returned = (row: MinutesRow) => ({
  returnedAt: present(nameOf(row), 'returned_at', row.returnedAt),
  returnedBy: brandId<AppliedSignature['practitioner']>(present(nameOf(row), 'returned_by_id', row.returnedById)),
  reason: present(nameOf(row), 'return_reason', row.returnReason),
  sealed: row.sealedSha256 === null ? null : brandId<Sha256>(row.sealedSha256),
  signatures: signatures(row),
})

const signatures = (row: MinutesRow): readonly AppliedSignature[] =>
  row.signatures.map((one) => ({
    practitioner: brandId(one.practitionerId),
    organization: brandId(one.organizationId),
    role: oneOf(nameOf(row), ['secretary', 'member', 'chair'], one.role),
    field: one.field,
    signedAt: one.signedAt,
    certificateSerial: one.certificateSerial,
    certificateSubject: one.certificateSubject,
    sealed: brandId(one.sealedSha256),
    ...(one.standInId === null || one.delegationId === null
      ? {}
      : { standIn: { practitioner: brandId(one.standInId), name: one.standInName ?? '', title: one.standInTitle ?? '', delegation: brandId(one.delegationId) } }),
  }))
