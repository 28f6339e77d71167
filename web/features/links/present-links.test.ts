import { expect, test } from 'vitest'
import type { HubLink, Organization } from '#core/directory/directory.ts'
import type { LinkContract } from '#core/link/link-contract.ts'
import type { LinksFound } from '#core/link/view-links.ts'
import { brandId, type OrganizationId } from '#core/shared/ids.ts'
import { presentLinks } from './present-links.ts'

const now = new Date('2026-11-22T02:00:00Z')
const zone = 7 * 3_600_000
const clock = { today: (at: Date): string => new Date(at.getTime() + zone).toISOString().slice(0, 10), momentOf: (date: string, time: string): Date => new Date(`${date}T${time}:00+07:00`) }
const [own, other] = [brandId<OrganizationId>('own'), brandId<OrganizationId>('other')]
const hospital = (id: OrganizationId): Organization => ({ id, name: `Bệnh viện ${id}`, shortName: id, facilityCode: '', authority: '', address: '', phone: '' })
const link = (from: string, until: string | null): HubLink => ({ hub: own, satellite: other, specialties: ['cardiology'], validFrom: clock.momentOf(from, '00:00'), validUntil: until === null ? null : clock.momentOf(until, '00:00') })
const actor = { practitioner: brandId<never>('p'), organization: own, roles: ['admin'] as const }
const found = (more: Partial<LinksFound>): LinksFound => ({ lines: [], proposals: [], hospitals: new Map([own, other].map((id) => [id, hospital(id)])), mayKeep: true, now, ...more })

test('a period is shown by its first and its last day, and a renewal begins on the day after', () => {
  const line = { link: link('2026-01-01', '2026-12-01'), contract: null, warning: 30, isSucceeded: false } as const
  const { links: [one] } = presentLinks(found({ lines: [line] }), actor, clock)
  expect(one).toMatchObject({ firstDay: '2026-01-01', lastDay: '2026-11-30', nextDay: '2026-12-01', state: 'stands', warning: 30, daysLeft: 9, mayEnd: true, mayRenew: true, asHub: true, hubName: 'Bệnh viện own', hasContract: false })
})

test('what ends soonest stands first and what is over last, and coordinators only look', () => {
  const line = (one: HubLink, warning: 7 | 60 | null = null) => ({ link: one, contract: null, warning, isSucceeded: false })
  const lines = [line(link('2020-01-01', '2021-01-01')), line(link('2026-01-01', null)), line(link('2027-01-01', null)), line(link('2026-02-01', '2027-01-10'), 60), line(link('2026-03-01', '2026-11-25'), 7)]
  const shown = presentLinks(found({ lines, mayKeep: false }), { ...actor, roles: ['coordinator'] }, clock).links
  expect(shown.map(({ firstDay, state }) => `${firstDay} ${state}`)).toEqual(['2026-03-01 stands', '2026-02-01 stands', '2026-01-01 stands', '2027-01-01 later', '2020-01-01 over'])
  expect(shown.some(({ mayEnd, mayRenew }) => mayEnd || mayRenew)).toBe(false)
})

test('a proposal shows the answers that this hospital may give', () => {
  const side = (organization: OrganizationId) => ({ practitioner: brandId<never>('p'), organization, at: now })
  const proposal = (by: OrganizationId, until: string): LinkContract => ({
    ...link('2026-01-01', until), validUntil: clock.momentOf(until, '00:00'), id: brandId(`${by}-${until}`), number: '', duties: '', cost: '', status: 'proposed', proposed: side(by),
  })
  const proposals = [proposal(own, '2027-01-01'), proposal(other, '2027-01-01'), proposal(other, '2026-11-01')]
  expect(presentLinks(found({ proposals }), actor, clock).proposals.map(({ byOwn, may }) => [byOwn, may])).toEqual([[true, ['withdrawn']], [false, ['accepted', 'declined']], [false, ['declined']]])
})
