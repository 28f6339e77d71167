import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { closePortal, emailOf, settlePortal, signPeopleIn, testOrigin, testPassword } from './test-visitors.ts'

/** A database that takes no writes: whoever reads goes on, and whoever writes is told why it was not done. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined }) }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

let database: TestDatabase
let world: PolicyWorld
let headers: Headers

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
  settlePortal(database)
  const cookies = await signPeopleIn(world, ['chair'])
  headers = new Headers({ cookie: cookies.get('chair') ?? '', origin: testOrigin, 'x-real-ip': '10.0.2.1' })
  // A sign-in whose end every further use would push out, which is a write.
  await world.admin.query(`UPDATE auth_session SET expires_at = now() + interval '1 hour'`)
  const { rows: [named] } = await world.admin.query<{ name: string }>('SELECT current_database() AS name')
  await world.admin.query(`ALTER DATABASE "${named?.name ?? ''}" SET default_transaction_read_only = on`)
  await world.admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
}, 60_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

const readNotices = (): Promise<Response> =>
  visitors.run(headers, async () => (await import('./api/notices/route.ts')).GET(new Request(`${testOrigin}/api/notices`, { headers }), { params: Promise.resolve({}) }))

it('shows what there is', async () => {
  // The first word over each connection that was cut off says so, by its own code, and the next goes over another.
  await expect.poll(async () => (await readNotices()).status, { timeout: 10_000 }).toBe(200)
})

it('answers an action by the code of the outage', async () => {
  const { freezeMinutes } = await import('#web/features/minutes/actions.ts')
  const freeze = () => visitors.run(headers, () => freezeMinutes({ case: world.caseIn('minutes-drafting').id }))
  await expect.poll(freeze, { timeout: 10_000 }).toEqual({ ok: false, code: 'outage.read-only' })
})

it('answers a sign-in with 503, the code and when to try again', async () => {
  const { POST } = await import('./api/auth/[...all]/route.ts')
  const body = JSON.stringify({ email: emailOf('chair'), password: testPassword })
  const answer = await POST(new Request(`${testOrigin}/api/auth/sign-in/email`, { method: 'POST', headers: { ...Object.fromEntries(headers), 'content-type': 'application/json' }, body }))
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '10'])
  expect(await answer.json()).toMatchObject({ ok: false, code: 'outage.read-only' })
})

it('answers a picture for the minutes by the code of the outage, as every route', async () => {
  const { POST } = await import('./api/cases/[id]/frames/route.ts')
  const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const sent = new Request(`${testOrigin}/api/cases/x/frames?kind=image-view&title=CT`, { method: 'POST', headers: { ...Object.fromEntries(headers), 'content-type': 'image/png' }, body: picture })
  const answer = await visitors.run(headers, () => POST(sent, { params: Promise.resolve({ id: world.caseIn('minutes-drafting').id }) }))
  expect([answer.status, await answer.json()]).toMatchObject([503, { ok: false, code: 'outage.read-only' }])
})
