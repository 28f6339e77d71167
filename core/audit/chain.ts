import type { Digest } from '#core/record/ports.ts'
import type { Sha256 } from '#core/shared/ids.ts'
import type { AuditEvent } from './audit-event.ts'

/** One stored link of an organisation's audit chain; `body` is the exact text that was hashed. */
export interface AuditLink {
  readonly sequence: number
  readonly body: string
  readonly previous: Sha256 | null
  readonly hash: Sha256
}

/** The text of an event that is stored and hashed: keys in a fixed order, so that it can be repeated byte for byte. */
export const auditBody = (event: AuditEvent): string =>
  JSON.stringify({
    organization: event.organization,
    actor: event.actor,
    at: event.at.toISOString(),
    payload: Object.fromEntries(Object.entries(event.payload).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(event.under === undefined ? {} : { under: event.under }),
  })

const linkHash = (digest: Digest, { sequence, body, previous }: Omit<AuditLink, 'hash'>): Sha256 =>
  digest(`${previous ?? ''}\n${sequence}\n${body}`)

/** The link that follows `last` in a chain. */
export function nextLink(digest: Digest, last: AuditLink | null, event: AuditEvent): AuditLink {
  const sequence = (last?.sequence ?? 0) + 1
  const body = auditBody(event)
  const previous = last?.hash ?? null
  return { sequence, body, previous, hash: linkHash(digest, { sequence, body, previous }) }
}

/** The row at which a chain is not what it was; `sequence` is the place at which it stands or stood. */
export type ChainFault =
  /** Its text, its hash or the whole row was rewritten. */
  | { readonly kind: 'altered'; readonly sequence: number }
  /** It was taken out. */
  | { readonly kind: 'missing'; readonly sequence: number }
  /** It was put in between two that belong together, and those behind it were counted on. */
  | { readonly kind: 'inserted'; readonly sequence: number }
  /** It stands in another place than the one for which it was hashed. */
  | { readonly kind: 'moved'; readonly sequence: number; readonly from: number }

/** How far a row is looked for from where it stands. */
const reach = 512

const isWhole = (digest: Digest, link: AuditLink, sequence = link.sequence): boolean => link.hash === linkHash(digest, { ...link, sequence })

/** The place for which a row was hashed, if it is near. */
function placeOf(digest: Digest, link: AuditLink): number | null {
  for (let away = 1; away <= reach; away += 1) {
    for (const place of [link.sequence - away, link.sequence + away]) if (place > 0 && isWhole(digest, link, place)) return place
  }
  return null
}

/** The last rows that were found to follow one another. */
interface Trail {
  readonly last: AuditLink | null
  readonly beforeLast: AuditLink | null
}

function faultAt(digest: Digest, link: AuditLink, { last, beforeLast }: Trail): ChainFault | null {
  const expected = (last?.sequence ?? 0) + 1
  if (link.sequence > expected) return { kind: 'missing', sequence: expected }
  if (link.sequence < expected) return { kind: 'inserted', sequence: link.sequence }
  const follows = link.previous === (last?.hash ?? null)
  if (isWhole(digest, link)) return follows ? null : { kind: 'altered', sequence: last === null ? link.sequence : last.sequence }
  const place = placeOf(digest, link)
  if (place === null) return { kind: 'altered', sequence: link.sequence }
  const followsTheOneBefore = last !== null && link.previous === (beforeLast?.hash ?? null)
  return place === link.sequence - 1 && followsTheOneBefore ? { kind: 'inserted', sequence: last.sequence } : { kind: 'moved', sequence: link.sequence, from: place }
}

/** The first fault of a chain read in order of sequence, or null if it is whole; `before` are the links that a page follows. */
export function findFault(digest: Digest, links: readonly AuditLink[], before: readonly AuditLink[] = []): ChainFault | null {
  let trail: Trail = { last: before.at(-1) ?? null, beforeLast: before.at(-2) ?? null }
  for (const link of links) {
    const fault = faultAt(digest, link, trail)
    if (fault !== null) return fault
    trail = { last: link, beforeLast: trail.last }
  }
  return null
}
