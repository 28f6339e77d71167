import type { AuditEvent } from '#core/audit/audit-event.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { Json, Resource } from '#adapters/fhir/fhir-json.ts'
import { systems, urnOf } from '#adapters/fhir/fhir-json.ts'
import { hospitalReference, practitionerReference } from './record-resources.ts'

/** An event's id: each hospital counts for itself, so its own id belongs to it. */
export const auditEventId = (organization: OrganizationId, sequence: number): string => `${organization}.${sequence}`

const actions: readonly (readonly [RegExp, string])[] = [
  [/\.(viewed|searched|downloaded|read|image-viewed|compared|opened)$/, 'R'],
  [/\.(created|taken|issued|received|requested|written)$/, 'C'],
  [/\.(edited|moved|corrected|merged|revoked|answered|returned)$/, 'U'],
]

/** R, C or U where the event says so; anything else was executed. */
const actionOf = (type: string): string => actions.find(([shape]) => shape.test(type))?.[1] ?? 'E'

const types: Readonly<Record<string, string>> = {
  patient: 'Patient', patients: 'Patient', people: 'Practitioner', into: 'Patient', case: 'ServiceRequest', cases: 'ServiceRequest', snapshot: 'DocumentReference', minutes: 'Composition', session: 'Appointment',
}

/** What the event was about; the payload holds ids and codes only. */
function entitiesOf(payload: AuditEvent['payload']): readonly Json[] {
  const resources = Object.entries(payload).flatMap(([key, value]: readonly [string, unknown]): Json[] => {
    const type = types[key]
    const ids = Array.isArray(value) ? value.map(String) : [String(value)]
    return type === undefined ? [] : ids.map((id) => ({ what: { reference: `${type}/${id}` } }))
  })
  const details = Object.entries(payload).flatMap(([key, value]: readonly [string, unknown]): Json[] =>
    key in types || key === 'type' || (typeof value !== 'string' && typeof value !== 'number') ? [] : [{ type: key, valueString: String(value) }])
  return details.length === 0 ? resources : [...resources, { name: payload.type, detail: details }]
}

/** HL7's own reason for what is opened in need without a right. */
const breakingTheGlass: Json = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'BTG', display: 'break the glass' }] }

/** One event of the hospital's audit trail (IHE BALP, as far as the trail knows). */
export function auditEvent(sequence: number, { organization, actor, at, payload, under }: AuditEvent): Resource {
  const client = 'client' in payload && payload.client !== null ? payload.client : null
  const entities = entitiesOf(payload)
  return {
    resourceType: 'AuditEvent',
    id: auditEventId(organization, sequence),
    type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest', display: 'RESTful Operation' },
    subtype: [{ system: 'urn:lien-vien:codes:audit-event', code: payload.type }],
    action: actionOf(payload.type),
    recorded: at.toISOString(),
    outcome: '0',
    purposeOfEvent: under === undefined && payload.type !== 'glass.broken' ? undefined : [breakingTheGlass],
    agent: [{
      who: actor !== null ? practitionerReference(actor)
        : client !== null ? { type: 'Device', identifier: { system: systems.uri, value: urnOf(client) } } : { type: 'Device', display: 'Liên Viện' },
      requestor: true,
    }],
    source: { observer: hospitalReference(organization) },
    entity: entities.length === 0 ? undefined : entities,
  }
}
