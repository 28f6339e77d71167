import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { TablePerson } from '#core/case/test-policies.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { closePortal, cookiesOf, settlePortal, signPeopleIn, testOrigin } from './test-visitors.ts'

/** A guest's link over HTTP: made by the coordinator's own action, opened by browsers that have no account. */

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
  cookies = await signPeopleIn(world, ['coordinator', 'chair', 'member'])
}, 60_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

const as = <T>(name: TablePerson, work: () => Promise<T>): Promise<T> => visitors.run(new Headers({ cookie: cookies.get(name) ?? '', origin: testOrigin }), work)
const actions = () => import('#web/features/guests/actions.ts')

const routes = { look: () => import('./api/guest/look/route.ts'), enter: () => import('./api/guest/enter/route.ts'), ticket: () => import('./api/guest/ticket/route.ts') } as const

interface Knock {
  readonly secret?: string
  readonly cookie?: string
  readonly from?: string
  readonly origin?: string
}
async function knock(what: keyof typeof routes, { secret, cookie, from = '10.8.0.1', origin = testOrigin }: Knock = {}): Promise<Response> {
  const { POST } = await routes[what]()
  const headers = { 'content-type': 'application/json', origin, 'x-real-ip': from, ...(cookie !== undefined && { cookie }) }
  return POST(new Request(`${testOrigin}/api/guest/${what}`, { method: 'POST', headers, body: JSON.stringify(secret === undefined ? {} : { secret }) }))
}
const heard = async (answer: Response | Promise<Response>): Promise<unknown> => {
  const given = await answer
  const body = (await given.json()) as { readonly code?: string }
  return given.ok ? 'ok' : [given.status, body.code]
}

async function invite(): Promise<{ readonly link: string; readonly secret: string }> {
  const answer = await as('coordinator', async () =>
    (await actions()).inviteGuest({ case: world.caseIn('scheduled').id, name: 'Lê Văn Khách', workplace: 'Trường ĐH Y', role: 'expert' }))
  if (!answer.ok) throw new Error(answer.code)
  return { link: answer.value.link, secret: new URL(answer.value.link).hash.slice(1) }
}

describe('the link', () => {
  it('carries its secret where no server is sent it, and names neither patient nor case', async () => {
    const { link, secret } = await invite()
    const address = new URL(link)
    expect([address.origin, address.pathname, address.search]).toEqual([testOrigin, '/guest', ''])
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    const { id, code, patient } = world.caseIn('scheduled')
    for (const told of [id, code, patient]) expect(link).not.toContain(told)
    const { rows } = await world.admin.query('SELECT * FROM session_guest')
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('is looked at without being spent, and tells nothing of the case', async () => {
    const { secret } = await invite()
    const answer = await knock('look', { secret })
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ ok: true, value: { state: 'invited', name: 'Lê Văn Khách', workplace: 'Trường ĐH Y', role: 'expert' } })
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const { id, code, patient, subject } = world.caseIn('scheduled')
    for (const told of [id, code, patient, subject.name ?? 'Nguyễn Thị Thử']) expect(text).not.toContain(told)
    expect(await heard(knock('look', { secret }))).toBe('ok')
  })

  it('opens one browser: that one comes and goes, a second hears that it is spent', async () => {
    const { secret } = await invite()
    const entered = await knock('enter', { secret })
    expect(entered.headers.getSetCookie()[0]).toMatch(/^lv\.guest=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Expires=/)
    const cookie = cookiesOf(entered)
    expect(await heard(knock('look', { cookie }))).toBe('ok')
    expect(await heard(knock('look', { secret, cookie }))).toBe('ok')
    expect(await heard(knock('ticket', { cookie }))).toBe('ok')
    for (const what of ['look', 'enter'] as const) expect(await heard(knock(what, { secret }))).toEqual([410, 'guest.link-used'])
    expect(await heard(knock('ticket', { secret }))).toEqual([404, 'guest.not-welcome'])
  })

  it('is spent by one of many who try at once', async () => {
    const { secret } = await invite()
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => knock('enter', { secret, from: `10.8.1.${String(index)}` })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410, 410, 410, 410, 410, 410])
  })

  it('opens nothing once it is withdrawn, neither itself nor what it had opened', async () => {
    const { secret } = await invite()
    const cookie = cookiesOf(await knock('enter', { secret }))
    const { rows: [row] } = await world.admin.query<{ id: string }>('SELECT id FROM session_guest ORDER BY arrived_at DESC NULLS LAST LIMIT 1')
    const withdrawn = await as('chair', async () => (await actions()).withdrawGuest({ case: world.caseIn('scheduled').id, guest: row?.id ?? '' }))
    expect(withdrawn).toEqual({ ok: true, value: null })
    for (const answer of [knock('look', { cookie }), knock('ticket', { cookie }), knock('look', { secret })]) expect(await heard(answer)).toEqual([404, 'guest.not-welcome'])
  })
})

describe('whoever has no link', () => {
  it('learns nothing by guessing, and not for long', async () => {
    const guess = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
    const answers = []
    for (let one = 0; one < 70; one++) answers.push(await heard(knock(one % 2 === 0 ? 'look' : 'enter', { secret: guess(), from: '10.8.2.1' })))
    expect(answers[0]).toEqual([404, 'guest.not-welcome'])
    expect(answers.at(-1)).toEqual([429, 'guest.too-often'])
    expect(answers).not.toContain('ok')
  })

  it('gets nothing from another site, by an empty cookie or by one of a signed-in person', async () => {
    const { secret } = await invite()
    expect(await heard(knock('enter', { secret, origin: 'https://evil.example' }))).toEqual([403, 'request.foreign-origin'])
    for (const cookie of ['lv.guest=', 'lv.guest=x', `lv.guest=${secret}`, cookies.get('chair') ?? '']) {
      expect(await heard(knock('ticket', { cookie }))).toEqual([404, 'guest.not-welcome'])
    }
  })

  it('invites nobody: a member may not, and a signed-out visitor may not', async () => {
    const input = { case: world.caseIn('scheduled').id, name: 'x', workplace: 'x', role: 'observer' } as const
    expect(await as('member', async () => (await actions()).inviteGuest(input))).toEqual({ ok: false, code: 'case.not-allowed' })
    expect(await visitors.run(new Headers({ origin: testOrigin }), async () => (await actions()).inviteGuest(input))).toEqual({ ok: false, code: 'auth.signed-out' })
  })
})

it('what the link opened is no sign-in: pages and routes of the portal stay shut', async () => {
  const { secret } = await invite()
  const cookie = cookiesOf(await knock('enter', { secret }))
  const { currentVisit } = await import('#web/server/session.ts')
  expect(await visitors.run(new Headers({ cookie }), async () => (await currentVisit()).state)).toBe('signed-out')
})
