import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TablePerson } from '#core/case/test-policies.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { callAuth, closePortal, cookiesOf, emailOf, settlePortal, signPeopleIn, testOrigin, testPassword, totp } from './test-visitors.ts'

/** A deployment that demands a second factor and bounds sessions, asked over HTTP with real codes. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined }) }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

let database: TestDatabase
let world: PolicyWorld
let cookies: ReadonlyMap<TablePerson, string>

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
  settlePortal(database)
  for (const [name, value] of Object.entries({ SECOND_FACTOR: 'required', SESSION_IDLE_MINUTES: '30', SESSION_MAX_HOURS: '10', SESSIONS_PER_PERSON: '3' })) vi.stubEnv(name, value)
  cookies = await signPeopleIn(world, ['requester', 'nurse', 'coordinator', 'member', 'ownAdmin', 'ownAuditor'])
}, 60_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

const as = <T>(cookie: string, work: () => Promise<T>): Promise<T> => visitors.run(new Headers({ cookie, origin: testOrigin, 'x-portal-path': '/cases' }), work)
const stateOf = (cookie: string): Promise<string> => as(cookie, async () => (await (await import('#web/server/session.ts')).currentVisit()).state)
const signIn = (name: TablePerson): Promise<Response> => callAuth({ path: '/sign-in/email', body: { email: emailOf(name), password: testPassword }, address: '10.8.0.1' })

/** What opens to a cookie: a route, an action, a page. */
const reach = async (cookie: string): Promise<readonly string[]> => {
  const { id } = world.caseIn('live')
  const { GET } = await import('./api/cases/[id]/pulse/route.ts')
  const { searchPatients } = await import('#web/features/patients/actions.ts')
  const { requireViewer } = await import('#web/server/session.ts')
  const route = await as(cookie, () => GET(new Request(`${testOrigin}/x`, { headers: { origin: testOrigin } }), { params: Promise.resolve({ id }) }))
  const action = await as(cookie, () => searchPatients({ text: 'không có ai' }))
  const page = await as(cookie, () => requireViewer().then(() => 'ok', (thrown: unknown) => (thrown as { readonly digest?: string }).digest?.split(';')[2] ?? 'failed'))
  return [String(route.status), action.ok ? 'ok' : action.code, page]
}

const halfMinute = 30_000

