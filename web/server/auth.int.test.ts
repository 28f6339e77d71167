import { hashPassword } from 'better-auth/crypto'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { PrismaClient } from '#prisma/generated/client.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

const origin = 'http://hoichan.test'
const password = 'mot cau de nho 2026'

let auth: (request: Request) => Promise<Response>
let database: PrismaClient
let server: TestDatabase

beforeAll(async () => {
  server = await createTestDatabase()
  vi.stubEnv('AUTH_DATABASE_URL', server.authUrl)
  vi.stubEnv('APP_DATABASE_URL', server.appUrl)
  vi.stubEnv('PUBLIC_ORIGIN', origin)
  vi.stubEnv('SIGNALING_URL', 'http://127.0.0.1:1')
  vi.stubEnv('ARCHIVE_URL', 'http://127.0.0.1:1/dicom-web')
  vi.stubEnv('ARCHIVE_USER', 'nobody')
  for (const secret of ['AUTH_SECRET', 'TICKET_SECRET', 'PKI_SECRET', 'PACS_SECRET', 'ARCHIVE_PASSWORD']) vi.stubEnv(secret, 'a secret of at least thirty-two letters')
  const { portalAuth } = await import('./auth.ts')
  const { authDatabase } = await import('./auth-database.ts')
  database = authDatabase()
  auth = (request) => portalAuth().handler(request)
})

afterAll(async () => {
  await database.$disconnect()
  await server.drop()
})

interface Ask {
  readonly path: string
  readonly body?: object
  readonly cookie?: string
  readonly from?: string
}

const ask = ({ path, body, cookie, from = origin }: Ask): Promise<Response> =>
  auth(
    new Request(`${origin}/api/auth${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'content-type': 'application/json',
        origin: from,
        // One address for each test run would meet the limit by address before the account's own.
        'x-real-ip': `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.7`,
        ...(cookie !== undefined && { cookie }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }),
  )

async function makePerson(): Promise<string> {
  const id = randomUUID()
  const email = `${id}@hoichan.test`
  await database.authUser.create({ data: { id, name: 'Nguyễn Thị Ánh', email, emailVerified: true } })
  await database.authAccount.create({ data: { accountId: id, providerId: 'credential', userId: id, password: await hashPassword(password) } })
  return email
}

const signIn = (email: string, given: string): Promise<Response> => ask({ path: '/sign-in/email', body: { email, password: given } })

const cookieOf = (response: Response): string => response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')

describe('sign-in by password', () => {
  it('lets the person in with a cookie that scripts cannot read', async () => {
    const response = await signIn(await makePerson(), password)
    expect(response.status).toBe(200)
    const cookie = response.headers.getSetCookie().find((line) => line.startsWith('lv.session_token='))
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
  })

  it('locks after five wrong passwords, so that the right one no longer helps', async () => {
    const email = await makePerson()
    for (let tries = 0; tries < 5; tries += 1) expect((await signIn(email, 'wrong password')).status).toBe(401)
    const locked = await signIn(email, password)
    expect(locked.status).toBe(429)
    expect(await locked.json()).toMatchObject({ code: 'ACCOUNT_LOCKED' })
  })

  it('locks an unknown address like a known one, so that nobody learns who has an account', async () => {
    const email = `${randomUUID()}@hoichan.test`
    for (let tries = 0; tries < 5; tries += 1) expect((await signIn(email, 'wrong password')).status).toBe(401)
    expect((await signIn(email, 'wrong password')).status).toBe(429)
  })

  it('counts guesses sent all at once', async () => {
    const email = await makePerson()
    const answers = await Promise.all(Array.from({ length: 9 }, () => signIn(email, 'wrong password')))
    expect(answers.filter((answer) => answer.status === 401).length).toBeLessThanOrEqual(5)
  })

  it('forgets the wrong ones once the right one came', async () => {
    const email = await makePerson()
    for (let tries = 0; tries < 4; tries += 1) await signIn(email, 'wrong password')
    expect((await signIn(email, password)).status).toBe(200)
    expect((await signIn(email, 'wrong password')).status).toBe(401)
    expect((await signIn(email, password)).status).toBe(200)
  })

  it('keeps no address in the lockout table', async () => {
    const email = await makePerson()
    await signIn(email, 'wrong password')
    const rows = await database.authLockout.findMany()
    expect(JSON.stringify(rows)).not.toContain(email)
  })
})

it('refuses requests from other sites', async () => {
  const email = await makePerson()
  const response = await ask({ path: '/sign-in/email', body: { email, password }, from: 'https://evil.example' })
  expect(response.status).toBe(403)
})

it('has no public sign-up', async () => {
  const body = { email: `${randomUUID()}@hoichan.test`, password, name: 'Ai đó' }
  const response = await ask({ path: '/sign-up/email', body })
  expect(response.ok).toBe(false)
  expect(await database.authUser.findFirst({ where: { email: body.email } })).toBeNull()
})

it('cannot be talked into another practitioner or hospital', async () => {
  const cookie = cookieOf(await signIn(await makePerson(), password))
  const response = await ask({ path: '/update-user', body: { name: 'X', practitionerId: randomUUID() }, cookie })
  expect(response.ok).toBe(false)
})

it('ends a session at once when it is revoked elsewhere', async () => {
  const email = await makePerson()
  const [lost, kept] = [cookieOf(await signIn(email, password)), cookieOf(await signIn(email, password))]
  expect(await (await ask({ path: '/get-session', cookie: lost })).json()).toMatchObject({ user: { email } })
  expect((await ask({ path: '/revoke-other-sessions', body: {}, cookie: kept })).status).toBe(200)
  expect(await (await ask({ path: '/get-session', cookie: lost })).json()).toBeNull()
  expect(await (await ask({ path: '/get-session', cookie: kept })).json()).toMatchObject({ user: { email } })
})
