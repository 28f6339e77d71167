import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { hasMailServer, startMailServer } from '#jobs/test-mail-server.ts'
import type { TablePerson } from '#core/case/test-policies.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { callAuth, closePortal, cookiesOf, emailOf, settlePortal, signPeopleIn, testOrigin, testPassword } from './test-visitors.ts'

/** Ways to a password that go by letter, through a real mail server. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined }) }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

describe.skipIf(!hasMailServer)('by letter (needs python3-aiosmtpd)', () => {
  let database: TestDatabase
  let world: PolicyWorld
  let cookies: ReadonlyMap<TablePerson, string>
  let server: Awaited<ReturnType<typeof startMailServer>>
  const newPassword = 'ba con vịt trên sông Hàn 26'

  beforeAll(async () => {
    server = await startMailServer()
    database = await createTestDatabase()
    world = await createPolicyWorld(database)
    settlePortal(database)
    vi.stubEnv('SMTP_URL', server.url)
    cookies = await signPeopleIn(world, ['ownAdmin', 'requester', 'chair'])
  }, 60_000)
  afterAll(async () => {
    await closePortal()
    await world.close()
    await database.drop()
    server.stop()
  })

  const actions = () => import('#web/features/accounts/actions.ts')
  const byAdmin = <T>(work: () => Promise<T>): Promise<T> => visitors.run(new Headers({ cookie: cookies.get('ownAdmin') ?? '', origin: testOrigin }), work)
  const letterTo = (address: string, count = 1) =>
    vi.waitFor(() => {
      const letters = server.received.filter(({ to }) => to.includes(address))
      expect(letters.length).toBe(count)
      return letters.at(-1)?.text ?? ''
    }, { timeout: 10_000 })
  const secretIn = (text: string): string => /new-password#(\w+)/.exec(text)?.[1] ?? ''
  const forgotten = (email: string, address: string): Promise<Response> => callAuth({ path: '/request-password-reset', body: { email }, address })
  const setPassword = (token: string, address: string): Promise<Response> => callAuth({ path: '/reset-password', body: { newPassword, token }, address })

  it('an invitation reaches the person, and the administrator never sees the link', async () => {
    const answer = await byAdmin(async () => (await actions()).invitePerson({ person: world.actor('nurse').practitioner, email: emailOf('nurse'), proof: testPassword }))
    expect(answer).toEqual({ ok: true, value: { by: 'letter', link: null, until: null } })
    const text = await letterTo(emailOf('nurse'))
    expect(text).not.toContain('nurse')
    expect((await setPassword(secretIn(text), '10.30.0.1')).ok).toBe(true)
  })

  it('says so where the mail server will not have the letter', async () => {
    const answer = await byAdmin(async () => (await actions()).invitePerson({ person: world.actor('colleague').practitioner, email: 'nobody@table.test', proof: testPassword }))
    expect(answer).toEqual({ ok: true, value: { by: 'nobody', link: null, until: null } })
  })

  it('answers a forgotten password alike, whether or not anybody has the address', async () => {
    const known = await forgotten(emailOf('requester'), '10.30.0.2')
    const unknown = await forgotten('ai.do@table.test', '10.30.0.3')
    expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
    const cookie = cookiesOf(await callAuth({ path: '/sign-in/email', body: { email: emailOf('requester'), password: testPassword }, address: '10.30.0.4' }))
    expect((await setPassword(secretIn(await letterTo(emailOf('requester'))), '10.30.0.5')).ok).toBe(true)
    const visit = await visitors.run(new Headers({ cookie, origin: testOrigin }), async () => (await import('#web/server/session.ts')).currentVisit())
    expect(visit.state).toBe('signed-out')
    expect(await letterTo(emailOf('requester'), 2)).not.toContain('new-password#')
    expect(server.received.some(({ to }) => to.includes('ai.do@table.test'))).toBe(false)
  })

  it('writes to nobody who was shut out or has no password here', async () => {
    await world.admin.query('UPDATE auth_user SET disabled_at = now() WHERE email = $1', [emailOf('chair')])
    expect((await forgotten(emailOf('chair'), '10.30.0.6')).ok).toBe(true)
    // The next letter comes after the one that must not: the first would have come before it.
    expect((await forgotten(emailOf('nurse'), '10.30.0.7')).ok).toBe(true)
    await letterTo(emailOf('nurse'), 2)
    expect(server.received.some(({ to }) => to.includes(emailOf('chair')))).toBe(false)
  })

  it('writes five times in a quarter of an hour at most, and asks each address to wait', async () => {
    for (let count = 0; count < 6; count += 1) expect((await forgotten(emailOf('nurse'), `10.31.0.${count}`)).ok).toBe(true)
    await letterTo(emailOf('nurse'), 6)
    const statuses: number[] = []
    for (let count = 0; count < 12; count += 1) statuses.push((await forgotten('ai.do@table.test', '10.32.0.1')).status)
    expect(statuses.at(-1)).toBe(429)
  })
})
