import type { CaseMinutes, FactProvenance, SentSnapshot } from '#core/interop/ports.ts'
import { isWritten, plainText } from '#core/minutes/document.ts'
import type { RecordDocument } from '#core/record/patient-record.ts'
import type { OrganizationId, PatientId, Sha256 } from '#core/shared/ids.ts'
import type { Json, Resource } from '#adapters/fhir/fhir-json.ts'
import { concept, systems } from '#adapters/fhir/fhir-json.ts'
import { hospitalReference, patientReference, practitionerReference } from './record-resources.ts'

export const documentTypes = { minutes: '11488-4', snapshot: '60591-5' } as const

// FHIR's attachment hash is SHA-1; ours is the SHA-256 by which the bytes are addressed.
const sha256Url = 'urn:lien-vien:fhir:sha256'

const attachment = ({ contentType, sha256, title, size }: { readonly contentType: string; readonly sha256: Sha256; readonly title: string; readonly size?: number }): Json => ({
  attachment: { contentType, url: `Binary/${sha256}`, size, title, extension: [{ url: sha256Url, valueString: sha256 }] },
})

/** A document filed into the record, with the receipt of its filing. */
export const filedDocument = (patient: PatientId, one: RecordDocument): Resource => ({
  resourceType: 'DocumentReference',
  id: one.id,
  identifier: [{ system: 'urn:lien-vien:sid:filing-receipt', value: one.receipt }],
  status: 'current',
  docStatus: 'final',
  type: concept(systems.loinc, documentTypes.minutes, 'Consult note'),
  subject: patientReference(patient),
  date: one.filedAt.toISOString(),
  description: one.title,
  content: [attachment({ contentType: 'application/pdf', sha256: one.file, title: one.title })],
  context: { related: [{ reference: `ServiceRequest/${one.case}` }] },
})

/** The record as it was sent with a request: frozen, hashed, versioned. */
export const sentSnapshot = ({ one, snapshot }: SentSnapshot): Resource => ({
  resourceType: 'DocumentReference',
  id: snapshot.id,
  status: 'snapshot' in one && one.snapshot !== null && one.snapshot !== snapshot.id ? 'superseded' : 'current',
  docStatus: 'final',
  type: concept(systems.loinc, documentTypes.snapshot, 'Patient summary Document'),
  subject: patientReference(one.patient),
  date: snapshot.createdAt.toISOString(),
  author: [practitionerReference(snapshot.createdBy)],
  description: `Tóm tắt hồ sơ gửi hội chẩn, bản ${snapshot.version}`,
  content: [attachment({ contentType: 'application/fhir+json', sha256: snapshot.sha256, title: `Bản ${snapshot.version}`, size: snapshot.size })],
  context: { related: [{ reference: `ServiceRequest/${snapshot.case}` }] },
})

/** The bytes themselves, when they are asked for as a resource. */
export const binary = (hash: Sha256, file: { readonly bytes: Uint8Array; readonly mediaType: string }): Resource => ({
  resourceType: 'Binary',
  id: hash,
  contentType: file.mediaType,
  data: Buffer.from(file.bytes).toString('base64'),
})

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const narrative = (text: string): Json => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml">${text.trim().split('\n').map((line) => `<p>${escaped(line)}</p>`).join('')}</div>`,
})

/** Signed minutes of a consult, with the sections that were written. */
export function composition({ one, minutes, isAmended }: CaseMinutes, viewer: OrganizationId): Resource {
  const sections = minutes.document.content.filter(isWritten)
  return {
    resourceType: 'Composition',
    id: minutes.id,
    status: isAmended ? 'amended' : 'final',
    type: concept(systems.loinc, documentTypes.minutes, 'Consult note'),
    subject: viewer === one.requestingOrganization ? patientReference(one.patient) : { type: 'Patient', display: one.subject.name ?? 'Chưa rõ danh tính' },
    date: minutes.signedAt.toISOString(),
    author: minutes.signatures.map(({ practitioner }) => practitionerReference(practitioner)),
    title: minutes.amends === null ? 'Biên bản hội chẩn' : 'Biên bản hội chẩn bổ sung',
    attester: minutes.signatures.map(({ practitioner, signedAt }) => ({ mode: 'professional', time: signedAt.toISOString(), party: practitionerReference(practitioner) })),
    custodian: hospitalReference(one.requestingOrganization),
    relatesTo: minutes.amends === null ? undefined : [{ code: 'appends', targetReference: { reference: `Composition/${minutes.amends}` } }],
    event: [{ detail: [{ reference: `ServiceRequest/${one.id}` }] }],
    section: sections.map((section) => ({ title: section.attrs.heading, text: narrative(plainText(section)) })),
  }
}

const participantTypes = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type'

/** Who signed minutes, when, and with which certificate. */
export const signatureProvenance = ({ minutes }: CaseMinutes): Resource => ({
  resourceType: 'Provenance',
  id: minutes.id,
  target: [{ reference: `Composition/${minutes.id}` }],
  recorded: minutes.signedAt.toISOString(),
  activity: concept('http://terminology.hl7.org/CodeSystem/v3-DocumentCompletion', 'LA', 'legally authenticated'),
  agent: minutes.signatures.map((one) => ({
    type: concept(participantTypes, 'attester', 'Attester'),
    who: practitionerReference(one.practitioner),
    onBehalfOf: hospitalReference(one.organization),
  })),
  entity: [{ role: 'source', what: { identifier: { system: sha256Url, value: minutes.sealed } } }],
  signature: minutes.signatures.map((one) => ({
    type: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1', display: "Author's Signature" }],
    when: one.signedAt.toISOString(),
    who: practitionerReference(one.practitioner),
    targetFormat: 'application/pdf',
    sigFormat: 'application/pkcs7-signature',
  })),
})

/** Where a fact of the record came from: the sender, its message, and who took it in. */
export const factProvenance = ({ id, patient, kind, target, origin }: FactProvenance): Resource => ({
  resourceType: 'Provenance',
  id,
  target: [{ reference: `${kind}/${target}` }, ...(kind === 'Patient' ? [] : [patientReference(patient)])],
  recorded: origin.receivedAt.toISOString(),
  activity: { text: origin.channel },
  agent: [{
    type: concept(participantTypes, origin.practitioner === null ? 'transmitter' : 'enterer'),
    who: origin.practitioner === null ? { type: 'Device', display: origin.source } : practitionerReference(origin.practitioner),
  }],
  entity: [{ role: 'source', what: { identifier: { value: origin.message } } }],
})
