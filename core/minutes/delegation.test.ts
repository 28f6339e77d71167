import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import { makeDelegateSignature, makeListStandIns, makeWithdrawDelegation } from './delegate-signature.ts'
import { longestDelegation, mayDelegate, stands, turnOf, type SigningDelegation, type StandIn } from './delegation.ts'
import { draftMinutes, freeze, openForSigning, type SigningMinutes } from './minutes.ts'
import { prefillForm } from './prefill.ts'
import { sampleFacts } from './test-facts.ts'
import { makeMinutesWorld, sampleActor, type MinutesWorld } from './test-world.ts'

const form = prefillForm(sampleFacts())
const now = new Date('2026-11-21T08:00:00Z')
const until = new Date(now.getTime() + 3_600_000)
const person = (actor: Actor): StandIn => ({ practitioner: actor.practitioner, organization: actor.organization, name: 'X', title: 'BS' })
const stranger = (organization: Actor['organization']): StandIn => ({ practitioner: brandId('stranger'), organization, name: 'Y', title: 'BS' })
const ask = (from: Actor, delegate: StandIn, part: Partial<{ isClinician: boolean; basis: string; until: Date }> = {}) =>
  mayDelegate(from, form, { delegate, isClinician: true, basis: 'Giấy ủy quyền 12/GUQ', until, now, ...part })

const [chair, secretary, member, requester] = (['chair', 'secretary', 'member', 'requester'] as const).map(sampleActor) as [Actor, Actor, Actor, Actor]

describe('whom a signatory may let sign', () => {
  it.each([
    ['the chair, a member of the team', chair, person(member), null],
    ['the chair, a colleague outside the team', chair, stranger(chair.organization), 'delegation.chair-outside-team'],
    ['the chair, the secretary', chair, person(secretary), 'delegation.another-office'],
    ['the secretary, the chair', secretary, person(chair), 'delegation.another-office'],
    ['a member, a colleague of the same hospital', requester, stranger(requester.organization), null],
    ['a member, somebody of another hospital', requester, stranger(brandId('elsewhere')), 'delegation.outside-hospital'],
    ['a member, themself', member, person(member), 'delegation.to-oneself'],
    ['somebody who does not sign', { ...member, practitioner: brandId<Actor['practitioner']>('nobody') }, person(member), 'delegation.not-signatory'],
  ] as const)('%s', (...[, from, to, refusal]) => {
    expect(ask(from, to)).toMatchObject(refusal === null ? { ok: true } : { ok: false, error: refusal })
  })

  it('needs a clinician outside the team, a basis, and an end within a month', () => {
    expect(ask(requester, stranger(requester.organization), { isClinician: false })).toEqual({ ok: false, error: 'delegation.outside-hospital' })
    expect(ask(chair, person(member), { basis: '  ' })).toEqual({ ok: false, error: 'delegation.no-basis' })
    for (const bad of [now, new Date(now.getTime() + longestDelegation + 1)]) {
      expect(ask(chair, person(member), { until: bad })).toEqual({ ok: false, error: 'delegation.bad-period' })
    }
  })
})

describe('the turn of whoever stands in', () => {
  const signing = (): SigningMinutes => {
    const frozen = freeze(draftMinutes({ id: brandId('m'), case: brandId('c'), form, document: { type: 'doc', content: [] } }), { form, document: { type: 'doc', content: [] }, by: chair.practitioner, at: now })
    if (!frozen.ok) throw new Error(frozen.error)
    return openForSigning(frozen.value, brandId('f'))
  }
  const delegation: SigningDelegation = { id: brandId('d'), case: brandId('c'), principal: secretary.practitioner, role: 'secretary', delegate: person(member), basis: 'x', until, givenAt: now, withdrawnAt: null }

  it('is the signatory’s, while the delegation stands', () => {
    expect(turnOf(member, signing(), { delegations: [delegation], now })).toMatchObject({ ok: true, value: { signatory: { role: 'secretary' }, delegation: { id: 'd' } } })
    expect(turnOf(member, signing(), { delegations: [delegation], now: until })).toEqual({ ok: false, error: 'minutes.not-your-turn' })
    expect(turnOf(member, signing(), { delegations: [{ ...delegation, withdrawnAt: now }], now })).toEqual({ ok: false, error: 'minutes.not-your-turn' })
  })

  it('comes no earlier than the signatory’s own', () => {
    const forChair = { ...delegation, principal: chair.practitioner, role: 'chair' } as const
    expect(turnOf(member, signing(), { delegations: [forChair], now })).toEqual({ ok: false, error: 'minutes.not-your-turn' })
  })
})

describe('a delegation', () => {
  let world: MinutesWorld
  const ports = () => ({ atomically: world.atomically, clock: () => now, newId: () => 'd-1' })
  beforeEach(async () => {
    world = makeMinutesWorld()
    await world.repositories.minutes.add(draftMinutes({ id: brandId('m'), case: world.case, form, document: { type: 'doc', content: [] } }))
  })

  it('is traced when given and when withdrawn, and stays on record', async () => {
    const input = { case: world.case, delegate: person(member), basis: 'Giấy ủy quyền 12/GUQ', until }
    expect(await makeDelegateSignature(ports())(chair, input)).toMatchObject({ ok: true, value: { role: 'chair', basis: 'Giấy ủy quyền 12/GUQ' } })
    expect(await makeWithdrawDelegation(ports())(member, { case: world.case, delegation: brandId('d-1') })).toEqual({ ok: false, error: 'delegation.not-found' })
    expect(await makeWithdrawDelegation(ports())(chair, { case: world.case, delegation: brandId('d-1') })).toMatchObject({ ok: true })
    const [kept] = await world.repositories.delegations.of(world.case)
    expect(kept === undefined ? null : stands(kept, now)).toBe(false)
    expect(world.audit.map(({ type }) => type)).toEqual(['minutes.delegated', 'minutes.delegation-withdrawn'])
  })

  it('of the chair is offered to the team alone', async () => {
    world.repositories.directory.clinicians = async () => []
    const offered = await makeListStandIns(ports())(chair, { case: world.case })
    expect(offered.ok && offered.value.map(({ practitioner }) => practitioner)).toEqual(form.members.map(({ practitioner }) => practitioner))
  })
})
