import { describe, expect, it } from 'vitest'
import { staffRoles, type Actor, type StaffRole } from '#core/directory/actor.ts'
import type { HubLink } from '#core/directory/directory.ts'
import { brandId, type OrganizationId } from '#core/shared/ids.ts'
import { isSucceeded, mayAnswer, mayKeepLinks, mayReadLinks, termsHold, warningDue, type LinkContract, type LinkTerms } from './link-contract.ts'

const now = new Date('2026-11-22T02:00:00Z')
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
const [hub, satellite, elsewhere] = ['hub', 'satellite', 'elsewhere'].map((one) => brandId<OrganizationId>(one)) as [OrganizationId, OrganizationId, OrganizationId]
const terms: LinkTerms = { specialties: ['cardiology'], validFrom: inDays(-300), validUntil: inDays(65), number: '', duties: '', cost: '' }
const side = (organization: OrganizationId) => ({ practitioner: brandId<never>('p'), organization, at: now })
const proposal: LinkContract = { ...terms, id: brandId('c'), hub, satellite, proposed: side(hub), status: 'proposed' }
const link = (more: Partial<HubLink> = {}): HubLink => ({ hub, satellite, specialties: ['cardiology'], validFrom: inDays(-300), validUntil: inDays(65), ...more })
const actor = (organization: OrganizationId, ...roles: StaffRole[]): Actor => ({ practitioner: brandId('p'), organization, roles })

describe('who sees and keeps contracts', () => {
  it.each(staffRoles)('%s', (role) => {
    expect([mayReadLinks(actor(hub, role)), mayKeepLinks(actor(hub, role))]).toEqual([role === 'admin' || role === 'coordinator', role === 'admin'])
  })

  it.each([
    [hub, 'accepted', false], [hub, 'declined', false], [hub, 'withdrawn', true],
    [satellite, 'accepted', true], [satellite, 'declined', true], [satellite, 'withdrawn', false],
    [elsewhere, 'accepted', false], [elsewhere, 'declined', false], [elsewhere, 'withdrawn', false],
  ] as const)('of what the hub proposes, %s: %s', (organization, answer, may) => {
    for (const role of staffRoles) expect(mayAnswer(actor(organization, role), proposal, answer)).toBe(may && role === 'admin')
  })
})

it.each([
  ['as they are', {}, true],
  ['no specialty', { specialties: [] }, false],
  ['an end before the beginning', { validFrom: inDays(70) }, false],
  ['an end that has passed', { validUntil: inDays(-1) }, false],
  ['ten years', { validFrom: inDays(0), validUntil: inDays(3_653) }, true],
  ['more than ten years', { validFrom: inDays(0), validUntil: inDays(3_654) }, false],
] as const)('terms with %s', (_what, more, hold) => {
  expect(termsHold({ ...terms, ...more }, now)).toBe(hold)
})

describe('the warning of an end', () => {
  it.each([[65, null], [60.1, null], [60, 60], [31, 60], [30, 30], [8, 30], [7, 7], [0.1, 7], [0, null], [-1, null]])('%s days before: %s', (days, warning) => {
    const one = link({ validUntil: inDays(days) })
    expect(warningDue(one, [one], now)).toBe(warning)
  })

  it('is not given of a link without an end, nor of one that has not begun', () => {
    const [endless, later] = [link({ validUntil: null }), link({ validFrom: inDays(1), validUntil: inDays(5) })]
    expect([warningDue(endless, [endless], now), warningDue(later, [later], now)]).toEqual([null, null])
  })

  it('is spared where another contract follows without a gap and for every specialty', () => {
    const one = link({ specialties: ['cardiology', 'neurology'], validUntil: inDays(20) })
    const next = (more: Partial<HubLink>): HubLink => link({ specialties: ['cardiology', 'neurology'], validFrom: inDays(20), validUntil: inDays(400), ...more })
    expect(warningDue(one, [one, next({})], now)).toBeNull()
    expect(warningDue(one, [one, next({ validUntil: null })], now)).toBeNull()
    expect(isSucceeded(one, [one, next({ specialties: ['cardiology'] }), next({ specialties: ['neurology'], validFrom: inDays(10) })])).toBe(true)
    for (const short of [{ validFrom: inDays(21) }, { specialties: ['cardiology'] as const }, { hub: satellite, satellite: hub }, { validUntil: inDays(20) }]) {
      expect(warningDue(one, [one, next(short)], now)).toBe(30)
    }
  })
})
