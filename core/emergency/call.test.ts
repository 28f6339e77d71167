import { describe, expect, it } from 'vitest'
import { mayEnterSession, mayHost, mayViewCase } from '#core/case/policy.ts'
import { exampleActors } from '#core/case/testing.ts'
import { nameSecretary } from '#core/case/transitions.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import type { EmergencyCall } from './call.ts'
import { mayAnswerEmergency, mayCallEmergency, mayHoldEmergency, wallFrom } from './call.ts'
import { coordinateEmergency, emergencyCase, joinEmergency, openingSession } from './emergency-case.ts'

const pressedAt = new Date('2026-11-21T02:00:00Z')
const { nurse, requester, chair, secretary, bystander, coordinator, hubAdmin, ownAuditor, stranger } = exampleActors
const call: EmergencyCall = {
  case: brandId('case'), requestingOrganization: nurse.organization, caller: nurse.practitioner, specialty: 'general-surgery', ageYears: null,
  sex: 'unknown', line: '', callbackPhone: '', pressedAt, hubs: [chair.organization, brandId('second-hub')], overrides: ['identity'],
  overrideReason: 'Cấp cứu', held: null, exhaustedAt: null, endedAt: null, informed: null, review: null,
}
const opened = emergencyCase(call, {
  code: 'HC-0001', patient: brandId('patient'), snapshot: brandId('snapshot'), session: openingSession(brandId('session'), pressedAt), at: pressedAt,
})
const named = (actor: Actor) => ({ practitioner: actor.practitioner, organization: actor.organization })

describe('an emergency', () => {
  it('is called by whoever stands beside a patient or gathers people for one', () => {
    expect([nurse, requester, coordinator].map(mayCallEmergency)).toEqual([true, true, true])
    expect([hubAdmin, ownAuditor].map(mayCallEmergency)).toEqual([false, false])
  })

  it('is held by a doctor of an asked hospital, and answered by its coordinators too', () => {
    expect([chair, bystander].every((actor) => mayHoldEmergency(actor, call))).toBe(true)
    expect([coordinator, nurse, stranger, hubAdmin].some((actor) => mayHoldEmergency(actor, call))).toBe(false)
    expect(mayAnswerEmergency(coordinator, call)).toBe(true)
    expect([nurse, stranger, hubAdmin, ownAuditor].some((actor) => mayAnswerEmergency(actor, call))).toBe(false)
  })

  it('stands on a hospital’s wall from its own turn on', () => {
    expect(wallFrom(call, chair.organization)).toEqual(pressedAt)
    expect(wallFrom(call, brandId('second-hub'))).toEqual(new Date(pressedAt.getTime() + 180_000))
    expect(wallFrom(call, stranger.organization)).toBeNull()
  })

  it('is live without a name, a team or a plan, on the legal basis of an emergency', () => {
    expect(opened).toMatchObject({ status: 'live', team: [], subject: { name: null, birthDate: null }, legalBasis: { kind: 'emergency' } })
  })

  it('is entered and led by a nurse who called it, until a doctor has come', () => {
    expect([mayViewCase(nurse, opened), mayEnterSession(nurse, opened), mayHost(nurse, opened)]).toEqual([true, true, true])
    const joined = joinEmergency(opened, chair, pressedAt)
    expect(joined.ok && [mayEnterSession(nurse, joined.value), mayHost(nurse, joined.value), mayHost(chair, joined.value)]).toEqual([true, false, true])
    expect([mayEnterSession(requester, opened), mayEnterSession(bystander, opened)]).toEqual([false, false])
  })

  it('has its first doctor in the chair, and whoever follows beside', () => {
    const first = joinEmergency(opened, chair, pressedAt)
    const second = first.ok ? joinEmergency(first.value, bystander, pressedAt) : first
    expect(second.ok && second.value.team.map((one) => one.part)).toEqual(['chair', 'member'])
    expect(second.ok && joinEmergency(second.value, chair, pressedAt)).toEqual(second)
  })

  it('passes from the caller to the coordinator who answers', () => {
    expect(opened.coordinator).toBe(nurse.practitioner)
    expect(coordinateEmergency(opened, coordinator.practitioner)).toMatchObject({ ok: true, value: { coordinator: coordinator.practitioner } })
  })

  it('gets one secretary, who is never the chair', () => {
    const joined = joinEmergency(opened, chair, pressedAt)
    if (!joined.ok) throw new Error(joined.error)
    expect(nameSecretary(joined.value, named(chair), pressedAt)).toEqual({ ok: false, error: 'team.duplicate-member' })
    const both = nameSecretary(joined.value, named(secretary), pressedAt)
    expect(both.ok && both.value.team.map((one) => one.part)).toEqual(['chair', 'secretary'])
    expect(both.ok && nameSecretary(both.value, named(bystander), pressedAt)).toEqual({ ok: false, error: 'case.wrong-state' })
  })
})
