import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TablePerson } from '#core/case/test-policies.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { callAuth, closePortal, cookiesOf, emailOf, settlePortal, signPeopleIn, testOrigin, testPassword } from './test-visitors.ts'

/** A meeting room's machine over HTTP, in a deployment that demands a second factor: paired by a code, nobody's until somebody says who they are. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined }) }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

const pin = '583920'
let database: TestDatabase
let world: PolicyWorld
let cookies: ReadonlyMap<TablePerson, string>
/** The cookie of a paired machine of the asking hospital. */
let machine: string

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
  settlePortal(database)
  vi.stubEnv('SECOND_FACTOR', 'required')
  cookies = await signPeopleIn(world, ['ownAdmin', 'ownAuditor', 'requester', 'colleague', 'nurse', 'strangerDoctor', 'chair'])
  const { authDatabase } = await import('#web/server/auth-database.ts')
  const { keepPin } = await import('#web/server/device-records.ts')
  for (const name of ['requester', 'nurse', 'strangerDoctor'] as const) {
    const user = await authDatabase().authUser.findFirst({ where: { email: emailOf(name) } })
    await keepPin(user?.id ?? '', pin)
  }
  // They come through the hospital's own sign-in, which answers for its own second factor.
  await authDatabase().authAccount.deleteMany({ where: { user: { email: { in: [emailOf('colleague'), emailOf('chair')] } } } })
  machine = await pair()
}, 60_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

const withCookie = <T>(cookie: string, work: () => Promise<T>): Promise<T> => visitors.run(new Headers({ cookie, origin: testOrigin, 'x-real-ip': '10.9.9.9' }), work)
const as = <T>(name: TablePerson, work: () => Promise<T>): Promise<T> => withCookie(cookies.get(name) ?? '', work)
const actions = () => import('#web/features/devices/actions.ts')
const routes = {
  pair: () => import('./api/device/pair/route.ts'), pin: () => import('./api/device/pin/route.ts'), ask: () => import('./api/device/ask/route.ts'),
  collect: () => import('./api/device/collect/route.ts'),
} as const

async function knock(what: keyof typeof routes, body: object, cookie = ''): Promise<Response> {
  const { POST } = await routes[what]()
  const headers = { 'content-type': 'application/json', origin: testOrigin, 'x-real-ip': '10.9.9.9', cookie }
  return withCookie(cookie, () => POST(new Request(`${testOrigin}/api/device/${what}`, { method: 'POST', headers, body: JSON.stringify(body) })))
}
const heard = async (answer: Response | Promise<Response>): Promise<unknown> => {
  const given = await answer
  const body = (await given.json()) as { readonly code?: string }
  return given.ok ? 'ok' : [given.status, body.code]
}

async function codeOf(name = 'Phòng hội chẩn tầng 3'): Promise<string> {
  const made = await as('ownAdmin', async () => (await actions()).registerDevice({ name }))
  if (!made.ok) throw new Error(made.code)
  return made.value.code
}
async function pair(): Promise<string> {
  return cookiesOf(await knock('pair', { code: await codeOf() }))
}
const person = (name: TablePerson): string => world.actor(name).practitioner
/** The machine's cookie with the session of whoever identified themselves on it. */
async function standBefore(name: TablePerson, on = machine): Promise<string> {
  const answer = await knock('pin', { person: person(name), pin }, on)
  if (!answer.ok) throw new Error(await answer.text())
  return `${on}; ${cookiesOf(answer)}`
}
const visit = (cookie: string) => withCookie(cookie, async () => (await import('#web/server/session.ts')).currentVisit())
const stateOf = async (cookie: string): Promise<string> => (await visit(cookie)).state
const sessionOnly = (cookie: string): string => cookie.split('; ').filter((one) => !one.startsWith('lv.device=')).join('; ')

