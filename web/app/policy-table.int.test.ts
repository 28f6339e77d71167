import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import type { CaseAction, StaffAction, SystemAction, TablePerson, TablePlace, TableState } from '#core/case/test-policies.ts'
import { casePolicies, isGranted, staffPolicies, systemPolicies, tablePersons, tablePlaces, tableStates } from '#core/case/test-policies.ts'
import { selectForSnapshot, wholeRecord } from '#core/record/snapshot.ts'
import { exampleRecord } from '#core/record/testing.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { closePortal, settlePortal, signPeopleIn, testOrigin as origin } from './test-visitors.ts'

/** The table of policies asked of the portal itself: routes, server actions and the FHIR server, each person by their own sign-in. */

// Next hands these to a handler through its own server; here the test stands in for that server, for many visitors at once.
const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined }) }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

let database: TestDatabase
let world: PolicyWorld
let cookies: ReadonlyMap<TablePerson, string>
const tokens = new Map<TablePlace, string>()

const studyUid = '1.2.826.0.1.3680043.10.1'
const seriesUid = '1.2.826.0.1.3680043.10.1.1'

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database, {
    bundleOf: (id) => composeSnapshotBundle(selectForSnapshot(exampleRecord(), wholeRecord), { id, createdAt: new Date('2026-11-21T12:00:00.000Z') }),
  })
  settlePortal(database)
  await withImagesOfTheCancelled()
  cookies = await signPeopleIn(world, tablePersons)
  for (const place of tablePlaces) tokens.set(place, await tokenOf(place))
}, 120_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

/** A cancelled case sends nothing any more, so its patient's own images are what the asking hospital opens under it. */
async function withImagesOfTheCancelled(): Promise<void> {
  const [study, series] = [randomUUID(), randomUUID()]
  const { patient } = world.caseIn('cancelled')
  await world.admin.query(`INSERT INTO imaging_study (id, organization_id, patient_id, uid, modality, description, started_at) VALUES ($1, $2, $3, $4, 'CT', '', now())`, [study, world.place('asking'), patient, studyUid])
  await world.admin.query(`INSERT INTO imaging_series (id, organization_id, study_id, uid, number, description) VALUES ($1, $2, $3, $4, 1, '')`, [series, world.place('asking'), study, seriesUid])
}

const as = <T>(name: TablePerson, work: () => Promise<T>): Promise<T> => visitors.run(new Headers({ cookie: cookies.get(name) ?? '', origin }), work)

type Handler = (request: Request, context: { readonly params: Promise<Readonly<Record<string, string | string[]>>> }) => Promise<Response>
/** What a route or an action says, in one word: `ok`, a refusal's code, or a status. */
const routed = async (load: Promise<object>, params: Readonly<Record<string, string | string[]>>): Promise<string> => {
  const { GET } = (await load) as Readonly<Record<'GET', Handler>>
  const answer = await GET(new Request(`${origin}/x`, { headers: { origin } }), { params: Promise.resolve(params) })
  return answer.ok ? 'ok' : String(((await answer.json()) as { readonly code?: string }).code ?? answer.status)
}
const acted = async (answer: Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string }>): Promise<string> => {
  const given = await answer
  return given.ok ? 'ok' : given.code
}

interface Probe {
  readonly ask: (id: string) => Promise<string>
  /** What it says to those who may; whatever else they hear comes from the state of the case, not from who they are. */
  readonly allowed: readonly string[]
  readonly denied: readonly string[]
}

const nobody = randomUUID()
const hidden = ['case.not-found', 'case.not-allowed']
const draft = {
  kind: 'case', urgency: 'routine', specialty: 'cardiology', questions: [], course: '', currentCondition: '', provisionalDiagnosis: '',
  selection: { excluded: [], released: [] }, basis: { kind: 'emergency', text: '' },
} as const

