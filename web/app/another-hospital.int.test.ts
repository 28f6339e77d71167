import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { caseIdOf } from '#prisma/seed/cases/scenario.ts'
import { demoAccounts, demoPassword } from '#prisma/seed/demo-accounts.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

const origin = 'http://hoichan.test'
const visitor = vi.hoisted(() => ({ headers: new Headers() }))
// Next hands these to a handler through its own server; here the test stands in for that server.
vi.mock('next/headers', () => ({ headers: async () => visitor.headers, cookies: async () => ({ get: () => undefined }) }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi' }))

let database: TestDatabase
let admin: pg.Client
const cookies = new Map<string, string>()
/** What hospital A has: the ids by which anybody might ask for it. */
let known: Readonly<Record<'case' | 'patient' | 'study' | 'series' | 'instance' | 'snapshot' | 'file', string>>

const one = async (sql: string, values: readonly unknown[] = []): Promise<string> => {
  const { rows } = await admin.query<{ found: string }>(sql, [...values])
  return rows[0]?.found ?? 'e'.repeat(64)
}

async function signIn(email: string): Promise<void> {
  const { portalAuth } = await import('#web/server/auth.ts')
  const answer = await portalAuth().handler(new Request(`${origin}/api/auth/sign-in/email`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin, 'x-real-ip': '10.0.0.7' }, body: JSON.stringify({ email, password: demoPassword }),
  }))
  cookies.set(email, answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0]).join('; '))
}

const owner = 'thuha@balang.example'
/** A doctor of a third hospital, a doctor of the advising hospital outside the team, and an administrator. */
const others = ['minhkhoi@ngocvan.example', 'baloc@songhan.example'] as const

