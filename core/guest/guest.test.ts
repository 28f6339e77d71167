import { describe, expect, it } from 'vitest'
import { exampleActors, exampleCases, exampleNow } from '#core/case/testing.ts'
import type { CaseStatus } from '#core/case/case.ts'
import { guestParts, guestRoleOf, guestRoles, partOfGuest } from '#core/room/guest-part.ts'
import { roomParts } from '#core/room/room.ts'
import { brandId, type SessionId } from '#core/shared/ids.ts'
import { makeFindGuest, makeLookAtDoor, makeRecordGuestStay, makeSpendInvitation, makeVouchForGuest } from './come-as-guest.ts'
import { guestExpiry, guestStaysAfterEnd, mostGuests, standingOfGuest } from './guest.ts'
import { makeInviteGuest, makeViewGuests, makeWithdrawGuest } from './invite-guest.ts'
import { makeGuestWorld } from './testing.ts'

const hour = 3_600_000
const must = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}
const error = (result: { readonly ok: true } | { readonly ok: false; readonly error: string }): string => (result.ok ? 'ok' : result.error)

/** A world with the verbs upon it, and one guest invited by the chair. */
async function invited(role: (typeof guestRoles)[number] = 'expert') {
  const { world, told, stays, invites, door, guests } = makeGuestWorld(exampleNow)
  const verbs = {
    invite: makeInviteGuest(invites), withdraw: makeWithdrawGuest(invites), view: makeViewGuests(invites),
    look: makeLookAtDoor(door), spend: makeSpendInvitation(door), vouch: makeVouchForGuest(door), find: makeFindGuest(door), stay: makeRecordGuestStay(door),
  }
  const wanted = { case: world.one.id, name: ' Lê Văn Khách ', workplace: 'Trường ĐH Y', role }
  const { guest, secret } = must(await verbs.invite(exampleActors.chair, wanted))
  return { world, told, stays, guests, ...verbs, wanted, guest, secret }
}

describe('the parts of guests', () => {
  it('are parts of the room, and every role has one', () => {
    expect(guestRoles.map(partOfGuest)).toEqual(guestParts)
    expect(guestParts.every((part) => roomParts.includes(part))).toBe(true)
    expect(roomParts.map(guestRoleOf)).toEqual([null, null, null, null, null, 'observer', 'interpreter', 'expert'])
  })
})

describe('inviting', () => {
  it('takes the name as the inviter writes it, and tells the audit who was invited as what but not by what secret', async () => {
    const { guest, secret, told } = await invited()
    expect(guest).toMatchObject({ name: 'Lê Văn Khách', role: 'expert', organization: exampleActors.coordinator.organization, invitedBy: exampleActors.chair.practitioner, arrivedAt: null })
    expect(told.map(({ payload }) => payload)).toEqual([{ type: 'guest.invited', case: guest.case, session: guest.session, guest: guest.id, role: 'expert' }])
    expect(JSON.stringify(told)).not.toContain(secret)
  })

  it.each([
    ['a member', 'secretary', 'case.not-allowed'],
    ['the treating doctor', 'requester', 'case.not-allowed'],
    ['somebody of another hospital', 'stranger', 'case.not-found'],
  ] as const)('is not for %s', async (_who, actor, refusal) => {
    const { invite, withdraw, view, wanted, guest } = await invited()
    expect(error(await invite(exampleActors[actor], wanted))).toBe(refusal)
    expect(error(await withdraw(exampleActors[actor], { case: guest.case, guest: guest.id }))).toBe(refusal)
    expect(await view(exampleActors[actor], guest.case)).toBeNull()
  })

  it.each([['', 'BV'], ['Lê Văn Khách', '  '], ['x'.repeat(101), 'BV']])('wants a name and a workplace (%#)', async (name, workplace) => {
    const { invite, wanted } = await invited()
    expect(error(await invite(exampleActors.coordinator, { ...wanted, name, workplace }))).toBe('guest.no-name')
  })

  it('ends at ten that stand; one withdrawn makes room', async () => {
    const { invite, withdraw, wanted, guest } = await invited()
    for (let one = 1; one < mostGuests; one++) must(await invite(exampleActors.coordinator, wanted))
    expect(error(await invite(exampleActors.coordinator, wanted))).toBe('guest.too-many')
    must(await withdraw(exampleActors.coordinator, { case: guest.case, guest: guest.id }))
    must(await invite(exampleActors.coordinator, wanted))
  })

  it('ends by itself four hours after the booked end, or after now where the session runs over', () => {
    const session = { id: brandId<SessionId>('s'), startsAt: exampleNow, durationMinutes: 60 }
    expect(guestExpiry(session, exampleNow)).toEqual(new Date(exampleNow.getTime() + hour + guestStaysAfterEnd))
    const late = new Date(exampleNow.getTime() + 3 * hour)
    expect(guestExpiry(session, late)).toEqual(new Date(late.getTime() + guestStaysAfterEnd))
  })
})

