import { fhirTypes, writableTypes } from '#core/interop/system-client.ts'
import type { FhirType } from '#core/interop/system-client.ts'
import type { Json } from '#adapters/fhir/fhir-json.ts'
import { resourceShelves } from './resource-shelves.ts'

const interactions = (type: FhirType): readonly string[] => [
  'read',
  ...(type === 'Binary' ? [] : ['search-type']),
  ...(type === 'ServiceRequest' ? ['create'] : []),
  ...(type === 'Patient' ? ['update'] : []),
]

const resource = (type: FhirType): Json => ({
  type,
  versioning: 'versioned',
  conditionalRead: 'not-match',
  updateCreate: false,
  interaction: interactions(type).map((code) => ({ code })),
  searchParam: type === 'Binary' ? undefined : resourceShelves[type].parameters.map(({ name, type: kind, documentation }) => ({ name, type: kind, documentation })),
})

const oauthUris = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris'

/** What this server can do, as it says itself to whoever asks. */
export const capabilityStatement = (base: string): Json => ({
  resourceType: 'CapabilityStatement',
  status: 'active',
  date: '2026-11-21',
  kind: 'instance',
  software: { name: 'Liên Viện' },
  implementation: { description: 'Hội chẩn liên viện: hồ sơ và ca hội chẩn của một bệnh viện', url: base },
  fhirVersion: '4.0.1',
  format: ['application/fhir+json', 'json'],
  rest: [{
    mode: 'server',
    documentation: `A request for a consult is opened by POST ServiceRequest with its record contained, or by POST of a transaction Bundle. Writable: ${writableTypes.join(', ')}.`,
    security: {
      cors: false,
      service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'OAuth', display: 'OAuth' }], text: 'OAuth 2.0 client credentials' }],
      extension: [{ url: oauthUris, extension: [{ url: 'token', valueUri: `${base}/token` }] }],
    },
    resource: fhirTypes.map(resource),
    interaction: [{ code: 'transaction' }],
  }],
})

/** Where to get a token (SMART's well-known document). */
export const smartConfiguration = (base: string, scopes: readonly string[]): Json => ({
  token_endpoint: `${base}/token`,
  grant_types_supported: ['client_credentials'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
  scopes_supported: scopes,
  capabilities: ['client-confidential-symmetric', 'permission-v1'],
})
