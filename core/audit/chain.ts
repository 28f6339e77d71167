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

export type ChainFault =
  | { readonly kind: 'altered'; readonly sequence: number }
  | { readonly kind: 'missing'; readonly sequence: number }

/** The first fault of a chain read in order of sequence, or null if it is whole; `before` is the link that a page follows. */
export function findFault(digest: Digest, links: readonly AuditLink[], before: AuditLink | null = null): ChainFault | null {
  let last: AuditLink | null = before
  for (const link of links) {
    const expected: number = (last?.sequence ?? 0) + 1
    if (link.sequence !== expected) return { kind: 'missing', sequence: expected }
    const whole = link.previous === (last?.hash ?? null) && link.hash === linkHash(digest, link)
    if (!whole) return { kind: 'altered', sequence: link.sequence }
    last = link
  }
  return null
}