beforeAll(async () => {
  database = await createTestDatabase()
  await seedDemo({ appUrl: database.appUrl, authUrl: database.authUrl, now: new Date(), composeBundle: composeSnapshotBundle })
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  const secret = 'a secret of at least thirty-two letters'
  const settings = {
    APP_DATABASE_URL: database.appUrl, AUTH_DATABASE_URL: database.authUrl, PUBLIC_ORIGIN: origin, SIGNALING_URL: 'http://127.0.0.1:1', ARCHIVE_URL: 'http://127.0.0.1:1',
    AUTH_SECRET: secret, TICKET_SECRET: secret, PKI_SECRET: secret, PACS_SECRET: secret, ARCHIVE_USER: 'test', ARCHIVE_PASSWORD: secret,
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  const caseId = caseIdOf('stroke')
  const patient = await one('SELECT patient_id AS found FROM consult_case WHERE id = $1', [caseId])
  const study = await one('SELECT uid AS found FROM imaging_study WHERE patient_id = $1', [patient])
  const series = await one('SELECT s.uid AS found FROM imaging_series s JOIN imaging_study i ON i.id = s.study_id WHERE i.patient_id = $1 AND i.uid = $2', [patient, study])
  const instance = await one('SELECT n.uid AS found FROM imaging_instance n JOIN imaging_series s ON s.id = n.series_id WHERE s.uid = $1', [series])
  const snapshot = await one('SELECT sha256 AS found FROM snapshot WHERE case_id = $1', [caseId])
  known = { case: caseId, patient, study, series, instance, snapshot, file: await one('SELECT sha256 AS found FROM stored_file LIMIT 1') }
  for (const email of [owner, ...others]) await signIn(email)
}, 120_000)
afterAll(async () => {
  const { portalStore } = await import('#web/server/store.ts')
  const { authDatabase } = await import('#web/server/auth-database.ts')
  await Promise.all([admin.end(), portalStore().close(), authDatabase().$disconnect()])
  await database.drop()
})

type Params = Readonly<Record<string, string | string[]>>
type Handler = (request: Request, context: { readonly params: Promise<Params> }) => Promise<Response>
interface Row { readonly load: () => Promise<object>; readonly method?: 'GET' | 'POST'; readonly params: () => Params }

const wado = (): string[] => ['studies', known.study, 'series', known.series, 'metadata']
const frame = (): string[] => ['studies', known.study, 'series', known.series, 'instances', known.instance, 'frames', '1']
const byCase = (more: () => Params = () => ({})): Row['params'] => () => ({ id: known.case, ...more() })
const byPatient = (more: () => Params = () => ({})): Row['params'] => () => ({ id: known.patient, ...more() })

/** Every route that takes an id, a UID or a hash of what is somebody's. */
const routes: Readonly<Record<string, readonly Row[]>> = {
  'api/cases/[id]/dicomweb/[...path]': [
    { load: () => import('./api/cases/[id]/dicomweb/[...path]/route.ts'), params: byCase(() => ({ path: wado() })) },
    { load: () => import('./api/cases/[id]/dicomweb/[...path]/route.ts'), params: byCase(() => ({ path: frame() })) },
  ],
  'api/cases/[id]/media/[media]': [{ load: () => import('./api/cases/[id]/media/[media]/route.ts'), params: byCase(() => ({ media: known.patient })) }],
  'api/cases/[id]/minutes/[version]': [{ load: () => import('./api/cases/[id]/minutes/[version]/route.ts'), params: byCase(() => ({ version: '1' })) }],
  'api/cases/[id]/pulse': [{ load: () => import('./api/cases/[id]/pulse/route.ts'), params: byCase() }],
  'api/patients/[id]/dicomweb/[...path]': [
    { load: () => import('./api/patients/[id]/dicomweb/[...path]/route.ts'), params: byPatient(() => ({ path: wado() })) },
    { load: () => import('./api/patients/[id]/dicomweb/[...path]/route.ts'), params: byPatient(() => ({ path: frame() })) },
  ],
  'api/patients/[id]/documents/[sha]': [
    { load: () => import('./api/patients/[id]/documents/[sha]/route.ts'), params: byPatient(() => ({ sha: known.snapshot })) },
    { load: () => import('./api/patients/[id]/documents/[sha]/route.ts'), params: byPatient(() => ({ sha: known.file })) },
  ],
  'api/patients/[id]/media/[media]': [{ load: () => import('./api/patients/[id]/media/[media]/route.ts'), params: byPatient(() => ({ media: known.patient })) }],
  'api/frames/[sha256]': [
    { load: () => import('./api/frames/[sha256]/route.ts'), params: () => ({ sha256: known.snapshot }) },
    { load: () => import('./api/frames/[sha256]/route.ts'), params: () => ({ sha256: known.file }) },
  ],
  'api/emergencies/[id]': [{ load: () => import('./api/emergencies/[id]/route.ts'), params: byCase() }],
}

/** Routes that name nobody's: lists of one's own, the sign-in, what is open to all, and those with a test of their own. */
const nobodys: readonly string[] = [
  'api/auth/[...all]', 'api/health', 'api/metrics', 'api/notices', 'api/notices/ticket', 'api/reports', 'api/roster', 'api/verify', 'api/emergencies/rings', 'api/emergencies/wall',
  'api/patients/upload', 'api/uploads', 'api/uploads/[id]', 'api/uploads/[id]/import', 'api/cases/[id]/frames', 'fhir/[[...path]]',
]

const ask = async (row: Row, as: string): Promise<number> => {
  visitor.headers = new Headers({ cookie: cookies.get(as) ?? '', origin })
  const handlers = (await row.load()) as Readonly<Record<string, Handler>>
  const params = row.params()
  const handler = handlers[row.method ?? 'GET']
  if (handler === undefined) throw new Error('no such handler')
  const answer = await handler(new Request(`${origin}/x`, { headers: visitor.headers }), { params: Promise.resolve(params) })
  return answer.status
}

const folder = import.meta.dirname
const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name === 'route.ts').map((entry) => relative(folder, entry.parentPath).split(join('/')).join('/'))

it('the table knows every route', () => {
  expect(found.filter((path) => routes[path] === undefined && !nobodys.includes(path))).toEqual([])
})

describe.each(['while the link holds', 'after the link has expired'])('%s', (when) => {
  beforeAll(async () => {
    if (when.startsWith('after')) await admin.query(`UPDATE hub_link SET valid_from = now() - interval '2 years', valid_until = now() - interval '1 day'`)
  })

  it.each(others)('%s finds nothing of the other hospital by id, by DICOM UID, by snapshot hash or by address', async (email) => {
    const answers = Object.fromEntries(await Promise.all(Object.entries(routes).map(async ([path, rows]) => {
      const statuses: number[] = []
      for (const row of rows) statuses.push(await ask(row, email))
      return [path, statuses] as const
    })))
    const expected = Object.fromEntries(Object.entries(routes).map(([path, rows]) => [path, rows.map(() => 404)]))
    expect(answers).toEqual(expected)
  })

  it('the treating doctor still finds the case', async () => {
    const [row] = routes['api/cases/[id]/pulse'] ?? []
    expect(row && await ask(row, owner)).toBe(200)
  })
})

it('nobody finds anything without signing in', async () => {
  for (const rows of Object.values(routes)) for (const row of rows) expect(await ask(row, 'nobody')).toBe(401)
})

it('every account of the table is of the demo', () => {
  for (const email of [owner, ...others]) expect(demoAccounts.some((account) => account.email === email)).toBe(true)
})
