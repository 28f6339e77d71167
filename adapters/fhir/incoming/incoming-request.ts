import { z } from 'zod'
import { consultKinds } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { specialtyCodes } from '#core/directory/directory.ts'
import type { IncomingRequest } from '#core/interop/request-from-client.ts'
import type { Entry } from './incoming-entries.ts'
import type { IncomingReference } from './incoming-schema.ts'
import { incomingConsent, incomingIdentifier, incomingReference, incomingServiceRequest } from './incoming-schema.ts'

const urgencies: ReadonlyMap<string, Urgency> = new Map(Object.entries({ stat: 'emergency', urgent: 'urgent', asap: 'priority', routine: 'routine' } as const))

const codes = (concepts: readonly { readonly coding?: readonly { readonly code?: string | undefined }[] | undefined }[]): readonly string[] =>
  concepts.flatMap((one) => (one.coding ?? []).flatMap(({ code }) => (code === undefined ? [] : [code])))

/** Types of number (v2-0203) by which a profession is practised; a person may carry others as well. */
const licence = new Set(['MD', 'LN', 'PRN'])
const numbered = z.looseObject({ identifier: z.array(incomingIdentifier).optional(), practitioner: incomingReference.optional() })

function entryOf(reference: IncomingReference | undefined, entries: readonly Entry[]): Entry | undefined {
  const address = reference?.reference
  return address === undefined ? undefined : entries.find(({ addresses }) => addresses.includes(address))
}

/** Whom a reference names: by the number that it gives itself, or the one of the practitioner or organisation that the document brings. */
function named(reference: IncomingReference | undefined, entries: readonly Entry[]): string | null {
  const entry = entryOf(reference, entries)
  const role = entry?.resource.resourceType === 'PractitionerRole' ? numbered.parse(entry.resource).practitioner : undefined
  const told = entryOf(role, entries) ?? entry
  const numbers = told === undefined ? [] : (numbered.parse(told.resource).identifier ?? [])
  const number = numbers.find(({ type }) => type?.coding?.some(({ code }) => licence.has(code ?? ''))) ?? numbers[0]
  return (reference?.identifier ?? role?.identifier ?? number)?.value?.replace(/^urn:uuid:/, '') ?? null
}

/** Reads the order of a bundle, if there is one, with the consent that came with it. */
export function readRequest(entries: readonly Entry[], keyOf: (entry: Entry) => string): IncomingRequest | null {
  const order = entries.find(({ resource }) => resource.resourceType === 'ServiceRequest')
  if (order === undefined) return null
  const one = incomingServiceRequest.parse(order.resource)
  const given = entries.filter(({ resource }) => resource.resourceType === 'Consent').map(({ resource }) => incomingConsent.parse(resource)).find(({ status }) => status === 'active')
  const kinds = codes(one.category ?? [])
  const specialties = codes(one.performerType === undefined ? [] : [one.performerType])
  return {
    key: keyOf(order),
    kind: consultKinds.find((kind) => kinds.includes(kind)) ?? 'case',
    urgency: urgencies.get(one.priority ?? 'routine') ?? 'routine',
    specialty: specialtyCodes.find((code) => specialties.includes(code)) ?? null,
    requester: named(one.requester, entries),
    hub: named(one.performer?.[0], entries),
    reason: (one.reasonCode ?? []).map((reason) => reason.text ?? reason.coding?.[0]?.display ?? '').filter((text) => text !== '').join('; ').normalize('NFC'),
    questions: (one.note ?? []).map(({ text }) => text.normalize('NFC').trim()).filter((text) => text !== ''),
    evidence: given?.sourceReference?.display ?? given?.policyRule?.text ?? null,
  }
}