describe('a machine', () => {
  it('is let in by a code that works once, and by nothing else', async () => {
    const code = await codeOf()
    expect(await heard(knock('pair', { code: 'AAAAA-AAAAA' }))).toEqual([404, 'device.code-wrong'])
    const first = await knock('pair', { code: ` ${code.toLowerCase()} ` })
    expect(first.headers.getSetCookie()[0]).toMatch(/^lv\.device=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
    expect(await heard(knock('pair', { code }))).toEqual([404, 'device.code-wrong'])
    const { rows } = await world.admin.query('SELECT * FROM room_device')
    expect(JSON.stringify(rows)).not.toContain(cookiesOf(first).split('=')[1])
  })

  it('that nobody registered asks in vain', async () => {
    for (const cookie of ['', `lv.device=${'x'.repeat(43)}`, cookies.get('requester') ?? '']) {
      expect(await heard(knock('ask', {}, cookie))).toEqual([403, 'device.not-registered'])
      expect(await heard(knock('pin', { person: person('requester'), pin }, cookie))).toEqual([403, 'device.not-registered'])
    }
  })

  it('is nobody: its credential alone opens nothing', async () => {
    expect(await stateOf(machine)).toBe('signed-out')
    const { requireViewer } = await import('#web/server/session.ts')
    const sent = await withCookie(machine, () => requireViewer().then(() => 'in', (thrown: unknown) => (thrown as { readonly digest?: string }).digest?.split(';')[2]))
    expect(sent).toBe('/device')
  })

  it('is registered by administrators alone', async () => {
    expect(await as('ownAuditor', async () => (await actions()).registerDevice({ name: 'x' }))).toEqual({ ok: false, code: 'device.not-allowed' })
  })
})

describe('whoever stands before it', () => {
  it('is in by PIN, for this hospital and on this machine alone; machine and PIN are two factors', async () => {
    expect(await stateOf(cookies.get('requester') ?? '')).toBe('second-factor-due')
    const cookie = await standBefore('requester')
    expect(await visit(cookie)).toMatchObject({ state: 'signed-in', viewer: { actor: { practitioner: person('requester'), organization: world.place('asking') }, device: { name: 'Phòng hội chẩn tầng 3' } } })
    expect(await stateOf(sessionOnly(await standBefore('requester')))).toBe('signed-out')
    const elsewhere = await pair()
    expect(await stateOf(`${elsewhere}; ${sessionOnly(await standBefore('requester'))}`)).toBe('signed-out')
  })

  it('is not let in by another hospital\'s PIN, a wrong one, or none', async () => {
    expect(await heard(knock('pin', { person: person('strangerDoctor'), pin }, machine))).toEqual([403, 'device.wrong-hospital'])
    expect(await heard(knock('pin', { person: person('colleague'), pin }, machine))).toEqual([403, 'device.pin-wrong'])
    expect(await heard(knock('pin', { person: randomUUID(), pin }, machine))).toEqual([403, 'device.pin-wrong'])
    expect(await heard(knock('pin', { person: person('requester'), pin: '12345a' }, machine))).toEqual([422, 'request.invalid'])
  })

  it('is not let in once their account is shut, begins no session, and is not offered by name', async () => {
    const { accountBook } = await import('#web/server/account-book.ts')
    const { peopleWithPin } = await import('#web/server/device-records.ts')
    const requester = world.actor('requester').practitioner
    const sessions = async (): Promise<number> => (await world.admin.query<{ count: number }>('SELECT count(*)::int AS count FROM auth_session s JOIN auth_user u ON u.id = s.user_id WHERE u.practitioner_id = $1', [requester])).rows[0]?.count ?? -1
    await world.admin.query('UPDATE auth_user SET disabled_at = now() WHERE practitioner_id = $1', [requester])
    const before = await sessions()
    expect(await heard(knock('pin', { person: requester, pin }, machine))).toEqual([403, 'device.pin-wrong'])
    expect(await sessions()).toBe(before)
    expect([...(await peopleWithPin([requester]))]).toEqual([])
    await accountBook.enable(requester)
    expect(await stateOf(await standBefore('requester'))).toBe('signed-in')
  })

  it('is locked out after five wrong PINs, the right one included', async () => {
    const answers = []
    for (let one = 0; one < 6; one++) answers.push(await heard(knock('pin', { person: person('nurse'), pin: '100200' }, machine)))
    expect(answers).toEqual([...Array.from({ length: 5 }, () => [403, 'device.pin-wrong']), [429, 'device.pin-locked']])
    expect(await heard(knock('pin', { person: person('nurse'), pin }, machine))).toEqual([429, 'device.pin-locked'])
  })

  it('is in by the phone where they are signed in, once, and by no phone that is not fully in or of another hospital', async () => {
    const asked = (await (await knock('ask', {}, machine)).json()) as { readonly value: { readonly id: string; readonly link: string; readonly check: string } }
    const { id, link, check } = asked.value
    const secret = new URL(link).hash.slice(1)
    expect(new URL(link).pathname + new URL(link).search).toBe('/device/approve')
    expect(await (await knock('collect', { ask: id }, machine)).json()).toEqual({ ok: true, value: { state: 'waiting' } })
    expect(await as('requester', async () => (await actions()).approveDeviceAsk({ secret }))).toEqual({ ok: false, code: 'auth.second-factor-due' })
    expect(await as('chair', async () => (await actions()).approveDeviceAsk({ secret }))).toEqual({ ok: false, code: 'device.wrong-hospital' })
    const standing = await standBefore('requester')
    expect(await withCookie(standing, async () => (await actions()).approveDeviceAsk({ secret }))).toEqual({ ok: false, code: 'auth.on-room-device' })
    expect(await as('colleague', async () => (await actions()).lookAtDeviceAsk({ secret }))).toEqual({ ok: true, value: { device: 'Phòng hội chẩn tầng 3', check } })
    expect(await as('colleague', async () => (await actions()).approveDeviceAsk({ secret }))).toEqual({ ok: true, value: { device: 'Phòng hội chẩn tầng 3' } })
    expect(await heard(knock('collect', { ask: id }, await pair()))).toEqual([410, 'device.ask-over'])
    const entered = await knock('collect', { ask: id }, machine)
    expect(await visit(`${machine}; ${cookiesOf(entered)}`)).toMatchObject({ state: 'signed-in', viewer: { actor: { practitioner: person('colleague') } } })
    expect(await heard(knock('collect', { ask: id }, machine))).toEqual([410, 'device.ask-over'])
  })

  it('neither signs nor breaks glass there, nor changes how anybody signs in', async () => {
    const cookie = await standBefore('requester')
    const refused = { ok: false, code: 'auth.on-room-device' }
    const { signMinutes } = await import('#web/features/minutes/actions.ts')
    const { breakGlass } = await import('#web/features/break-glass/actions.ts')
    const { setDevicePin } = await import('#web/features/account/pin-actions.ts')
    const { disableAccount } = await import('#web/features/accounts/actions.ts')
    const { id } = world.caseIn('awaiting-signatures')
    expect(await withCookie(cookie, () => signMinutes({ case: id, version: 1, pin: '246810' }))).toEqual(refused)
    expect(await withCookie(cookie, () => breakGlass({ case: id, reason: 'x', proof: testPassword }))).toEqual(refused)
    expect(await withCookie(cookie, () => setDevicePin({ pin: '904417', proof: testPassword }))).toEqual(refused)
    expect(await withCookie(cookie, () => disableAccount({ person: person('colleague') }))).toEqual(refused)
    for (const [path, body] of [
      ['/change-password', { currentPassword: testPassword, newPassword: 'con trau gam co ven song 88' }], ['/two-factor/enable', { password: testPassword }],
    ] as const) expect([path, (await callAuth({ path, body, cookie })).status]).toEqual([path, 403])
    expect((await callAuth({ path: '/passkey/generate-register-options', cookie })).status).toBe(403)
  })

  it('works in the case as anywhere', async () => {
    const cookie = await standBefore('requester')
    const { GET } = await import('./api/cases/[id]/pulse/route.ts')
    const answer = await withCookie(cookie, () => GET(new Request(`${testOrigin}/x`, { headers: { origin: testOrigin } }), { params: Promise.resolve({ id: world.caseIn('live').id }) }))
    expect(answer.status).toBe(200)
  })
})

describe('a square that is over', () => {
  it('is forgotten a day later by the jobs, and one that stands is not', async () => {
    const { createStore } = await import('#prisma/store.ts')
    const jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
    const left = async (): Promise<number> => (await world.admin.query<{ count: number }>('SELECT count(*)::int AS count FROM device_ask')).rows[0]?.count ?? -1
    await knock('ask', {}, machine)
    const before = await left()
    expect(await jobs.forgetDeviceAsks(new Date(Date.now() + 10 * 86_400_000))).toBe(0)
    await world.admin.query(`UPDATE device_ask SET expires_at = now() - interval '25 hours' WHERE id = (SELECT id FROM device_ask ORDER BY expires_at LIMIT 1)`)
    expect(await jobs.forgetDeviceAsks(new Date())).toBe(1)
    expect(await left()).toBe(before - 1)
    await jobs.close()
  })
})

describe('a session on a machine', () => {
  const seenAgo = (minutes: number) =>
    world.admin.query(`UPDATE auth_session SET device_seen_at = now() - make_interval(mins => $1) WHERE device_id IS NOT NULL`, [minutes])

  it('ends by itself when nobody has touched it for ten minutes; a touch keeps it', async () => {
    const cookie = await standBefore('requester')
    await seenAgo(9)
    const { POST } = await import('./api/device/touch/route.ts')
    const touched = await withCookie(cookie, () => POST(new Request(`${testOrigin}/api/device/touch`, { method: 'POST', headers: { origin: testOrigin } }), {}))
    expect(touched.status).toBe(204)
    const { rows: [row] } = await world.admin.query<{ fresh: boolean }>(`SELECT max(device_seen_at) > now() - interval '1 minute' AS fresh FROM auth_session`)
    expect(row?.fresh).toBe(true)
    await seenAgo(11)
    expect(await stateOf(cookie)).toBe('signed-out')
    await world.admin.query(`UPDATE auth_session SET device_seen_at = now() WHERE device_id IS NOT NULL`)
    expect(await stateOf(cookie)).toBe('signed-out')
  })

  it('ends by one touch, told in the audit beside how it began', async () => {
    const cookie = await standBefore('requester')
    const { POST } = await import('./api/sign-out/route.ts')
    const answer = await withCookie(cookie, () => POST(new Request(`${testOrigin}/api/sign-out`, { method: 'POST', headers: { origin: testOrigin } })))
    // Cookies stay: the machine is still the room's.
    expect([answer.status, answer.headers.get('clear-site-data')]).toEqual([204, '"cache"'])
    expect(await stateOf(cookie)).toBe('signed-out')
    const { rows } = await world.admin.query<{ type: string; by: string | null }>(
      `SELECT body::jsonb #>> '{payload,type}' AS type, body::jsonb #>> '{payload,by}' AS by FROM audit_link WHERE body LIKE '%"device.%' AND body::jsonb ->> 'actor' = $1 ORDER BY sequence DESC LIMIT 2`, [person('requester')])
    expect(rows).toEqual([{ type: 'device.left', by: null }, { type: 'device.identified', by: 'pin' }])
  })

  it('ends at once with the device, which opens nothing any more', async () => {
    const other = await pair()
    const cookie = await standBefore('requester', other)
    const { rows: [row] } = await world.admin.query<{ id: string }>('SELECT id FROM room_device WHERE paired_at IS NOT NULL ORDER BY paired_at DESC LIMIT 1')
    expect(await as('ownAdmin', async () => (await actions()).revokeDevice({ device: row?.id ?? '' }))).toEqual({ ok: true, value: null })
    expect(await stateOf(cookie)).toBe('signed-out')
    const { rows: left } = await world.admin.query('SELECT 1 FROM auth_session WHERE device_id = $1', [row?.id])
    expect(left).toEqual([])
    expect(await heard(knock('ask', {}, other))).toEqual([403, 'device.not-registered'])
  })
})

it('a PIN is set by its owner after a proof, and not an easy one', async () => {
  const { setDevicePin, removeDevicePin } = await import('#web/features/account/pin-actions.ts')
  expect(await as('ownAdmin', () => setDevicePin({ pin: '123456', proof: testPassword }))).toEqual({ ok: false, code: 'device.pin-weak' })
  expect(await as('ownAdmin', () => setDevicePin({ pin: '904417', proof: 'not it' }))).toEqual({ ok: false, code: 'auth.proof-wrong' })
  expect(await as('ownAdmin', () => setDevicePin({ pin: '904417', proof: testPassword }))).toEqual({ ok: true, value: null })
  const { rows } = await world.admin.query<{ hash: string }>('SELECT hash FROM auth_pin')
  expect(rows.some(({ hash }) => hash.includes('904417'))).toBe(false)
  expect(await heard(knock('pin', { person: person('ownAdmin'), pin: '904417' }, machine))).toBe('ok')
  expect(await as('ownAdmin', () => removeDevicePin({}))).toEqual({ ok: true, value: null })
  expect(await heard(knock('pin', { person: person('ownAdmin'), pin: '904417' }, machine))).toEqual([403, 'device.pin-wrong'])
})
