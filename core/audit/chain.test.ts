import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Digest } from '#core/record/ports.ts'
import type { CaseId, OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { AuditEvent } from './audit-event.ts'
import type { AuditLink } from './chain.ts'
import { auditBody, findFault, nextLink } from './chain.ts'
import { contradicts, cutOff, witnessedOf } from './witness.ts'

/** FNV-1a: enough to see a change; the real digest is an adapter's. */
const digest: Digest = (data) => {
  let hash = 0x811c9dc5
  for (const letter of String(data)) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return brandId<Sha256>((hash >>> 0).toString(16).padStart(64, '0'))
}

const event = (minute: number): AuditEvent => ({
  organization: brandId<OrganizationId>('district'), actor: brandId<PractitionerId>('doctor'), at: new Date(Date.UTC(2026, 10, 21, 2, minute)),
  payload: { type: 'case.viewed', case: brandId<CaseId>(`case-${minute}`) },
})
const chainOf = (length: number): readonly AuditLink[] => {
  const links: AuditLink[] = []
  for (let minute = 0; minute < length; minute += 1) links.push(nextLink(digest, links.at(-1) ?? null, event(minute)))
  return links
}

describe('the audit chain', () => {
  it('is whole as it was written', () => {
    expect(findFault(digest, chainOf(20))).toBeNull()
    expect(findFault(digest, [])).toBeNull()
  })

  it('shows an altered entry, whichever it is', () => {
    fc.assert(fc.property(fc.nat(19), (index) => {
      const links = chainOf(20).map((link, at) => (at === index ? { ...link, body: link.body.replace('case-', 'casa-') } : link))
      expect(findFault(digest, links)).toEqual({ kind: 'altered', sequence: index + 1 })
    }))
  })

  it('shows an entry that was taken out, unless it was the last', () => {
    fc.assert(fc.property(fc.nat(18), (index) => {
      expect(findFault(digest, chainOf(20).filter((_, at) => at !== index))).toEqual({ kind: 'missing', sequence: index + 1 })
    }))
  })

  it('shows an entry that was rewritten together with its own hash', () => {
    const links = [...chainOf(5)]
    const forged = nextLink(digest, links[1] ?? null, event(50))
    links[2] = forged
    expect(findFault(digest, links)).toEqual({ kind: 'altered', sequence: 3 })
  })

  it('shows an entry that was put in, wherever, with those behind it counted on', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 18 }), (at) => {
      const links = [...chainOf(20)]
      const forged = nextLink(digest, links[at - 1] ?? null, event(50))
      const grown = [...links.slice(0, at), forged, ...links.slice(at).map((link) => ({ ...link, sequence: link.sequence + 1 }))]
      expect(findFault(digest, grown)).toEqual({ kind: 'inserted', sequence: at + 1 })
    }))
  })

  it('shows an entry that stands twice in a list', () => {
    const links = [...chainOf(6)]
    expect(findFault(digest, [...links.slice(0, 3), ...links.slice(2)])).toEqual({ kind: 'inserted', sequence: 3 })
  })

  it('shows two entries that changed places, and where the first belongs', () => {
    fc.assert(fc.property(fc.nat(18), fc.nat(18), (one, other) => {
      fc.pre(one !== other)
      const [low, high] = [Math.min(one, other), Math.max(one, other)]
      const links = chainOf(19)
      const swapped = links.map((link, at) => {
        const from = at === low ? links[high] : at === high ? links[low] : undefined
        return from === undefined ? link : { ...from, sequence: link.sequence }
      })
      expect(findFault(digest, swapped)).toEqual({ kind: 'moved', sequence: low + 1, from: high + 1 })
    }))
  })

  it('writes the same event as the same text, in whatever order its fields came', () => {
    const one = event(1)
    const turned: AuditEvent = { ...one, payload: { case: brandId<CaseId>('case-1'), type: 'case.viewed' } }
    expect(auditBody(turned)).toBe(auditBody(one))
  })
})

describe('what was witnessed of a chain', () => {
  const organization = brandId<OrganizationId>('district')
  const links = chainOf(12)
  const witnessed = witnessedOf([
    { organization, from: 1, hashes: links.slice(0, 7).map(({ hash }) => hash), at: new Date(0) },
    { organization: brandId<OrganizationId>('another'), from: 8, hashes: [brandId<Sha256>('x')], at: new Date(0) },
    { organization, from: 8, hashes: links.slice(7, 10).map(({ hash }) => hash), at: new Date(0) },
  ], organization)

  it('agrees with the chain as it was written, and says nothing of what came after', () => {
    expect(contradicts(links, witnessed)).toBeNull()
    expect(cutOff(12, witnessed)).toBeNull()
  })

  it('names the row from which a chain was written anew with all its hashes, as only the owner of the database can', () => {
    const rewritten = [...links.slice(0, 4)]
    for (let minute = 4; minute < 12; minute += 1) rewritten.push(nextLink(digest, rewritten.at(-1) ?? null, event(minute === 4 ? 55 : minute)))
    expect(findFault(digest, rewritten)).toBeNull()
    expect(contradicts(rewritten, witnessed)).toEqual({ kind: 'altered', sequence: 5 })
  })

  it('names what was cut off at the end together with the note of the end', () => {
    expect(findFault(digest, links.slice(0, 6))).toBeNull()
    expect(cutOff(6, witnessed)).toEqual({ kind: 'missing', sequence: 7 })
  })
})
