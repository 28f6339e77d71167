import type { IssueCode } from '#adapters/fhir/exchange/answers.ts'
import { operationOutcome } from '#adapters/fhir/exchange/answers.ts'
import type { BundleRefusal } from '#adapters/fhir/incoming/incoming-bundle.ts'
import type { SearchRefusal } from '#adapters/fhir/exchange/criteria.ts'
import type { ClientRequestRefusal } from '#core/interop/request-from-client.ts'
import enRefusals from '#web/messages/en/refusals.json' with { type: 'json' }
import viRefusals from '#web/messages/vi/refusals.json' with { type: 'json' }
import type { OutageRefusal } from '#web/server/outage.ts'
import { refusalStatus, retryAfter } from '#web/server/refusal-status.ts'

export type FhirRefusal =
  | BundleRefusal | SearchRefusal | ClientRequestRefusal
  | 'fhir.signed-out' | 'fhir.not-found' | 'fhir.unsupported' | 'fhir.malformed' | 'fhir.precondition-missing' | 'fhir.precondition-failed' | 'fhir.no-request'
  | 'patient.not-found' | 'portal.failed' | OutageRefusal

const issues = {
  'fhir.signed-out': 'login', 'fhir.not-in-scope': 'forbidden', 'fhir.not-found': 'not-found', 'fhir.unknown-parameter': 'not-supported',
  'fhir.malformed-parameter': 'value', 'fhir.unsupported': 'not-supported', 'fhir.malformed': 'structure', 'fhir.precondition-missing': 'required',
  'fhir.precondition-failed': 'conflict', 'fhir.unknown-requester': 'business-rule', 'fhir.no-request': 'required',
  'file.damaged': 'exception', 'file.key-missing': 'transient',
  'link.not-covering': 'business-rule', 'patient.not-found': 'not-found', 'portal.failed': 'exception',
  'outage.unreachable': 'transient', 'outage.read-only': 'transient', 'outage.disk-full': 'no-store',
  'record.malformed': 'structure', 'record.no-patient': 'required', 'record.many-patients': 'business-rule', 'record.patient-without-name': 'required',
  'record.patient-without-number': 'required', 'record.broken-reference': 'invalid', 'record.document-not-pdf': 'invalid', 'record.too-large': 'too-long',
  'record.ambiguous-patient': 'conflict', 'record.identity-mismatch': 'conflict',
} as const satisfies Record<FhirRefusal, IssueCode>

/** The sentence of a code, by its dots. */
function sentenceOf(code: FhirRefusal, language: string | null): string {
  const table: unknown = language?.toLowerCase().startsWith('en') ? enRefusals : viRefusals
  const found = code.split('.').reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>)[key] : undefined), table)
  return typeof found === 'string' ? found : code
}

/** A refusal as a FHIR server says it: its status, and an OperationOutcome with our code and a sentence that tells what to do. */
export function refuseFhir(code: FhirRefusal, request: Request): Response {
  const outcome = operationOutcome(issues[code], code, sentenceOf(code, request.headers.get('accept-language')))
  const status = refusalStatus[code]
  const headers = { ...(code === 'fhir.signed-out' && { 'WWW-Authenticate': 'Bearer realm="fhir"' }), ...(status === 503 && { 'Retry-After': retryAfter }) }
  return answerFhir(outcome, { status, headers })
}

/** An answer in FHIR JSON, never kept by anybody in between. */
export function answerFhir(body: unknown, { status = 200, headers = {} }: { readonly status?: number; readonly headers?: Readonly<Record<string, string>> } = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/fhir+json; charset=utf-8', 'Cache-Control': 'private, no-store', ...headers },
  })
}
