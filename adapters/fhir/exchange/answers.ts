import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { FhirType } from '#core/interop/system-client.ts'
import type { Json, Resource } from '#adapters/fhir/fhir-json.ts'
import type { Criteria } from './criteria.ts'
import type { Found, FoundPage } from './resource-shelves.ts'

/** A resource with its version: the content's own hash, as nothing here changes without a trace. */
export function versioned(resource: Resource): { readonly resource: Resource; readonly etag: string } {
  const version = createHash('sha256').update(canonicalize(resource) ?? '').digest('hex').slice(0, 16)
  const { resourceType, id, ...rest } = resource
  return { resource: { resourceType, id, ...rest, meta: { versionId: version } }, etag: `W/"${version}"` }
}

/** Whether a list of entity tags, as `If-Match` and `If-None-Match` carry it, names this one. */
export const names = (header: string, etag: string): boolean =>
  header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''))

interface Searched {
  readonly base: string
  readonly type: FhirType
  readonly criteria: Criteria
  /** The conditions, sealed: a patient's name never stands in an address that we make. */
  readonly sealed: string | null
}

/** A page of a search, with the addresses of the pages before and after. */
export function searchset({ total, found }: FoundPage, { base, type, criteria, sealed }: Searched): Json {
  const { limit, offset } = criteria
  const address = (at: number): string => {
    const query = new URLSearchParams({ ...(sealed !== null && { _query: sealed }), _count: String(limit), _offset: String(at) })
    return `${base}/${type}?${query.toString()}`
  }
  const link = (relation: string, at: number): Json => ({ relation, url: address(at) })
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total,
    link: [
      link('self', offset),
      ...(limit > 0 && offset + limit < total ? [link('next', offset + limit)] : []),
      ...(limit > 0 && offset > 0 ? [link('previous', Math.max(0, offset - limit))] : []),
    ],
    entry: found.length === 0 ? undefined : found.map((one: Found): Json => ({
      fullUrl: `${base}/${type}/${one.resource.id}`, resource: versioned(one.resource).resource, search: { mode: 'match' },
    })),
  }
}

export type IssueCode = 'invalid' | 'structure' | 'required' | 'value' | 'login' | 'forbidden' | 'not-found' | 'not-supported' | 'duplicate' | 'conflict' | 'business-rule' | 'too-long' | 'exception' | 'security' | 'transient' | 'no-store'

/** What went wrong, in FHIR's words and in ours. */
export const operationOutcome = (code: IssueCode, refusal: string, sentence: string): Json => ({
  resourceType: 'OperationOutcome',
  issue: [{
    severity: code === 'exception' ? 'fatal' : 'error',
    code,
    details: { coding: [{ system: 'urn:lien-vien:codes:refusal', code: refusal }], text: sentence },
    diagnostics: sentence,
  }],
})