/** The surface of each policy over a case; the room and the shared minutes are asked over their socket. */
const caseProbes: Readonly<Partial<Record<CaseAction, Probe>>> = {
  'see the case': { ask: (id) => routed(import('./api/cases/[id]/pulse/route.ts'), { id }), allowed: ['ok'], denied: ['case.not-found'] },
  'see what was sent': {
    ask: (id) => routed(import('./api/cases/[id]/dicomweb/[...path]/route.ts'), { id, path: ['studies', studyUid, 'series', seriesUid, 'metadata'] }),
    allowed: ['image.archive-unreachable'], denied: ['image.not-found'],
  },
  'write the request': {
    ask: async (id) => acted((await import('#web/features/request/actions.ts')).saveRequest({ case: id, revision: 9_999, draft: { ...draft, hub: world.place('advising') }, withBasis: false })),
    allowed: ['case.changed-elsewhere'], denied: hidden,
  },
  'answer for the patient': {
    ask: async (id) => acted((await import('#web/features/case/actions.ts')).decideOnAdvice({ case: id, agreed: false, reason: '' })),
    allowed: ['case.wrong-state', 'outcome.no-reason'], denied: hidden,
  },
  'coordinate': {
    ask: async (id) => acted((await import('#web/features/coordination/actions.ts')).findConflicts({ case: id, people: [], startsAt: world.now.toISOString(), durationMinutes: 30 })),
    allowed: ['ok'], denied: hidden,
  },
  'hand the case over': {
    ask: async (id) => acted((await import('#web/features/coordination/actions.ts')).answerHandover({ case: id, accepts: true })),
    allowed: ['handover.not-offered'], denied: hidden,
  },
  'enter the session': {
    ask: async (id) => acted((await import('#web/features/room/actions.ts')).requestJoinTicket({ case: id })), allowed: ['ok', 'case.wrong-state'], denied: hidden,
  },
  'read the minutes': {
    ask: async (id) => acted((await import('#web/features/minutes/actions.ts')).issueMinutesTicket({ case: id })), allowed: ['ok'], denied: hidden,
  },
  'mask the identity': {
    ask: async (id) => acted((await import('#web/features/case/actions.ts')).maskIdentity({ case: id, masked: false })), allowed: ['ok'], denied: hidden,
  },
  'reserve rooms and equipment': {
    ask: async (id) => acted((await import('#web/features/assets/actions.ts')).reserveAssets({ case: id, assets: [nobody] })), allowed: ['asset.not-found'], denied: hidden,
  },
  'invite a guest': {
    ask: async (id) => acted((await import('#web/features/guests/actions.ts')).inviteGuest({ case: id, name: '', workplace: '', role: 'observer' })), allowed: ['guest.no-name'], denied: hidden,
  },
}

/** The surface of what a role may do whatever the case: asked once a person, since no case is named. */
const staffProbes: Readonly<Partial<Record<StaffAction, Probe>>> = {
  'ask for a consult': {
    ask: async () => acted((await import('#web/features/request/start-actions.ts')).startRequest({ patient: nobody })), allowed: ['link.not-covering'], denied: ['case.not-allowed'],
  },
  'read records of the own hospital': {
    ask: async () => acted((await import('#web/features/patients/actions.ts')).searchPatients({ text: 'không có ai' })), allowed: ['ok'], denied: ['patient.not-allowed'],
  },
  'call an emergency': {
    ask: async () => acted((await import('#web/features/emergency/actions.ts')).callEmergency({ specialty: 'cardiology', ageYears: null, sex: 'unknown', line: '', callbackPhone: '', pressedAgo: 0 })),
    allowed: ['ok', 'emergency.nobody-to-ask'], denied: ['case.not-allowed'],
  },
  'keep the roster': {
    ask: async () => acted((await import('#web/features/roster/actions.ts')).planShift({ department: nobody, practitioner: nobody, position: 1, startsAt: '2026-11-21T00:00:00Z', endsAt: '2026-11-22T00:00:00Z' })),
    allowed: ['roster.unknown-person'], denied: ['roster.not-allowed'],
  },
  'keep rooms and equipment': {
    ask: async () => acted((await import('#web/features/assets/actions.ts')).returnToService({ asset: nobody })), allowed: ['asset.not-found'], denied: ['asset.not-allowed'],
  },
  'let another system in': {
    ask: async () => acted((await import('#web/features/interop/actions.ts')).revokeClient({ id: nobody })), allowed: ['client.not-found'], denied: ['auth.not-allowed'],
  },
  'manage the filing': {
    ask: async () => acted((await import('#web/features/filing/actions.ts')).sendAgain({ id: nobody })), allowed: ['filing.not-found'], denied: ['filing.not-allowed'],
  },
}

