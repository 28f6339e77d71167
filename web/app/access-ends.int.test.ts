import { createHash, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import type { TablePerson, TableState } from '#core/case/test-policies.ts'
import { selectForSnapshot, wholeRecord } from '#core/record/snapshot.ts'
import { exampleRecord } from '#core/record/testing.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { filesNamed, openPage, type PageModule } from './test-pages.ts'
import { closePortal, settlePortal, signPeopleIn, testOrigin as origin } from './test-visitors.ts'

/** Every way to what was sent with a case or recorded of its session: for how long it opens, to whom, and with which contract. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined }) }))
vi.mock('next-intl/server', () => ({
  getTranslations: async () => Object.assign((key: string) => key, { rich: (key: string) => key, has: () => true }),
  getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh',
}))

const states = ['scheduled', 'live', 'signed', 'closed', 'closed-long-ago'] as const satisfies readonly TableState[]
type State = (typeof states)[number]
const people = ['requester', 'chair', 'guest', 'bystander', 'coordinator', 'glassHolder', 'glassStranger', 'glassOver', 'visitor'] as const satisfies readonly TablePerson[]
type Person = (typeof people)[number]

const bytes = Buffer.from('a photograph')
const record = { ...exampleRecord(), media: exampleRecord().media.map((one) => ({ ...one, file: brandId<Sha256>(createHash('sha256').update(bytes).digest('hex')), thumbnail: null })) }
const [study] = record.imagingStudies
const [series] = study?.series ?? []
const [picture] = record.media
const segments = new Map<State, string>()
let database: TestDatabase
let world: PolicyWorld
let cookies: ReadonlyMap<TablePerson, string>
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database, {
    bundleOf: (id) => composeSnapshotBundle(selectForSnapshot(record, wholeRecord), { id, createdAt: new Date('2026-11-21T12:00:00.000Z') }),
  })
  settlePortal(database)
  folder = await mkdtemp(join(tmpdir(), 'access-ends-'))
  vi.stubEnv('DATA_DIR', folder)
  await mkdir(join(folder, 'recordings'))
  await world.admin.query(`INSERT INTO stored_file (sha256, bytes, media_type, size) VALUES ($1, $2, 'image/jpeg', $3)`, [picture?.file, bytes, bytes.length])
  await world.admin.query('INSERT INTO snapshot_file (snapshot_id, sha256) SELECT id, $1 FROM snapshot', [picture?.file])
  for (const state of states) segments.set(state, await recordedIn(state))
  cookies = await signPeopleIn(world, people)
}, 120_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await Promise.all([database.drop(), rm(folder, { recursive: true })])
})

async function recordedIn(state: State): Promise<string> {
  const segment = randomUUID()
  await world.admin.query(`WITH kept AS (INSERT INTO recording (id, case_id, session_id, asked_by_id, started_at, ended_at, end_reason, retention, keep_until)
      SELECT gen_random_uuid(), c.id, s.id, c.requester_id, now(), now(), 'stopped', 'routine', now() + interval '10 years'
      FROM consult_case c JOIN consult_session s ON s.case_id = c.id AND s.is_current WHERE c.id = $1 RETURNING id, case_id, asked_by_id)
    INSERT INTO recording_segment (id, recording_id, case_id, practitioner_id, organization_id, label, asked_at, state)
    SELECT $2, kept.id, kept.case_id, kept.asked_by_id, c.requesting_organization_id, 'camera', now(), 'empty' FROM kept JOIN consult_case c ON c.id = kept.case_id`, [world.caseIn(state).id, segment])
  await writeFile(join(folder, 'recordings', `${segment}.webm`), 'x')
  return segment
}

type Params = Readonly<Record<string, string | string[]>>
type Handler = (request: Request, context: { readonly params: Promise<Params> }) => Promise<Response>
type Way = (state: State) => Promise<'open' | 'closed'>

const route = (load: () => Promise<object>, params: (state: State) => Params): Way => async (state) => {
  const { GET } = (await load()) as Readonly<Record<'GET', Handler>>
  const headers = new Headers(visitors.getStore())
  headers.set('range', 'bytes=0-')
  const { status } = await GET(new Request(`${origin}/x`, { headers }), { params: Promise.resolve(params(state)) })
  return status === 404 ? 'closed' : 'open'
}
const page = (load: () => Promise<object>): Way => async (state) => {
  const { status } = await openPage((await load()) as PageModule, { id: world.caseIn(state).id })
  return status === 200 ? 'open' : 'closed'
}
/** The case itself stays, without what was sent. */
const pageThatNames = (load: () => Promise<object>): Way => async (state) => {
  const { texts } = await openPage((await load()) as PageModule, { id: world.caseIn(state).id })
  return [...texts].some((text) => text.includes(picture?.title ?? '-')) ? 'open' : 'closed'
}
const dicomweb = (...path: string[]): Way =>
  route(() => import('./api/cases/[id]/dicomweb/[...path]/route.ts'), (state) => ({ id: world.caseIn(state).id, path: ['studies', study?.uid ?? '', 'series', series?.uid ?? '', ...path] }))
const instance = ['instances', series?.instances[0]?.uid ?? '']

/** By the file that answers. */
const ways: Readonly<Record<string, readonly Way[]>> = {
  'api/cases/[id]/dicomweb/[...path]': [dicomweb('metadata'), dicomweb(...instance, 'frames', '1'), dicomweb(...instance, 'rendered'), dicomweb(...instance, 'file')],
  'api/cases/[id]/media/[media]': [route(() => import('./api/cases/[id]/media/[media]/route.ts'), (state) => ({ id: world.caseIn(state).id, media: picture?.id ?? '' }))],
  'api/recordings/[segment]': [route(() => import('./api/recordings/[segment]/route.ts'), (state) => ({ segment: segments.get(state) ?? '' }))],
  '(portal)/cases/[id]/recordings': [page(() => import('./(portal)/cases/[id]/recordings/page.tsx'))],
  '(stage)/cases/[id]/images': [page(() => import('./(stage)/cases/[id]/images/page.tsx'))],
  '(portal)/cases/[id]': [pageThatNames(() => import('./(portal)/cases/[id]/page.tsx'))],
}

/** What hangs on a case and stays with it: its state, its minutes and what they show, its room while there is one. */
const staying: readonly string[] = [
  'api/cases/[id]/frames', 'api/cases/[id]/minutes/[version]', 'api/cases/[id]/pulse',
  '(portal)/cases/[id]/edit', '(portal)/cases/[id]/line-test', '(portal)/cases/[id]/minutes', '(portal)/cases/[id]/sign', '(stage)/cases/[id]/or', '(stage)/cases/[id]/room',
]

it('knows every route and page of a case', () => {
  const found = [...filesNamed(import.meta.dirname, 'route.ts'), ...filesNamed(import.meta.dirname, 'page.tsx')].filter((path) => path.includes('cases/[id]') || path.includes('recordings/'))
  expect(found.filter((path) => ways[path] === undefined && !staying.includes(path))).toEqual([])
})

interface Standing {
  readonly state: State
  readonly linked: boolean
  readonly path: string
}

const isOpen = (who: Person, { state, linked, path }: Standing): boolean => {
  if (who === 'requester') return true
  if (who === 'bystander' || who === 'coordinator' || who === 'glassOver') return false
  // A round opens what was sent while it stands before the patient and the session is open, and never what was recorded.
  if (who === 'visitor') return state === 'live' && !path.includes('recordings')
  // Broken glass opens what was sent whatever has ended, and never what was recorded.
  if (who === 'glassHolder' || who === 'glassStranger') return !path.includes('recordings')
  return state !== 'closed-long-ago' && (linked || state === 'live')
}

describe.each([['while the contract stands', true], ['after the contract has ended', false], ['with a contract that begins tomorrow', false]] as const)('%s', (when, linked) => {
  beforeAll(async () => {
    const period = {
      'while the contract stands': ['-1 year', null],
      'after the contract has ended': ['-1 year', '-1 second'],
      'with a contract that begins tomorrow': ['1 day', null],
    }[when]
    await world.admin.query('UPDATE hub_link SET valid_from = now() + $1::interval, valid_until = now() + $2::interval', period)
  })

  it.each(Object.entries(ways))('%s', async (path, opens) => {
    const cells = people.flatMap((who) => states.map((state) => [who, state] as const))
    const heard = []
    for (const [who, state] of cells) {
      const headers = new Headers({ cookie: cookies.get(who) ?? '', origin })
      const answers = await visitors.run(headers, () => Promise.all(opens.map((open) => open(state))))
      heard.push([who, state, [...new Set(answers)]])
    }
    expect(heard).toEqual(cells.map(([who, state]) => [who, state, [isOpen(who, { state, linked, path }) ? 'open' : 'closed']]))
  }, 120_000)
})
