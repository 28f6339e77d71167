import type { AuditEvent } from '#core/audit/audit-event.ts'
import type { CaseMinutes, FactProvenance, SentSnapshot, ShelfPage, ShelfQuery } from '#core/interop/ports.ts'
import { recordChannels } from '#core/record/incoming.ts'
import { brandId, type OrganizationId, type PatientId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { eventOfBody } from './audit-body.ts'
import { BrokenRow, oneOf } from './broken-row.ts'
import { caseOf, caseParts } from './case-row.ts'
import { minutesOf, minutesParts } from './minutes-row.ts'
import type { ScopedDb } from './scoped-db.ts'
import { pageOf, span, within } from './shelf-page.ts'

/** Snapshots of the requests that the hospital itself sent. */
export async function snapshotShelf(ask: ScopedDb, query: ShelfQuery, own: Prisma.ConsultCaseWhereInput): Promise<ShelfPage<SentSnapshot>> {
  const where: Prisma.SnapshotWhereInput = { id: within(query.ids), createdAt: span(query), case: { patientId: within(query.patients), ...own } }
  return pageOf({
    count: () => ask((db) => db.snapshot.count({ where })),
    rows: (page) => ask((db) => db.snapshot.findMany({ where, ...page, include: { case: { include: caseParts } }, orderBy: [{ createdAt: 'desc' }, { id: 'asc' }] })),
  }, query, ({ case: one, id, caseId, version, createdBy, createdAt, sha256, withheld, bundle }) => ({
    one: caseOf(one),
    snapshot: {
      id: brandId(id), case: brandId(caseId), version, createdBy: brandId(createdBy), createdAt, sha256: brandId(sha256), withheld,
      size: Buffer.byteLength(bundle),
    },
  }))
}

/** Signed minutes of the cases that the hospital takes part in; they name the patient, so a masked case's are the treating hospital's alone. */
export async function minutesShelf(
  ask: ScopedDb, query: ShelfQuery, { organization, own }: { readonly organization: OrganizationId; readonly own: Prisma.ConsultCaseWhereInput },
): Promise<ShelfPage<CaseMinutes>> {
  const where: Prisma.MinutesWhereInput = {
    id: within(query.ids), status: 'signed', signedAt: span(query),
    case: { patientId: within(query.patients), ...own, OR: [{ requestingOrganizationId: organization }, { identityMasked: false }] },
  }
  return pageOf({
    count: () => ask((db) => db.minutes.count({ where })),
    rows: (page) => ask((db) => db.minutes.findMany({
      where, ...page, include: { ...minutesParts, case: { include: caseParts }, addenda: { where: { status: 'signed' }, select: { id: true } } },
      omit: { liveUpdate: true }, orderBy: [{ signedAt: 'desc' }, { id: 'asc' }],
    })),
  }, query, ({ case: one, addenda, ...row }) => {
    const minutes = minutesOf(row)
    if (minutes.status !== 'signed') throw new BrokenRow('minutes', row.id, 'not signed')
    return { one: caseOf(one), minutes, isAmended: addenda.length > 0 }
  })
}

/** Where facts came from, by patient or by what they are about. */
export async function provenanceShelf(ask: ScopedDb, query: ShelfQuery): Promise<ShelfPage<FactProvenance>> {
  const where = { id: within(query.ids), patientId: within(query.patients), targetId: within(query.targets), receivedAt: span(query) }
  return pageOf({
    count: () => ask((db) => db.factOrigin.count({ where })),
    rows: (page) => ask((db) => db.factOrigin.findMany({ where, ...page, orderBy: [{ receivedAt: 'desc' }, { id: 'asc' }] })),
  }, query, (row) => ({
    id: row.id,
    patient: brandId(row.patientId),
    kind: row.kind,
    target: row.targetId,
    origin: {
      channel: oneOf({ table: 'fact_origin', id: row.id }, recordChannels, row.channel),
      source: row.source,
      message: row.message,
      practitioner: row.practitionerId === null ? null : brandId(row.practitionerId),
      client: row.clientId === null ? null : brandId(row.clientId),
      receivedAt: row.receivedAt,
    },
  }))
}

/** The audit trail of the hospital, newest first; an id is the place in the chain. */
export async function auditShelf(ask: ScopedDb, query: ShelfQuery): Promise<ShelfPage<{ readonly sequence: number; readonly event: AuditEvent }>> {
  const about = (query.patients ?? []).map((patient: string) => ({ body: { contains: brandId<PatientId>(patient) } }))
  const where: Prisma.AuditLinkWhereInput = {
    sequence: within(query.ids?.map(Number).filter(Number.isSafeInteger)), appendedAt: span(query), ...(query.patients && { OR: about }),
  }
  return pageOf({
    count: () => ask((db) => db.auditLink.count({ where })),
    rows: (page) => ask((db) => db.auditLink.findMany({ where, ...page, orderBy: { sequence: 'desc' } })),
  }, query, ({ sequence, body }) => ({ sequence, event: eventOfBody(body) }))
}
