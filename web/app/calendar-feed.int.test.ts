import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { TablePerson } from '#core/case/test-policies.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { closePortal, settlePortal, signPeopleIn, testOrigin } from './test-visitors.ts'

/** The secret address of a person's calendar: made by the portal's own action, read as a calendar program reads it. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined }) }))
vi.mock('next-intl/server', () => ({
  // What would be said, so that everything that is put into a sentence can be read.
  getTranslations: async () => (key: string, values: object = {}) => [key, ...Object.values(values).map(String)].join(' '),
  getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh',
}))

let database: TestDatabase
let world: PolicyWorld
let cookies: ReadonlyMap<TablePerson, string>

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
  settlePortal(database)
  cookies = await signPeopleIn(world, ['chair', 'decliner', 'bystander'])
}, 60_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

const as = <T>(name: TablePerson | null, work: () => Promise<T>): Promise<T> =>
  visitors.run(new Headers({ cookie: name === null ? '' : (cookies.get(name) ?? ''), origin: testOrigin }), work)
const actions = () => import('#web/features/schedule/feed-actions.ts')

async function share(name: TablePerson): Promise<string> {
  const answer = await as(name, async () => (await actions()).shareCalendar({}))
  if (!answer.ok) throw new Error(answer.code)
  return answer.value.address
}

async function read(address: string, from = '10.7.0.1'): Promise<Response> {
  const { GET } = await import('./api/calendar/[secret]/route.ts')
  const secret = new URL(address).pathname.split('/').at(-1) ?? ''
  return as(null, () => GET(new Request(address, { headers: { 'x-real-ip': from } }), { params: Promise.resolve({ secret }) }))
}
const textOf = async (address: string): Promise<string> => (await (await read(address)).text()).replaceAll('\r\n ', '')

it('opens the sessions of whoever made it to a program that has not signed in, and nothing of a patient', async () => {
  const address = await share('chair')
  const answer = await read(address)
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/calendar; charset=utf-8', 'private, no-store'])
  const text = await textOf(address)
  const booked = world.caseIn('scheduled')
  if (booked.status !== 'scheduled') throw new Error('not scheduled')
  for (const told of [`UID:${booked.session.id}@lien-vien`, booked.code, `URL:${testOrigin}/cases/${booked.id}`]) expect(text).toContain(told)
  for (const { subject, request, patient } of [booked, world.caseIn('live')]) {
    for (const secret of [subject.name ?? 'Nguyễn Thị Thử', patient, request.course, request.provisionalDiagnosis, ...request.questions.map((question) => question.text)]) expect(text).not.toContain(secret)
  }
  expect(text).not.toContain(world.caseIn('cancelled').code)
})

it('holds only what the person takes part in', async () => {
  for (const name of ['decliner', 'bystander'] as const) expect(await textOf(await share(name))).not.toContain('BEGIN:VEVENT')
})

it('opens nothing once it was made anew or ended, nor when its owner has left the hospital', async () => {
  const [first, second] = [await share('chair'), await share('chair')]
  expect([(await read(first)).status, (await read(second)).status]).toEqual([404, 200])
  expect((await as('chair', async () => (await actions()).unshareCalendar({}))).ok).toBe(true)
  expect((await read(second)).status).toBe(404)
  const kept = await share('chair')
  await world.admin.query('DELETE FROM practitioner_role WHERE practitioner_id = $1', [world.actor('chair').practitioner])
  expect((await read(kept)).status).toBe(404)
})

it('is recorded when it is made and when it is ended', async () => {
  const { rows } = await world.admin.query<{ type: string }>(`
    SELECT body::jsonb -> 'payload' ->> 'type' AS type FROM audit_link
    WHERE body::jsonb ->> 'actor' = $1 AND body::jsonb -> 'payload' ->> 'type' LIKE 'account.calendar-%' ORDER BY sequence`, [world.actor('chair').practitioner])
  expect(rows.map(({ type }) => type)).toEqual(['account.calendar-shared', 'account.calendar-shared', 'account.calendar-shared', 'account.calendar-unshared', 'account.calendar-shared'])
})

it('cannot be guessed for long', async () => {
  const wrong = [`${testOrigin}/api/calendar/${'a'.repeat(43)}.ics`, `${testOrigin}/api/calendar/x.ics`, `${testOrigin}/api/calendar/${'a'.repeat(43)}`]
  const statuses = new Set<number>()
  for (const address of wrong) statuses.add((await read(address, '10.7.0.2')).status)
  expect([...statuses]).toEqual([404])
  for (let guess = wrong.length; guess < 120; guess++) await read(wrong[1] ?? '', '10.7.0.2')
  expect([(await read(wrong[0] ?? '', '10.7.0.2')).status, (await read(wrong[0] ?? '', '10.7.0.3')).status]).toEqual([429, 404])
})
