import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { caseIdOf } from '#prisma/seed/cases/scenario.ts'
import { demoAccounts, demoPassword } from '#prisma/seed/demo-accounts.ts'
import { seedDemo } from '#prisma/seed/seed-demo.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { filesNamed, openPage, type PageAnswer, type PageModule } from './test-pages.ts'

const origin = 'http://hoichan.test'
const visitor = vi.hoisted(() => ({ headers: new Headers() }))
// Next hands these to a handler through its own server; here the test stands in for that server.
vi.mock('next/headers', () => ({ headers: async () => visitor.headers, cookies: async () => ({ get: () => undefined }) }))
vi.mock('next-intl/server', () => ({
  getTranslations: async () => Object.assign((key: string) => key, { rich: (key: string) => key, has: () => true }),
  getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh',
}))

let database: TestDatabase
let admin: pg.Client
const cookies = new Map<string, string>()
/** What hospital A has: the ids by which anybody might ask for it. */
let known: Readonly<Record<'case' | 'code' | 'held' | 'patient' | 'name' | 'study' | 'series' | 'instance' | 'snapshot' | 'file' | 'upload' | 'segment' | 'refused' | 'round', string>>
let folderOfUploads: string

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
/** Of the third hospital as well; called to one case for a while. */
const guest = 'baotram@ngocvan.example'

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
  folderOfUploads = await mkdtemp(join(tmpdir(), 'another-hospital-'))
  vi.stubEnv('DATA_DIR', folderOfUploads)
  const caseId = caseIdOf('stroke')
  const patient = await one('SELECT patient_id AS found FROM consult_case WHERE id = $1', [caseId])
  const study = await one('SELECT uid AS found FROM imaging_study WHERE patient_id = $1', [patient])
  const series = await one('SELECT s.uid AS found FROM imaging_series s JOIN imaging_study i ON i.id = s.study_id WHERE i.patient_id = $1 AND i.uid = $2', [patient, study])
  const instance = await one('SELECT n.uid AS found FROM imaging_instance n JOIN imaging_series s ON s.id = n.series_id WHERE s.uid = $1', [series])
  const snapshot = await one('SELECT sha256 AS found FROM snapshot WHERE case_id = $1', [caseId])
  const held = await one(`SELECT held.id AS found FROM consult_case held JOIN consult_session s ON s.case_id = held.id AND s.is_current
    WHERE held.requesting_organization_id = (SELECT requesting_organization_id FROM consult_case WHERE id = $1) AND NOT EXISTS (
      SELECT FROM team_member m JOIN practitioner p ON p.id = m.practitioner_id JOIN auth_user u ON u.practitioner_id = p.id::text WHERE m.case_id = held.id AND u.email = ANY ($2))`, [caseId, [...others]])
  const segment = randomUUID()
  await admin.query(`WITH kept AS (INSERT INTO recording (id, case_id, session_id, asked_by_id, started_at, ended_at, end_reason, retention, keep_until)
      SELECT gen_random_uuid(), c.id, s.id, c.requester_id, now(), now(), 'stopped', 'routine', now() + interval '10 years'
      FROM consult_case c JOIN consult_session s ON s.case_id = c.id AND s.is_current WHERE c.id = $1 RETURNING id, case_id, asked_by_id)
    INSERT INTO recording_segment (id, recording_id, case_id, practitioner_id, organization_id, label, asked_at, state)
    SELECT $2, kept.id, kept.case_id, kept.asked_by_id, c.requesting_organization_id, 'camera', now(), 'empty' FROM kept JOIN consult_case c ON c.id = kept.case_id`, [held, segment])
  const upload = randomUUID()
  await admin.query(`INSERT INTO upload (id, organization_id, patient_id, uploader_id, size, created_at)
    SELECT $1, organization_id, id, (SELECT practitioner_id::uuid FROM auth_user WHERE email = $2), 10, now() FROM patient WHERE id = $3`, [upload, owner, patient])
  const refused = randomUUID()
  await admin.query(`INSERT INTO refused_message (id, organization_id, channel, source, refusal, content, content_sha256, received_at, last_at)
    SELECT $1, organization_id, 'hl7v2', 'HIS|BL', 'record.malformed', convert_to(name, 'UTF8'), repeat('d', 64), now(), now() FROM patient WHERE id = $2`, [refused, patient])
  const round = randomUUID()
  await admin.query(`WITH held AS (SELECT c.id, c.requesting_organization_id AS asking, u.practitioner_id::uuid AS doctor FROM consult_case c JOIN auth_user u ON u.email = $2 WHERE c.id = $1),
    met AS (INSERT INTO meeting (id, organization_id, title, chair_id, people_ids, guest_ids, cadence, starts_on, start_time, duration_minutes, on_holiday, planned_by_id)
      SELECT gen_random_uuid(), asking, 'Giao ban', doctor, '{}', '{}', 'weekly', current_date, '08:00', 60, 'keep', doctor FROM held RETURNING id, organization_id)
    INSERT INTO round (id, meeting_id, organization_id, on_day) SELECT $3, id, organization_id, current_date FROM met`, [held, owner, round])
  await admin.query('INSERT INTO round_stop (round_id, case_id, position) VALUES ($1, $2, 0)', [round, held])
  known = {
    round, case: caseId, held, patient, study, series, instance, snapshot, upload, segment, refused,
    code: await one('SELECT code AS found FROM consult_case WHERE id = $1', [caseId]),
    name: await one('SELECT name AS found FROM patient WHERE id = $1', [patient]),
    file: await one('SELECT sha256 AS found FROM stored_file LIMIT 1'),
  }
  for (const email of [owner, guest, ...others]) await signIn(email)
}, 120_000)
afterAll(async () => {
  const { portalStore } = await import('#web/server/store.ts')
  const { authDatabase } = await import('#web/server/auth-database.ts')
  await Promise.all([admin.end(), portalStore().close(), authDatabase().$disconnect(), rm(folderOfUploads, { recursive: true })])
  await database.drop()
})