const verdict = (probe: Probe, heard: string): string => (probe.allowed.includes(heard) ? 'allowed' : probe.denied.includes(heard) ? 'denied' : heard)

/** So many asked at once keep one processor busy without starving the database's connections. */
const atOnce = 8
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = []
  for (let at = 0; at < items.length; at += atOnce) done.push(...(await Promise.all(items.slice(at, at + atOnce).map(work))))
  return done
}

describe.each(Object.entries(caseProbes) as readonly (readonly [CaseAction, Probe])[])('over HTTP: who may %s', (action, probe) => {
  it('is the table, for everybody in every state', async () => {
    const cells = tablePersons.flatMap((name) => tableStates.map((state) => [name, state] as const))
    const heard = await inTurns(cells, async ([name, state]) => [name, state, verdict(probe, await as(name, () => probe.ask(world.caseIn(state).id)))])
    expect(heard).toEqual(cells.map(([name, state]) => [name, state, isGranted(casePolicies[action], name, state) ? 'allowed' : 'denied']))
  }, 120_000)
})

describe.each(Object.entries(staffProbes) as readonly (readonly [StaffAction, Probe])[])('over HTTP: who may %s', (action, probe) => {
  it('is the table, whatever the case', async () => {
    const heard = await inTurns(tablePersons, async (name) => [name, verdict(probe, await as(name, () => probe.ask('')))])
    expect(heard).toEqual(tablePersons.map((name) => [name, isGranted(staffPolicies[action], name, 'draft') ? 'allowed' : 'denied']))
  })
})

async function tokenOf(place: TablePlace): Promise<string> {
  const { portal } = await import('#web/server/compose.ts')
  const { answerFhirRequest } = await import('#web/server/fhir/fhir-server.ts')
  const admin = world.actor(({ asking: 'ownAdmin', advising: 'hubAdmin', elsewhere: 'strangerAdmin' } as const)[place])
  const issued = await portal().issueClient(admin, { name: 'HIS', scopes: ['system/*.read'] })
  if (!issued.ok) throw new Error(issued.error)
  const answer = await answerFhirRequest(new Request(`${origin}/fhir/token`, {
    method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${issued.value.client.id}:${issued.value.secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  }), ['token'])
  return ((await answer.json()) as { readonly access_token: string }).access_token
}

const systemProbes: Readonly<Record<SystemAction, (state: TableState) => Promise<readonly [type: string, id: string]>>> = {
  'find the request': async (state) => ['ServiceRequest', world.caseIn(state).id],
  'find the patient': async (state) => ['Patient', world.caseIn(state).patient],
  'open what was sent': async (state) => {
    const { rows } = await world.admin.query<{ sha256: string }>('SELECT sha256 FROM snapshot WHERE case_id = $1', [world.caseIn(state).id])
    return ['Binary', rows[0]?.sha256 ?? '']
  },
}

describe.each(Object.entries(systemProbes) as readonly (readonly [SystemAction, (state: TableState) => Promise<readonly [string, string]>])[])('over FHIR: which hospital may %s', (action, address) => {
  it('is the table, in every state', async () => {
    const { answerFhirRequest } = await import('#web/server/fhir/fhir-server.ts')
    const cells = tablePlaces.flatMap((place) => tableStates.map((state) => [place, state] as const))
    const heard = await inTurns(cells, async ([place, state]) => {
      const [type, id] = await address(state)
      const answer = await answerFhirRequest(new Request(`${origin}/fhir/${type}/${id}`, { headers: { authorization: `Bearer ${tokens.get(place) ?? ''}` } }), [type, id])
      return [place, state, answer.status]
    })
    expect(heard).toEqual(cells.map(([place, state]) => [place, state, isGranted(systemPolicies[action], place, state) ? 200 : 404]))
  }, 60_000)
})
