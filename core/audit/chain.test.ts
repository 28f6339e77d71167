import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Digest } from '#core/record/ports.ts'
import type { CaseId, OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { AuditEvent } from './audit-event.ts'
import type { AuditLink } from './chain.ts'
import { auditBody, findFault, nextLink } from './chain.ts'

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
    expect(findFault(digest, links)).toEqual({ kind: 'altered', sequence: 4 })
  })

  it('writes the same event as the same text, in whatever order its fields came', () => {
    const one = event(1)
    const turned: AuditEvent = { ...one, payload: { case: brandId<CaseId>('case-1'), type: 'case.viewed' } }
    expect(auditBody(turned)).toBe(auditBody(one))
  })
})
