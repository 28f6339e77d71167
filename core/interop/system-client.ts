import type { Actor } from '#core/directory/actor.ts'
import type { ClientId, OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'

/** What other systems may ask of us, by FHIR R4 type. */
export const fhirTypes = [
  'Patient', 'Encounter', 'Condition', 'Observation', 'AllergyIntolerance', 'MedicationRequest', 'DiagnosticReport', 'Procedure', 'ImagingStudy',
  'ServiceRequest', 'Appointment', 'DocumentReference', 'Binary', 'Composition', 'Consent', 'Provenance', 'AuditEvent',
] as const
export type FhirType = (typeof fhirTypes)[number]

/** What a client may do with a type: SMART system scopes. */
export type ClientScope = `system/${FhirType | '*'}.${ScopeAction}`
export type ScopeAction = 'read' | 'write'

/** The types that can be written: a request comes in with its record, and a patient is corrected. */
export const writableTypes = ['Patient', 'ServiceRequest'] as const satisfies readonly FhirType[]

/** Every scope that can be granted. `*` never covers the audit trail: that one is asked for by name. */
export const clientScopes: readonly ClientScope[] = [
  'system/*.read',
  ...fhirTypes.map((type): ClientScope => `system/${type}.read`),
  ...writableTypes.map((type): ClientScope => `system/${type}.write`),
]

/** Another system of one hospital, such as its HIS; it acts for that hospital and for no person. */
export interface SystemClient {
  readonly id: ClientId
  readonly organization: OrganizationId
  readonly name: string
  readonly scopes: readonly ClientScope[]
  /** The secret itself is shown once, when it is issued. */
  readonly secretDigest: Sha256
  readonly createdAt: Date
  readonly createdBy: PractitionerId
  readonly revokedAt: Date | null
}

/** Whether these scopes allow this upon that type. */
export const scopesAllow = (scopes: readonly ClientScope[], type: FhirType, action: ScopeAction): boolean =>
  scopes.includes(`system/${type}.${action}`) || (action === 'read' && type !== 'AuditEvent' && scopes.includes('system/*.read'))

/** What a token may carry: the scopes asked for that the client holds, all of them when it asks for none. */
export const grantedScopes = (held: readonly ClientScope[], asked: readonly string[]): readonly ClientScope[] =>
  asked.length === 0 ? held : held.filter((scope) => asked.includes(scope))

/** Only the hospital's own administrator lets another system in. */
export const mayManageClients = (actor: Actor): boolean => actor.roles.includes('admin')