describe('whoever meets patients and has a password alone', () => {
  it('is led to set the second factor up, and nothing else opens until then', async () => {
    for (const name of ['requester', 'nurse', 'coordinator'] as const) {
      expect([name, await stateOf(cookies.get(name) ?? '')]).toEqual([name, 'second-factor-due'])
      expect(await reach(cookies.get(name) ?? '')).toEqual(['403', 'auth.second-factor-due', '/sign-in/set-up-second-factor?next=%2Fcases'])
    }
    for (const name of ['ownAdmin', 'ownAuditor'] as const) expect([name, await stateOf(cookies.get(name) ?? '')]).toEqual([name, 'signed-in'])
  })

  it('is in once the phone has shown its first code, and from then on at every sign-in only with a code', async () => {
    const cookie = cookies.get('requester') ?? ''
    const begun = await callAuth({ path: '/two-factor/enable', body: { password: testPassword }, cookie, address: '10.8.0.2' })
    const secret = new URL(((await begun.json()) as { readonly totpURI: string }).totpURI).searchParams.get('secret') ?? ''
    expect(await stateOf(cookie)).toBe('second-factor-due')
    const wrong = String((Number(totp(secret, Date.now())) + 17) % 1_000_000).padStart(6, '0')
    expect((await callAuth({ path: '/two-factor/verify-totp', body: { code: wrong }, cookie, address: '10.8.0.2' })).ok).toBe(false)
    expect(await stateOf(cookie)).toBe('second-factor-due')
    const proved = await callAuth({ path: '/two-factor/verify-totp', body: { code: totp(secret, Date.now()) }, cookie, address: '10.8.0.2' })
    expect(await reach(cookiesOf(proved))).toEqual(['200', 'ok', 'ok'])
    const first = await signIn('requester')
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
    expect(await stateOf(cookiesOf(first))).toBe('signed-out')
    const second = await callAuth({ path: '/two-factor/verify-totp', body: { code: totp(secret, Date.now() + halfMinute) }, cookie: cookiesOf(first), address: '10.8.0.2' })
    expect(await stateOf(cookiesOf(second))).toBe('signed-in')
  })

  it('is in by each code once: seen over a shoulder it opens nothing, whoever is faster', async () => {
    const cookie = cookies.get('nurse') ?? ''
    const begun = await callAuth({ path: '/two-factor/enable', body: { password: testPassword }, cookie, address: '10.8.0.3' })
    const secret = new URL(((await begun.json()) as { readonly totpURI: string }).totpURI).searchParams.get('secret') ?? ''
    const prove = (session: string, code: string) => callAuth({ path: '/two-factor/verify-totp', body: { code }, cookie: session, address: '10.8.0.3' })
    const shown = totp(secret, Date.now())
    const [next, wrong] = [totp(secret, Date.now() + halfMinute), String((Number(shown) + 17) % 1_000_000).padStart(6, '0')]
    expect((await prove(cookie, shown)).status).toBe(200)
    const begin = async (): Promise<string> => cookiesOf(await signIn('nurse'))
    const used = await prove(await begin(), shown)
    expect([used.status, ((await used.json()) as { readonly code: string }).code]).toEqual([401, 'CODE_USED'])
    // A wrong one is not used up by being wrong.
    for (let time = 0; time < 2; time += 1) expect(((await (await prove(await begin(), wrong)).json()) as { readonly code: string }).code).toBe('INVALID_CODE')
    const both = [await begin(), await begin()]
    expect((await Promise.all(both.map((one) => prove(one, next)))).map(({ status }) => status).toSorted()).toEqual([200, 401])
  })

  it('is not asked of who comes through the hospital\'s own sign-in, which answers for its own', async () => {
    const { authDatabase } = await import('#web/server/auth-database.ts')
    await authDatabase().authAccount.deleteMany({ where: { user: { email: emailOf('member') } } })
    expect(await stateOf(cookies.get('member') ?? '')).toBe('signed-in')
  })
})

describe('a session', () => {
  it('ends without use after the time that the deployment sets', async () => {
    const cookie = cookiesOf(await signIn('ownAdmin'))
    const { rows } = await world.admin.query<{ minutes: number }>(`
      SELECT extract(epoch FROM s.expires_at - now()) / 60 AS minutes FROM auth_session s JOIN auth_user u ON u.id = s.user_id WHERE u.email = $1 ORDER BY s.created_at DESC LIMIT 1`, [emailOf('ownAdmin')])
    expect(Math.round(Number(rows[0]?.minutes))).toBe(30)
    await world.admin.query(`UPDATE auth_session SET expires_at = now() - interval '1 second' WHERE user_id = (SELECT id FROM auth_user WHERE email = $1)`, [emailOf('ownAdmin')])
    expect(await stateOf(cookie)).toBe('signed-out')
  })

  it('ends ten hours after it began, however it was used', async () => {
    const cookie = cookiesOf(await signIn('ownAdmin'))
    const age = (interval: string) => world.admin.query(`UPDATE auth_session SET created_at = now() - $2::interval, updated_at = now() WHERE user_id = (SELECT id FROM auth_user WHERE email = $1)`, [emailOf('ownAdmin'), interval])
    await age('9 hours 59 minutes')
    expect(await stateOf(cookie)).toBe('signed-in')
    await age('10 hours 1 minute')
    expect(await stateOf(cookie)).toBe('signed-out')
    await age('1 minute')
    expect(await stateOf(cookie)).toBe('signed-out')
  })

  it('gives way, the one unused the longest, when a fourth begins', async () => {
    const all: string[] = []
    for (let count = 0; count < 4; count += 1) all.push(cookiesOf(await signIn('ownAuditor')))
    const states = await Promise.all(all.map(stateOf))
    expect(states).toEqual(['signed-out', 'signed-in', 'signed-in', 'signed-in'])
    expect(await stateOf(cookies.get('ownAuditor') ?? '')).toBe('signed-out')
  })
})
