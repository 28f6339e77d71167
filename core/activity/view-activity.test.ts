import { describe, expect, it } from 'vitest'
import { staffRoles, type StaffRole } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ActivityFact } from './activity-fact.ts'
import { makeViewActivity } from './view-activity.ts'

const now = new Date('2026-11-12T01:00:00Z')
const fact = (requesting: string, consulting: string): ActivityFact => ({
  requesting: brandId(requesting), consulting: brandId(consulting), kind: 'case', urgency: 'urgent', specialty: 'general-surgery',
  submittedAt: new Date('2026-11-02T01:00:00Z'), assignedAt: null, bookedFor: null, connectedAt: null, endedAt: null, interruptions: 0,
  signedAt: null, closing: null, followed: null, transfer: null,
})
const facts = [fact('island', 'hub'), fact('valley', 'hub'), fact('hub', 'capital')]

const view = (role: StaffRole) =>
  makeViewActivity({
    read: (_, work) => work({ activity: { facts: () => Promise.resolve(facts) }, directory: { organizations: () => Promise.resolve([]) } as never }),
    clock: () => now,
    monthOf: (at) => at.toISOString().slice(0, 7),
  })({ organization: brandId('hub'), practitioner: brandId('one'), roles: [role] }, { window: { from: new Date(0), until: now }, side: 'advising' })

describe('the figures of a hospital', () => {
  it.each(staffRoles.map((role) => [role, ['coordinator', 'admin', 'auditor'].includes(role)] as const))('are read by a %s: %s', async (role, may) => {
    const seen = await view(role)
    expect(seen.ok).toBe(may)
    if (!seen.ok) expect(seen.error).toBe('activity.not-allowed')
  })

  it('count what it answered, and not what it sent itself', async () => {
    const seen = await view('coordinator')
    expect(seen.ok && seen.value.total.cases).toBe(2)
    expect(seen.ok && seen.value.months).toEqual(new Map([['2026-11', 2]]))
  })
})
