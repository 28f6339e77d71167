import { createHash } from 'node:crypto'
import { composeMinutesBundle } from '#adapters/fhir/minutes-bundle.ts'
import { concept, systems, urnOf, type Json } from '#adapters/fhir/fhir-json.ts'
import type { Destination } from '#core/filing/filing.ts'
import type { OutgoingDocument } from '#core/filing/ports.ts'

const profiles = {
  provide: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Minimal.ProvideBundle',
  submission: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Minimal.SubmissionSet',
  reference: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Minimal.DocumentReference',
} as const

/** The identifier by which the receiver, and we, know the document again. */
export const documentIdentifier = ({ minutes }: Pick<OutgoingDocument, 'minutes'>): string => urnOf(minutes)

/** A resource whose id the receiver gives. */
interface Resourceful {
  readonly resourceType: string
  readonly [key: string]: Json
}

/** ids of entries within one transaction; the server gives its own. */
const local = (document: OutgoingDocument, what: 'list' | 'reference' | 'binary' | 'fhir'): string =>
  `${urnOf(document.messageId.slice(0, -1))}${{ list: '0', reference: '1', binary: '2', fhir: '3' }[what]}`

/**
 * The signed minutes as one transaction: whole or not at all. ITI-65 (MHD, Minimal) adds the SubmissionSet; a conditional create
 * keeps a repetition from becoming a second document even where the first answer was lost.
 */
export function provideBundle(destination: Destination, document: OutgoingDocument, at: Date): Json {
  const isMhd = destination.kind === 'fhir-mhd'
  const post = (fullUrl: string, resource: Resourceful, ifNoneExist?: string): Json => ({ fullUrl, resource, request: { method: 'POST', url: resource.resourceType, ifNoneExist } })
  const known = `identifier=${systems.uri}|${documentIdentifier(document)}`
  return {
    resourceType: 'Bundle',
    meta: isMhd ? { profile: [profiles.provide] } : undefined,
    type: 'transaction',
    entry: [
      ...(isMhd ? [post(local(document, 'list'), submissionSet(document, at))] : []),
      post(local(document, 'reference'), documentReference(document, at, isMhd), known),
      post(local(document, 'binary'), { resourceType: 'Binary', contentType: 'application/pdf', data: Buffer.from(document.pdf).toString('base64') }),
      // MHD knows one content in each DocumentReference.
      ...(isMhd ? [] : [post(local(document, 'fhir'), { resourceType: 'Binary', contentType: 'application/fhir+json', data: Buffer.from(composeMinutesBundle({ ...document, id: document.minutes })).toString('base64') })]),
    ],
  }
}

function subject({ form, hospitalNumber }: OutgoingDocument): Json {
  const { citizenId, insuranceNumber, name } = form.patient
  const numbers: readonly (readonly [string, string | null])[] = [
    [systems.hospitalNumber, hospitalNumber], [systems.citizenId, citizenId], [systems.insuranceNumber, insuranceNumber], [systems.admissionNumber, form.stay.admissionNumber],
  ]
  const found = numbers.find(([, value]) => value !== null && value !== '')
  return { type: 'Patient', identifier: found === undefined ? undefined : { system: found[0], value: found[1] ?? '' }, display: name ?? undefined }
}

/** `hash` is SHA-1 because R4 says so; what proves the bytes is the signature inside them. */
function documentReference(document: OutgoingDocument, at: Date, isMhd: boolean): Resourceful {
  const { form, amends, relation, signedAt, version } = document
  const attachment = (contentType: string, url: string, extra: { readonly [key: string]: Json }): Json => ({ attachment: { contentType, language: 'vi', url, creation: signedAt.toISOString(), ...extra } })
  const code = { addendum: 'appends', replacement: 'replaces', original: '' }[relation]
  return {
    resourceType: 'DocumentReference',
    meta: isMhd ? { profile: [profiles.reference] } : undefined,
    masterIdentifier: { system: systems.uri, value: documentIdentifier(document) },
    identifier: [{ system: systems.uri, value: documentIdentifier(document) }],
    status: 'current',
    docStatus: 'final',
    type: concept(systems.loinc, '11488-4', 'Consult note'),
    category: [concept(systems.loinc, '11488-4', 'Consult note')],
    subject: subject(document),
    date: at.toISOString(),
    author: [form.chair, form.secretary].map(({ practitioner, name }) => ({ type: 'Practitioner', identifier: { system: systems.uri, value: urnOf(practitioner) }, display: name })),
    authenticator: { type: 'Practitioner', identifier: { system: systems.uri, value: urnOf(form.chair.practitioner) }, display: form.chair.name },
    relatesTo: amends === null || code === '' ? undefined : [{ code, target: { type: 'DocumentReference', identifier: { system: systems.uri, value: urnOf(amends) } } }],
    description: `Biên bản hội chẩn ${form.code}, phiên bản ${version}`,
    content: [
      attachment('application/pdf', local(document, 'binary'), { size: document.pdf.length, hash: createHash('sha1').update(document.pdf).digest('base64'), title: 'Biên bản hội chẩn đã ký' }),
      ...(isMhd ? [] : [attachment('application/fhir+json', local(document, 'fhir'), { title: 'Biên bản hội chẩn dạng FHIR' })]),
    ],
    context: { period: { start: form.remote.startedAt ?? form.consult.heldAt, end: form.remote.endedAt ?? undefined } },
  }
}

function submissionSet(document: OutgoingDocument, at: Date): Resourceful {
  return {
    resourceType: 'List',
    meta: { profile: [profiles.submission] },
    extension: [{ url: 'https://profiles.ihe.net/ITI/MHD/StructureDefinition/ihe-sourceId', valueIdentifier: { system: systems.uri, value: 'urn:lien-vien' } }],
    identifier: [{ use: 'official', system: systems.uri, value: urnOf(document.messageId) }],
    status: 'current',
    mode: 'working',
    code: concept('https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes', 'submissionset'),
    subject: subject(document),
    date: at.toISOString(),
    title: `Biên bản hội chẩn ${document.form.code}`,
    entry: [{ item: { reference: local(document, 'reference') } }],
  }
}
