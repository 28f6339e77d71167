import { describe, expect, it } from 'vitest'
import { staffRoles, type Actor, type StaffRole } from '#core/directory/actor.ts'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import { accountActs, actApplies, keeperOf, mayKeepAccountOf, mayKeepAccounts, type Account, type AccountHolder } from './account.ts'

const [own, other] = [brandId<OrganizationId>('own'), brandId<OrganizationId>('other')]
const [admin, doctor] = [brandId<PractitionerId>('admin'), brandId<PractitionerId>('doctor')]
const account = (more: Partial<Account> = {}): Account => ({
  practitioner: doctor, email: 'a@b.vn', language: 'vi', keptBy: own, standing: { state: 'active' }, hasPassword: true, hasSecondFactor: true, ...more,
})
const actor = (...roles: StaffRole[]): Actor => ({ practitioner: admin, organization: own, roles })

/** Where the person works, who keeps the account, and whether an administrator of `own` may touch it. */
const holders: readonly (readonly [string, AccountHolder, boolean])[] = [
  ['of the hospital, without an account', { practitioner: doctor, places: [own], account: null }, true],
  ['of the hospital, kept by it', { practitioner: doctor, places: [own], account: account() }, true],
  ['of the hospital, kept by nobody', { practitioner: doctor, places: [own], account: account({ keptBy: null }) }, true],
  ['of the hospital and later of another', { practitioner: doctor, places: [own, other], account: account() }, true],
  ['of another, and added here later', { practitioner: doctor, places: [other, own], account: account({ keptBy: other }) }, false],
  ['of two, kept by nobody', { practitioner: doctor, places: [own, other], account: account({ keptBy: null }) }, false],
  ['of two, without an account', { practitioner: doctor, places: [own, other], account: null }, false],
  ['of another', { practitioner: doctor, places: [other], account: account({ keptBy: other }) }, false],
  ['of another, without an account', { practitioner: doctor, places: [other], account: null }, false],
  ['of none', { practitioner: doctor, places: [], account: null }, false],
  ['the administrator', { practitioner: admin, places: [own], account: account({ practitioner: admin }) }, false],
]

describe('who looks after an account', () => {
  for (const [who, holder, byAdmin] of holders) {
    it.each(staffRoles)(`${who}: %s`, (role) => {
      expect(mayKeepAccountOf(actor(role), holder)).toBe(role === 'admin' && byAdmin)
    })
  }

  it('is asked of administrators alone', () => {
    expect(staffRoles.filter((role) => mayKeepAccounts(actor(role)))).toEqual(['admin'])
  })

  it('is one hospital or nobody', () => {
    expect(holders.map(([, holder]) => keeperOf(holder))).toEqual([own, own, own, own, other, null, null, other, other, null, own])
  })
})

describe('what may be done to an account', () => {
  it.each([
    ['no account', null, ['invite']],
    ['an invitation', account({ standing: { state: 'invited', until: new Date() }, hasPassword: false, hasSecondFactor: false }), ['resend', 'withdraw']],
    ['in use', account(), ['end-sessions', 'disable', 'reset-password', 'reset-factor']],
    ['in use without a second factor', account({ hasSecondFactor: false }), ['end-sessions', 'disable', 'reset-password']],
    ["the hospital's own sign-in", account({ hasPassword: false, hasSecondFactor: false }), ['end-sessions', 'disable']],
    ['disabled', account({ standing: { state: 'disabled', since: new Date() } }), ['enable']],
  ] as const)('%s', (_what, one, acts) => {
    expect(accountActs.filter((act) => actApplies(act, one))).toEqual(acts)
  })
})
