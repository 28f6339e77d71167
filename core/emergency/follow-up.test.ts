import { describe, expect, test } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { EmergencyCall } from './call.ts'
import { mayReviewEmergency, maySettleEmergency, openTasks } from './follow-up.ts'

const at = new Date('2026-11-22T02:00:00Z')
const call: EmergencyCall = {
  case: brandId('c'), requestingOrganization: brandId('district'), caller: brandId('caller'), specialty: 'general-surgery', ageYears: null, sex: 'unknown', line: '',
  callbackPhone: '', pressedAt: at, hubs: [brandId('hub')], overrides: ['consent'], overrideReason: 'x', held: null, exhaustedAt: null, endedAt: at, informed: null, review: null,
}
const unknown = { name: null, birthDate: null, sex: 'unknown' } as const
const known = { ...unknown, name: 'A' }

describe('what an emergency leaves to do', () => {
  test('is nothing while it runs', () => {
    expect(openTasks({ ...call, endedAt: null }, { status: 'live', subject: unknown })).toEqual([])
  })
  test('is everything once it has ended', () => {
    expect(openTasks(call, { status: 'ended', subject: unknown })).toEqual(['identity', 'informed', 'minutes', 'review'])
  })
  test('goes away one by one', () => {
    expect(openTasks({ ...call, informed: { at, by: brandId('n') } }, { status: 'filed', subject: known })).toEqual(['review'])
    expect(openTasks({ ...call, informed: { at, by: brandId('n') }, review: { at, by: brandId('k'), note: 'Đúng' } }, { status: 'closed', subject: known })).toEqual([])
  })
  test('is its review alone where it was called off', () => {
    expect(openTasks(call, { status: 'cancelled', subject: unknown })).toEqual(['review'])
  })
})

describe('who settles it', () => {
  const actor = (roles: Actor['roles'], organization = 'district', practitioner = 'p'): Actor => ({ practitioner: brandId(practitioner), organization: brandId(organization), roles })
  test.each([
    [['doctor'], 'district', true, false],
    [['nurse'], 'district', true, false],
    [['coordinator'], 'district', false, true],
    [['auditor'], 'district', false, true],
    [['admin'], 'district', false, false],
    [['doctor'], 'hub', false, false],
    [['coordinator'], 'hub', false, false],
  ] as const)('%s of %s', (...[roles, organization, settles, reviews]) => {
    expect([maySettleEmergency(actor(roles, organization), call), mayReviewEmergency(actor(roles, organization), call)]).toEqual([settles, reviews])
  })
  test('nobody reviews what they passed by themselves', () => {
    expect(mayReviewEmergency(actor(['coordinator'], 'district', 'caller'), call)).toBe(false)
  })
})