type Params = Readonly<Record<string, string | string[]>>
type Handler = (request: Request, context: { readonly params: Promise<Params> }) => Promise<Response>
interface Row {
  readonly load: () => Promise<object>
  readonly method?: 'GET' | 'POST' | 'HEAD'
  readonly params: () => Params
  readonly query?: string
  readonly headers?: () => Readonly<Record<string, string>>
}

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
  'api/recordings/[segment]': [{ load: () => import('./api/recordings/[segment]/route.ts'), params: () => ({ segment: known.segment }), headers: () => ({ range: 'bytes=0-' }) }],
  'api/emergencies/[id]': [{ load: () => import('./api/emergencies/[id]/route.ts'), params: byCase() }],
  'api/cases/[id]/frames': [{
    load: () => import('./api/cases/[id]/frames/route.ts'), method: 'POST', params: byCase(), query: '?kind=image-view&title=x', headers: () => ({ 'content-type': 'image/png' }),
  }],
  'api/uploads': [{
    load: () => import('./api/uploads/route.ts'), method: 'POST', params: () => ({}),
    headers: () => ({ 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': `patient ${Buffer.from(known.patient).toString('base64')}` }),
  }],
  'api/uploads/[id]': [{ load: () => import('./api/uploads/[id]/route.ts'), method: 'HEAD', params: () => ({ id: known.upload }), headers: () => ({ 'tus-resumable': '1.0.0' }) }],
  'api/uploads/[id]/import': [{ load: () => import('./api/uploads/[id]/import/route.ts'), method: 'POST', params: () => ({ id: known.upload }) }],
}

/** Routes that name nobody's: lists of one's own, the sign-in, what is open to all, and those with a test of their own. */
const nobodys: readonly string[] = [
  'api/auth/[...all]', 'api/health', 'api/metrics', 'api/notices', 'api/notices/ticket', 'api/reports', 'api/roster', 'api/verify', 'api/emergencies/rings', 'api/emergencies/wall',
  'api/patients/upload', 'fhir/[[...path]]', 'api/line-test/load', 'api/notices/shown', 'api/audit/export', 'api/calendar/[secret]',
  'api/device/ask', 'api/device/collect', 'api/device/pair', 'api/device/pin', 'api/device/touch', 'api/sign-out', 'api/guest/enter', 'api/guest/look', 'api/guest/ticket',
]

interface PageRow {
  readonly params: () => Params
  /** Why the treating doctor need not find anything there either. */
  readonly notForOwner?: string
}
const heldCase = (): Params => ({ id: known.held })

/** Every page that opens what is somebody's: a case, a record, minutes, a room, images. */
const pages: Readonly<Record<string, PageRow>> = {
  '(portal)/cases/[id]': { params: byCase() },
  '(portal)/cases/[id]/edit': { params: byCase() },
  '(portal)/cases/[id]/line-test': { params: heldCase },
  '(portal)/cases/[id]/minutes': { params: heldCase },
  '(portal)/cases/[id]/recordings': { params: heldCase, notForOwner: 'who took part may watch' },
  '(portal)/cases/[id]/sign': { params: heldCase, notForOwner: 'nothing of the demo waits for a signature' },
  '(portal)/patients/[id]': { params: byPatient() },
  '(portal)/refused/[id]': { params: () => ({ id: known.refused }) },
  '(portal)/audit/patients/[id]': { params: byPatient(), notForOwner: 'an auditor reads who has looked' },
  '(stage)/cases/[id]/images': { params: byCase() },
  '(stage)/cases/[id]/or': { params: heldCase },
  '(stage)/cases/[id]/room': { params: heldCase },
  '(stage)/patients/[id]/images': { params: byPatient() },
  '(stage)/rounds/[id]': { params: () => ({ id: known.round }) },
}

/** Pages of one's own, which take no id: what they show another hospital's people names neither the patient nor the case. */
const lists: readonly string[] = [
  ...['', '/accounts', '/audit', '/audit/break-glass', '/break-glass', '/cases', '/devices', '/directory', '/duty', '/filing', '/follow-up', '/interop', '/links', '/minutes', '/minutes-templates', '/patients', '/refused', '/reports', '/retention', '/rooms', '/schedule', '/schedule/meetings'].map((path) => `(portal)/(lists)${path}`),
  '(portal)/account', '(portal)/device/approve', '(portal)/line-test', '(stage)/wall',
]

/** Open to everyone, or about the visitor's own sign-in alone. */
const nobodysPages: readonly string[] = ['(entry)/no-hospital', '(entry)/sign-in', '(entry)/sign-in/forgotten', '(entry)/sign-in/new-password', '(entry)/sign-in/second-factor', '(entry)/sign-in/set-up-second-factor', '(entry)/verify/[[...id]]', '(guest)/guest', '(device)/device']

const folder = import.meta.dirname
const foundPages = filesNamed(folder, 'page.tsx')

const openAs = async (path: string, params: Params, as: string): Promise<PageAnswer> => {
  visitor.headers = new Headers({ cookie: cookies.get(as) ?? '', origin })
  return openPage((await import(join(folder, path, 'page.tsx'))) as PageModule, params)
}
const statusesOfPages = async (as: string): Promise<Readonly<Record<string, PageAnswer['status']>>> => {
  const answers: [string, PageAnswer['status']][] = []
  for (const path of foundPages) {
    const row = pages[path]
    if (row !== undefined) answers.push([path, (await openAs(path, row.params(), as)).status])
  }
  return Object.fromEntries(answers)
}
const everyPage = <Status>(status: Status): Readonly<Record<string, Status>> => Object.fromEntries(foundPages.filter((path) => pages[path] !== undefined).map((path) => [path, status]))

const ask = async (row: Row, as: string): Promise<number> => {
  const headers = new Headers({ cookie: cookies.get(as) ?? '', origin, ...row.headers?.() })
  visitor.headers = headers
  const handlers = (await row.load()) as Readonly<Record<string, Handler>>
  const params = row.params()
  const method = row.method ?? 'GET'
  const handler = handlers[method]
  if (handler === undefined) throw new Error('no such handler')
  const at = `${origin}/api/uploads${typeof params['id'] === 'string' ? `/${params['id']}` : ''}${row.query ?? ''}`
  const answer = await handler(new Request(at, { method, headers }), { params: Promise.resolve(params) })
  return answer.status
}

it('the tables know every route and every page', () => {
  expect(filesNamed(folder, 'route.ts').filter((path) => routes[path] === undefined && !nobodys.includes(path))).toEqual([])
  expect(foundPages.filter((path) => pages[path] === undefined && !lists.includes(path) && !nobodysPages.includes(path))).toEqual([])
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

  it.each(others)('%s finds no page of it either, and no list names it', async (email) => {
    expect(await statusesOfPages(email)).toEqual(everyPage(404))
    for (const path of lists.filter((one) => foundPages.includes(one))) {
      const { texts } = await openAs(path, {}, email)
      const told = [...texts].filter((text) => [known.name, known.patient, known.case, known.held].some((secret) => text.includes(secret)))
      expect([path, told]).toEqual([path, []])
    }
  })

  it('the treating doctor still finds the case, its pages and the patient', async () => {
    const [row] = routes['api/cases/[id]/pulse'] ?? []
    expect(row && await ask(row, owner)).toBe(200)
    const statuses = await statusesOfPages(owner)
    expect(Object.entries(statuses).filter(([path, status]) => status === 404 && pages[path]?.notForOwner === undefined)).toEqual([])
    const shown = await openAs('(portal)/(lists)/patients', {}, owner)
    expect([...shown.texts].some((text) => text.includes(known.name))).toBe(true)
  })
})

describe('a guest from a third hospital', () => {
  beforeAll(() => admin.query('UPDATE hub_link SET valid_until = NULL'))

  const pagesOfHeld = ['(portal)/cases/[id]', '(stage)/cases/[id]/images', '(stage)/cases/[id]/room'] as const
  const opened = async (): Promise<readonly PageAnswer['status'][]> => {
    const statuses: PageAnswer['status'][] = []
    for (const path of pagesOfHeld) statuses.push((await openAs(path, heldCase(), guest)).status)
    return statuses
  }

  it('opens the case while on its team, and nothing of it once taken off', async () => {
    expect(await opened()).toEqual([404, 404, 404])
    await admin.query(`INSERT INTO team_member (case_id, practitioner_id, organization_id, part, position, reply, invited_at, answered_at)
      SELECT $1, r.practitioner_id, r.organization_id, 'member', 90, 'accepted', now(), now() FROM practitioner_role r JOIN auth_user u ON u.practitioner_id = r.practitioner_id::text WHERE u.email = $2`, [known.held, guest])
    expect(await opened()).toEqual([200, 200, 200])
    await admin.query('DELETE FROM team_member WHERE case_id = $1 AND position = 90', [known.held])
    expect(await opened()).toEqual([404, 404, 404])
  })
})

it('nobody finds anything without signing in', async () => {
  for (const rows of Object.values(routes)) for (const row of rows) expect(await ask(row, 'nobody')).toBe(401)
  expect(await statusesOfPages('nobody')).toEqual(everyPage('redirect /sign-in'))
})

it('a sign-in that was revoked opens nothing any more, and neither does a doctor who has left the hospital', async () => {
  await admin.query(`DELETE FROM practitioner_role WHERE practitioner_id = (SELECT practitioner_id::uuid FROM auth_user WHERE email = $1)`, [owner])
  for (const rows of Object.values(routes)) for (const row of rows) expect(await ask(row, owner)).toBe(401)
  expect(await statusesOfPages(owner)).toEqual(everyPage('redirect /no-hospital'))
  await admin.query(`DELETE FROM auth_session WHERE user_id = (SELECT id FROM auth_user WHERE email = $1)`, [owner])
  expect(await statusesOfPages(owner)).toEqual(everyPage('redirect /sign-in'))
})

it('every account of the table is of the demo', () => {
  for (const email of [owner, guest, ...others]) expect(demoAccounts.some((account) => account.email === email)).toBe(true)
})
