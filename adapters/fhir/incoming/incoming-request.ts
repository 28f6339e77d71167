import { consultKinds } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import type { IncomingRequest } from '#core/interop/request-from-client.ts'
import type { IncomingReference, IncomingResource } from './incoming-schema.ts'
import { incomingConsent, incomingServiceRequest } from './incoming-schema.ts'

const urgencies: Readonly<Record<string, Urgency>> = { stat: 'emergency', urgent: 'urgent', asap: 'priority', routine: 'routine' }

const codes = (concepts: readonly { readonly coding?: readonly { readonly code?: string | undefined }[] | undefined }[]): readonly string[] =>
  concepts.flatMap((one) => (one.coding ?? []).flatMap(({ code }) => (code === undefined ? [] : [code])))

const named = (reference: IncomingReference | undefined): string | null =>
  reference?.identifier?.value?.replace(/^urn:uuid:/, '') ?? null

/** Reads the order of a bundle, if there is one, with the consent that came with it. */
export function readRequest(resources: readonly IncomingResource[], keyOf: (resource: IncomingResource) => string): IncomingRequest | null {
  const order = resources.find(({ resourceType }) => resourceType === 'ServiceRequest')
  if (order === undefined) return null
  const one = incomingServiceRequest.parse(order)
  const given = resources.filter(({ resourceType }) => resourceType === 'Consent').map((resource) => incomingConsent.parse(resource)).find(({ status }) => status === 'active')
  const kinds = codes(one.category ?? [])
  const specialties = codes(one.performerType === undefined ? [] : [one.performerType])
  return {
    key: keyOf(order),
    kind: consultKinds.find((kind) => kinds.includes(kind)) ?? 'case',
    urgency: urgencies[one.priority ?? 'routine'] ?? 'routine',
    specialty: specialtyCodes.find((code) => specialties.includes(code)) ?? null,
    requester: named(one.requester),
    hub: named(one.performer?.[0]),
    reason: (one.reasonCode ?? []).map((reason) => reason.text ?? reason.coding?.[0]?.display ?? '').filter((text) => text !== '').join('; ').normalize('NFC'),
    questions: (one.note ?? []).map(({ text }) => text.normalize('NFC').trim()).filter((text) => text !== ''),
    evidence: given?.sourceReference?.display ?? given?.policyRule?.text ?? null,
  }
}