describe('a link', () => {
  it('is looked at as often as one likes and spent once; the key takes its place', async () => {
    const { look, spend, secret, told } = await invited()
    expect(must(await look(secret))).toMatchObject({ state: 'invited', host: 'Bệnh viện Tỉnh', guest: { name: 'Lê Văn Khách' } })
    must(await look(secret))
    const { key } = must(await spend(secret))
    expect(error(await spend(secret))).toBe('guest.link-used')
    expect(error(await look(secret))).toBe('guest.link-used')
    expect(must(await look(key)).state).toBe('arrived')
    expect(told.map(({ actor, payload }) => [actor, payload.type])).toEqual([[exampleActors.chair.practitioner, 'guest.invited'], [null, 'guest.arrived']])
  })

  it('is no key, a key is no link, and a guess is neither', async () => {
    const { spend, vouch, look, secret } = await invited()
    expect(error(await vouch(secret))).toBe('guest.not-welcome')
    const { key } = must(await spend(secret))
    expect(error(await spend(key))).toBe('guest.not-welcome')
    expect(error(await vouch(secret))).toBe('guest.not-welcome')
    for (const ask of [look, spend, vouch]) expect(error(await ask('x'.repeat(43)))).toBe('guest.not-welcome')
  })

  it('vouches for one session and one part, with no role in any hospital', async () => {
    const { spend, vouch, secret, guest } = await invited('interpreter')
    const ticket = must(await vouch(must(await spend(secret)).key))
    expect(ticket).toEqual({
      actor: { practitioner: guest.id, organization: guest.organization, roles: [] }, name: 'Lê Văn Khách', title: '', organizationName: 'Trường ĐH Y',
      part: 'guest-interpreter', case: guest.case, session: guest.session,
    })
  })

  const over: readonly (readonly [string, (given: Awaited<ReturnType<typeof invited>>) => Promise<unknown> | undefined])[] = [
    ['is withdrawn', ({ withdraw, guest }) => withdraw(exampleActors.coordinator, { case: guest.case, guest: guest.id })],
    ['has expired', ({ world, guest }) => void (world.now = guest.expiresAt)],
    ['is of a session that was booked anew', ({ world }) => void (world.one = { ...exampleCases.scheduled, session: { id: brandId<SessionId>('another'), startsAt: exampleNow, durationMinutes: 30 } } as typeof world.one)],
    ...(['ended', 'minutes-drafting', 'closed', 'cancelled'] as const satisfies readonly CaseStatus[]).map((status) =>
      [`is of a case that is ${status}`, ({ world }: Awaited<ReturnType<typeof invited>>) => void (world.one = exampleCases[status])] as const),
  ]
  it.each(over)('opens nothing once it %s, before it is spent and after', async (_what, happens) => {
    const fresh = await invited()
    await happens(fresh)
    for (const ask of [fresh.look, fresh.spend]) expect(error(await ask(fresh.secret))).toBe('guest.not-welcome')
    const inside = await invited()
    const { key } = must(await inside.spend(inside.secret))
    const seat = { guest: inside.guest.id, organization: inside.guest.organization, session: inside.guest.session }
    expect(error(await inside.find(seat))).toBe('ok')
    await happens(inside)
    for (const refused of [await inside.look(key), await inside.vouch(key), await inside.find(seat)]) expect(error(refused)).toBe('guest.not-welcome')
  })

  it('is not withdrawn twice, nor under another case', async () => {
    const { withdraw, guest, world } = await invited()
    must(await withdraw(exampleActors.chair, { case: guest.case, guest: guest.id }))
    expect(error(await withdraw(exampleActors.chair, { case: guest.case, guest: guest.id }))).toBe('guest.not-found')
    expect(error(await withdraw(exampleActors.chair, { case: brandId('elsewhere'), guest: guest.id }))).toBe('case.not-found')
    expect(standingOfGuest({ ...guest, withdrawnAt: world.now }, world.now)).toBe('withdrawn')
  })
})

it('a guest who has not opened the link may not sit anywhere', async () => {
  const { find, guest } = await invited()
  expect(error(await find({ guest: guest.id, organization: guest.organization, session: guest.session }))).toBe('guest.not-welcome')
})

it('a stay is told under the hospital that answers for the guest', async () => {
  const { stay, guest, told, stays } = await invited()
  const seat = { guest: guest.id, organization: guest.organization, session: guest.session }
  await stay(seat, { case: guest.case, session: guest.session, event: 'enter' })
  await stay(seat, { case: guest.case, session: guest.session, event: 'leave' })
  expect(stays).toMatchObject([{ practitioner: guest.id, organization: guest.organization, leftAt: null }])
  expect(told.slice(1).map(({ actor, payload }) => [actor, payload.type])).toEqual([[null, 'guest.entered'], [null, 'guest.left']])
})
