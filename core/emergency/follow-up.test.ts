import { describe, expect, test } from 'vitest'
import type { CaseStatus } from '#core/case/case.ts'
import { brandId, type PractitionerId } from '#core/shared/ids.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { EmergencyCall } from './call.ts'
import { mayReviewEmergency, maySettleEmergency, mayTreatPatient, openTasks } from './follow-up.ts'

const at = new Date('2026-11-22T02:00:00Z')
const call: EmergencyCall = {
  case: brandId('c'), requestingOrganization: brandId('district'), caller: brandId('caller'), specialty: 'general-surgery', ageYears: null, sex: 'unknown', line: '',
  callbackPhone: '', pressedAt: at, hubs: [brandId('hub')], overrides: ['consent'], overrideReason: 'x', held: null, exhaustedAt: null, endedAt: at, informed: null, review: null,
}
const unknown = { name: null, birthDate: null, sex: 'unknown' } as const
const known = { ...unknown, name: 'A' }
const hours = (count: number): Date => new Date(at.getTime() + count * 3_600_000)
const tasksOf = (of: EmergencyCall, status: CaseStatus, more: { readonly subject?: typeof unknown | typeof known; readonly requester?: string; readonly now?: Date } = {}) =>
  openTasks(of, { status, subject: more.subject ?? unknown, requester: brandId(more.requester ?? 'caller') }, more.now ?? hours(1))

describe('what an emergency leaves to do', () => {
  const running = { ...call, endedAt: null }
  const told = { ...call, informed: { at, by: brandId<PractitionerId>('n') } }
  test('is nothing while it runs', () => {
    expect(tasksOf(running, 'live')).toEqual([])
    expect(tasksOf(running, 'live', { now: hours(7) })).toEqual([])
    expect(tasksOf(running, 'interrupted', { now: hours(5.9) })).toEqual([])
  })
  test('is everything once it has ended, or was left and not gone back to', () => {
    expect(tasksOf(call, 'ended')).toEqual(['identity', 'informed', 'minutes', 'review'])
    expect(tasksOf(running, 'interrupted', { now: hours(6) })).toEqual(['identity', 'informed', 'minutes', 'review'])
  })
  test('goes away one by one', () => {
    expect(tasksOf(told, 'filed', { subject: known })).toEqual(['review'])
    expect(tasksOf({ ...told, review: { at, by: brandId('k'), note: 'Đúng' } }, 'closed', { subject: known })).toEqual([])
  })
  test('is its review alone where it was called off', () => {
    expect(tasksOf(call, 'cancelled')).toEqual(['review'])
  })
  test('is a doctor for the patient where none pressed the button, until one has said so', () => {
    const nurses: EmergencyCall = { ...told, overrides: ['consent', 'treating-doctor'] }
    expect(tasksOf(nurses, 'awaiting-signatures', { subject: known })).toEqual(['treating-doctor', 'minutes', 'review'])
    expect(tasksOf(nurses, 'awaiting-signatures', { subject: known, requester: 'doctor' })).toEqual(['minutes', 'review'])
    expect(tasksOf(nurses, 'cancelled', { subject: known })).toEqual(['review'])
  })
})

describe('who settles it', () => {
  const actor = (roles: Actor['roles'], organization = 'district', practitioner = 'p'): Actor => ({ practitioner: brandId(practitioner), organization: brandId(organization), roles })
  test.each([
    [['doctor'], 'district', true, true, false],
    [['nurse'], 'district', true, false, false],
    [['coordinator'], 'district', false, false, true],
    [['auditor'], 'district', false, false, true],
    [['admin'], 'district', false, false, false],
    [['doctor'], 'hub', false, false, false],
    [['coordinator'], 'hub', false, false, false],
  ] as const)('%s of %s', (...[roles, organization, settles, treats, reviews]) => {
    const who = actor(roles, organization)
    expect([maySettleEmergency(who, call), mayTreatPatient(who, call), mayReviewEmergency(who, call)]).toEqual([settles, treats, reviews])
  })
  test('nobody reviews what they passed by themselves', () => {
    expect(mayReviewEmergency(actor(['coordinator'], 'district', 'caller'), call)).toBe(false)
  })
})
