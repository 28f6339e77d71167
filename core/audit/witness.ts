import type { OrganizationId, Sha256 } from '#core/shared/ids.ts'
import type { AuditLink, ChainFault } from './chain.ts'

/**
 * What the platform saw of a chain soon after it was written, kept outside the database and signed: whoever owns the database
 * can rewrite every row with every hash behind it, but not this.
 */
export interface Testimony {
  readonly organization: OrganizationId
  /** Place of the first hash. */
  readonly from: number
  readonly hashes: readonly Sha256[]
  readonly at: Date
}

/** Hashes by place, as they were witnessed of one organisation's chain. */
export type Witnessed = ReadonlyMap<number, Sha256>

/** All that was witnessed of one organisation. The first word on a place counts: a chain grows and never changes. */
export function witnessedOf(testimonies: readonly Testimony[], organization: OrganizationId): Witnessed {
  const seen = new Map<number, Sha256>()
  for (const testimony of testimonies) {
    if (testimony.organization !== organization) continue
    testimony.hashes.forEach((hash, index) => {
      if (!seen.has(testimony.from + index)) seen.set(testimony.from + index, hash)
    })
  }
  return seen
}

/** The first row that is not the one that was witnessed in its place; for rows whose chain is whole in itself. */
export function contradicts(links: readonly AuditLink[], witnessed: Witnessed): ChainFault | null {
  const link = links.find(({ sequence, hash }) => (witnessed.get(sequence) ?? hash) !== hash)
  if (link === undefined) return null
  const [from] = [...witnessed].find(([, hash]) => hash === link.hash) ?? []
  return from === undefined ? { kind: 'altered', sequence: link.sequence } : { kind: 'moved', sequence: link.sequence, from }
}

/** The first place behind the chain's end that was witnessed as taken: rows were cut off. */
export function cutOff(end: number, witnessed: Witnessed): ChainFault | null {
  const behind = [...witnessed.keys()].filter((sequence) => sequence > end)
  return behind.length === 0 ? null : { kind: 'missing', sequence: end + 1 }
}
