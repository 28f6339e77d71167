import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TablePerson } from '#core/case/test-policies.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { callAuth, closePortal, cookiesOf, emailOf, settlePortal, signPeopleIn, testOrigin, testPassword, totp } from './test-visitors.ts'

/** Accounts as a hospital opens, shuts and mends them, over the portal's own actions; no mail server, so links are handed over. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined }) }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

let database: TestDatabase
let world: PolicyWorld
let cookies: ReadonlyMap<TablePerson, string>
const newPassword = 'ba con vịt trên sông Hàn 26'

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
  settlePortal(database)
  cookies = await signPeopleIn(world, ['ownAdmin', 'ownAuditor', 'ownCoordinator', 'requester', 'hubAdmin', 'strangerAdmin'])
}, 60_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

const as = <T>(cookie: string, work: () => Promise<T>): Promise<T> => visitors.run(new Headers({ cookie, origin: testOrigin, 'x-portal-path': '/' }), work)
const by = <T>(name: TablePerson, work: () => Promise<T>): Promise<T> => as(cookies.get(name) ?? '', work)
const actions = () => import('#web/features/accounts/actions.ts')
const idOf = (name: TablePerson): string => world.actor(name).practitioner
type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string }
const said = <T>(answer: Answer<T>): string => (answer.ok ? 'ok' : answer.code)

const invite = async (admin: TablePerson, person: TablePerson, more: { readonly email?: string; readonly proof?: string } = {}) =>
  by(admin, async () => (await actions()).invitePerson({ person: idOf(person), email: emailOf(person), proof: testPassword, ...more }))
const secretIn = (answer: Answer<{ readonly link: string | null }>): string => {
  if (!answer.ok || answer.value.link === null) throw new Error('no link was handed over')
  return new URL(answer.value.link).hash.slice(1)
}
let calls = 0
const setPassword = async (token: string, password = newPassword): Promise<string> => {
  const answer = await callAuth({ path: '/reset-password', body: { newPassword: password, token }, address: `10.20.0.${calls++}` })
  return answer.ok ? 'ok' : ((await answer.json()) as { readonly code: string }).code
}
const signIn = (name: TablePerson, password: string): Promise<Response> => callAuth({ path: '/sign-in/email', body: { email: emailOf(name), password }, address: `10.21.0.${calls++}` })
const stateOf = (cookie: string): Promise<string> => as(cookie, async () => (await (await import('#web/server/session.ts')).currentVisit()).state)
const accountOf = async (name: TablePerson): Promise<string> => {
  const { rows } = await world.admin.query<{ state: string }>(`SELECT CASE WHEN disabled_at IS NOT NULL THEN 'disabled' WHEN invited_until IS NOT NULL THEN 'invited' ELSE 'active' END AS state FROM auth_user WHERE practitioner_id = $1`, [idOf(name)])
  return rows[0]?.state ?? 'none'
}

describe('an invitation', () => {
  it('is one way to a first password, of which the database holds a hash', async () => {
    const secret = secretIn(await invite('ownAdmin', 'nurse'))
    expect(await accountOf('nurse')).toBe('invited')
    expect((await signIn('nurse', newPassword)).status).toBe(401)
    const { rows } = await world.admin.query<{ kept: string }>('SELECT identifier || value AS kept FROM auth_verification')
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(secret)
    expect(await setPassword(secret, 'benhvien2026')).toBe('PASSWORD_GUESSABLE')
    expect(await setPassword(secret, 'ngắn')).not.toBe('ok')
    const both = await Promise.all([setPassword(secret), setPassword(secret)])
    expect(both.toSorted()).toEqual(['INVALID_TOKEN', 'ok'])
    const signedIn = await signIn('nurse', newPassword)
    expect(await stateOf(cookiesOf(signedIn))).toBe('signed-in')
    expect(await accountOf('nurse')).toBe('active')
    expect(said(await invite('ownAdmin', 'nurse'))).toBe('account.wrong-state')
  })

  it('ends when another is sent, when its time is over, and when it is withdrawn', async () => {
    const person = { person: idOf('colleague'), proof: testPassword }
    const first = secretIn(await invite('ownAdmin', 'colleague'))
    const second = secretIn(await by('ownAdmin', async () => (await actions()).resendInvitation(person)))
    expect(await setPassword(first)).toBe('INVALID_TOKEN')
    await world.admin.query(`UPDATE auth_verification SET expires_at = now() - interval '1 second'`)
    expect(await setPassword(second)).toBe('INVALID_TOKEN')
    const third = secretIn(await by('ownAdmin', async () => (await actions()).resendInvitation(person)))
    expect(said(await by('ownAdmin', async () => (await actions()).withdrawInvitation({ person: idOf('colleague') })))).toBe('ok')
    expect(await setPassword(third)).toBe('INVALID_TOKEN')
    expect(await accountOf('colleague')).toBe('none')
  })

  it('goes to an address of the person alone', async () => {
    expect(said(await invite('ownAdmin', 'colleague', { email: emailOf('requester').toUpperCase() }))).toBe('account.address-taken')
    expect(await accountOf('colleague')).toBe('none')
  })
})

describe('whoever is not the administrator of the hospital that keeps the account', () => {
  it('does nothing to it', async () => {
    const person = { person: idOf('requester') }
    const proof = testPassword
    const all = async (name: TablePerson): Promise<readonly string[]> => by(name, async () => {
      const { disableAccount, enableAccount, withdrawInvitation, resendInvitation, resetPassword, resetFactors } = await actions()
      return [
        said(await disableAccount(person)), said(await enableAccount(person)), said(await withdrawInvitation(person)),
        said(await resendInvitation({ ...person, proof })), said(await resetPassword({ ...person, proof })), said(await resetFactors({ ...person, proof, checked: 'in-person' })),
      ]
    })
    const everywhere = <T>(code: T): readonly T[] => Array.from({ length: 6 }, () => code)
    for (const name of ['ownAuditor', 'ownCoordinator'] as const) expect([name, await all(name)]).toEqual([name, everywhere('account.not-allowed')])
    for (const name of ['hubAdmin', 'strangerAdmin'] as const) expect([name, await all(name)]).toEqual([name, everywhere('account.not-found')])
    // An administrator who adds the doctor to the own hospital comes no nearer to the doctor's account.
    const place = [idOf('requester'), world.place('elsewhere')]
    await world.admin.query(`INSERT INTO practitioner_role (practitioner_id, organization_id, roles, specialties) VALUES ($1, $2, '{doctor}', '{}')`, place)
    await world.admin.query('UPDATE auth_user SET kept_by_id = $2 WHERE practitioner_id = $1', [idOf('requester'), world.place('asking')])
    expect(await all('strangerAdmin')).toEqual(everywhere('account.not-allowed'))
    await world.admin.query('DELETE FROM practitioner_role WHERE practitioner_id = $1 AND organization_id = $2', place)
    expect(said(await by('ownAdmin', async () => (await actions()).disableAccount({ person: idOf('ownAdmin') })))).toBe('account.not-allowed')
    expect(await stateOf(cookies.get('requester') ?? '')).toBe('signed-in')
  })

  it('sees no list either', async () => {
    const seen = async (name: TablePerson): Promise<readonly string[] | string> => by(name, async () => {
      const found = await (await import('#web/server/compose.ts')).portal().listAccounts(world.actor(name))
      return found.ok ? found.value.map(({ place }) => place.practitioner.id) : found.error
    })
    expect(await seen('ownAuditor')).toBe('account.not-allowed')
    expect(await seen('ownAdmin')).toContain(idOf('colleague'))
    expect(await seen('ownAdmin')).not.toContain(idOf('hubNurse'))
  })

  it('makes no way in without proving themselves at the screen', async () => {
    expect(said(await invite('ownAdmin', 'colleague', { proof: 'sai mật khẩu' }))).toBe('auth.proof-wrong')
    expect(await accountOf('colleague')).toBe('none')
  })
})

describe('a screen that was left open somewhere', () => {
  it('is signed out by an administrator of the own hospital, on trusted machines too, and its person comes back by the password', async () => {
    const cookie = cookiesOf(await signIn('requester', testPassword))
    expect(await stateOf(cookie)).toBe('signed-in')
    const end = (name: TablePerson) => by(name, async () => (await actions()).endSessions({ person: idOf('requester') }))
    expect(said(await end('ownAuditor'))).toBe('account.not-allowed')
    expect(await stateOf(cookie)).toBe('signed-in')
    expect(said(await end('ownAdmin'))).toBe('ok')
    expect(await stateOf(cookie)).toBe('signed-out')
    expect(await stateOf(cookiesOf(await signIn('requester', testPassword)))).toBe('signed-in')
    expect(said(await by('ownAdmin', async () => (await actions()).endSessions({ person: idOf('ownAdmin') })))).toBe('account.not-allowed')
  })
})

describe('a disabled account', () => {
  it('ends at once, opens to no password, and comes back as it was', async () => {
    const cookie = cookiesOf(await signIn('requester', testPassword))
    const { rows } = await world.admin.query<{ id: string }>('SELECT s.id FROM auth_session s JOIN auth_user u ON u.id = s.user_id WHERE u.practitioner_id = $1 ORDER BY s.created_at DESC LIMIT 1', [idOf('requester')])
    const stands = async (): Promise<boolean> => (await world.admin.query<{ stands: boolean }>('SELECT sign_in_stands($1) AS stands', [rows[0]?.id])).rows[0]?.stands === true
    expect([await stateOf(cookie), await stands()]).toEqual(['signed-in', true])
    expect(said(await by('ownAdmin', async () => (await actions()).disableAccount({ person: idOf('requester') })))).toBe('ok')
    expect([await stateOf(cookie), await stands()]).toEqual(['signed-out', false])
    const refused = await signIn('requester', testPassword)
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'ACCOUNT_DISABLED' }])
    expect(said(await by('ownAdmin', async () => (await actions()).resetPassword({ person: idOf('requester'), proof: testPassword })))).toBe('account.wrong-state')
    expect(said(await by('ownAdmin', async () => (await actions()).enableAccount({ person: idOf('requester') })))).toBe('ok')
    expect(await stateOf(cookiesOf(await signIn('requester', testPassword)))).toBe('signed-in')
  })
})

describe('a lost second factor', () => {
  it('is forgotten with every session, and the person is told', async () => {
    const cookie = cookiesOf(await signIn('requester', testPassword))
    const begun = await callAuth({ path: '/two-factor/enable', body: { password: testPassword }, cookie, address: '10.22.0.1' })
    const secret = new URL(((await begun.json()) as { readonly totpURI: string }).totpURI).searchParams.get('secret') ?? ''
    const proved = cookiesOf(await callAuth({ path: '/two-factor/verify-totp', body: { code: totp(secret, Date.now()) }, cookie, address: '10.22.0.1' }))
    expect(await (await signIn('requester', testPassword)).json()).toMatchObject({ twoFactorRedirect: true })
    const reset = async () => by('ownAdmin', async () => (await actions()).resetFactors({ person: idOf('requester'), checked: 'by-phone', proof: testPassword }))
    expect(said(await reset())).toBe('ok')
    expect(await stateOf(proved)).toBe('signed-out')
    const again = await signIn('requester', testPassword)
    expect(await stateOf(cookiesOf(again))).toBe('signed-in')
    expect(said(await reset())).toBe('account.wrong-state')
    const { rows } = await world.admin.query<{ kind: string }>('SELECT kind FROM notice WHERE recipient_id = $1 AND organization_id = $2', [idOf('requester'), world.place('asking')])
    expect(rows).toEqual([{ kind: 'account.factors-reset' }])
  })
})

describe('a lost password', () => {
  it('gives way to a new one by a link, and every session ends with it', async () => {
    const cookie = cookiesOf(await signIn('requester', testPassword))
    const secret = secretIn(await by('ownAdmin', async () => (await actions()).resetPassword({ person: idOf('requester'), proof: testPassword })))
    expect(await stateOf(cookie)).toBe('signed-in')
    expect(await setPassword(secret)).toBe('ok')
    expect(await stateOf(cookie)).toBe('signed-out')
    expect((await signIn('requester', testPassword)).status).toBe(401)
    expect(await stateOf(cookiesOf(await signIn('requester', newPassword)))).toBe('signed-in')
  })
})

describe("a hospital's first administrator", () => {
  it('is invited by whoever runs the machine, once more until the link was followed, and then no more', async () => {
    const { inviteAdministrator } = await import('#prisma/invite-administrator.ts')
    const email = 'quantri.moi@table.test'
    const ask = (more: { readonly facilityCode?: string } = {}) => inviteAdministrator(database, { facilityCode: '35002', email, name: 'Trần Quản Trị', role: 'admin', ...more }, new Date())
    const [first, second] = [await ask(), await ask()]
    if ('fault' in first || 'fault' in second) throw new Error('not invited')
    expect(second.hospital).toBe('elsewhere')
    expect(await ask({ facilityCode: '35001' })).toEqual({ fault: 'address-taken' })
    expect(await ask({ facilityCode: '99999' })).toEqual({ fault: 'unknown-hospital' })
    expect([await setPassword(first.secret), await setPassword(second.secret)]).toEqual(['INVALID_TOKEN', 'ok'])
    const signedIn = cookiesOf(await callAuth({ path: '/sign-in/email', body: { email, password: newPassword }, address: '10.23.0.1' }))
    const visit = await as(signedIn, async () => (await import('#web/server/session.ts')).currentVisit())
    expect(visit).toMatchObject({ state: 'signed-in', viewer: { membership: { organization: { id: world.place('elsewhere') }, roles: ['admin'] } } })
    expect(await ask()).toEqual({ fault: 'address-taken' })
  })

  it('and so is its auditor, whom no list can name', async () => {
    const { inviteAdministrator } = await import('#prisma/invite-administrator.ts')
    const email = 'kiemsoat.moi@table.test'
    const invited = await inviteAdministrator(database, { facilityCode: '35002', email, name: 'Lê Kiểm Soát', role: 'auditor' }, new Date())
    if ('fault' in invited) throw new Error('not invited')
    expect(await setPassword(invited.secret)).toBe('ok')
    const signedIn = cookiesOf(await callAuth({ path: '/sign-in/email', body: { email, password: newPassword }, address: '10.23.0.2' }))
    const visit = await as(signedIn, async () => (await import('#web/server/session.ts')).currentVisit())
    expect(visit).toMatchObject({ state: 'signed-in', viewer: { membership: { organization: { id: world.place('elsewhere') }, roles: ['auditor'] } } })
  })
})

it('leaves each act on the trail of the hospital, with who did it to whom', async () => {
  const { rows } = await world.admin.query<{ type: string; actor: string; about: string | null }>(`
    SELECT body::jsonb -> 'payload' ->> 'type' AS type, body::jsonb ->> 'actor' AS actor, body::jsonb -> 'payload' ->> 'practitioner' AS about
      FROM audit_link WHERE organization_id = $1 AND body LIKE '%"account.%' AND body NOT LIKE '%account.signed-in%' ORDER BY sequence`, [world.place('asking')])
  const admin = idOf('ownAdmin')
  const [nurse, colleague, requester] = [idOf('nurse'), idOf('colleague'), idOf('requester')]
  expect(rows.map(({ type, actor, about }) => [type, actor, about])).toEqual([
    ['account.invited', admin, nurse], ['account.password-set', nurse, null],
    ['account.invited', admin, colleague], ['account.invited', admin, colleague], ['account.invited', admin, colleague], ['account.invitation-withdrawn', admin, colleague],
    ['account.sessions-ended', admin, requester], ['account.disabled', admin, requester], ['account.enabled', admin, requester], ['account.factors-reset', admin, requester],
    ['account.password-link-made', admin, requester], ['account.password-set', requester, null],
  ])
})
