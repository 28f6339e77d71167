import { createHmac, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import type { TablePerson } from '#core/case/test-policies.ts'
import { selectForSnapshot, wholeRecord } from '#core/record/snapshot.ts'
import { exampleRecord } from '#core/record/testing.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { callAuth, closePortal, cookiesOf, emailOf, settlePortal, signPeopleIn, testOrigin, testPassword, totp } from './test-visitors.ts'

/** What an attacker with a browser, an account of another hospital or a stolen password tries over HTTP: each is refused. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined }) }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

let database: TestDatabase
let world: PolicyWorld
let data: string
let cookies: ReadonlyMap<TablePerson, string>
/** A doctor of a hospital that has nothing to do with the case, and one of the advising hospital who is not of its team. */
const strangers = ['strangerDoctor', 'bystander'] as const

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database, {
    bundleOf: (id) => composeSnapshotBundle(selectForSnapshot(exampleRecord(), wholeRecord), { id, createdAt: new Date('2026-11-21T12:00:00.000Z') }),
  })
  data = await mkdtemp(join(tmpdir(), 'lien-vien-attacks-'))
  settlePortal(database)
  vi.stubEnv('DATA_DIR', data)
  cookies = await signPeopleIn(world, ['requester', 'colleague', 'nurse', 'secretary', ...strangers])
}, 60_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
  await rm(data, { recursive: true, force: true })
})

const as = <T>(name: TablePerson | null, work: () => Promise<T>): Promise<T> =>
  visitors.run(new Headers({ cookie: name === null ? '' : (cookies.get(name) ?? ''), origin: testOrigin }), work)

const root = join(import.meta.dirname, '..')
const sources = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))

type Action = (input: unknown) => Promise<{ readonly ok: true } | { readonly ok: false; readonly code: string }>

describe('another hospital\'s ids in a server action', () => {
  const some = randomUUID()
  const draft = {
    kind: 'case', urgency: 'routine', specialty: 'cardiology', questions: [], course: '', currentCondition: '', provisionalDiagnosis: '',
    selection: { excluded: [], released: [] }, basis: { kind: 'emergency', text: '' },
  }
  const selection = draft.selection
  const later = { startsAt: '2030-01-01T00:00:00Z', durationMinutes: 30 }
  const of = (state: Parameters<PolicyWorld['caseIn']>[0], more: object = {}) => (): object => ({ case: world.caseIn(state).id, ...more })
  /** Every action that takes the id of what is somebody's, with input that would do something if it were one's own. */
  const table: Readonly<Record<string, () => object>> = {
    'room/requestJoinTicket': of('lobby'),
    'room/keepLineTest': of('lobby', {
      readings: { ways: { udp: 'open', tcp: 'open', relay: 'absent', onePort: 'absent' }, down: null, up: null, roundTrip: null, loss: null, camera: 'ready', microphone: 'ready' },
    }),
    'request/saveRequest': () => ({ ...of('draft')(), revision: 1, draft: { ...draft, hub: world.place('advising') }, withBasis: false }),
    'request/sendRequest': of('draft', { selection }),
    'request/sendAnswer': () => ({ ...of('needs-info')(), draft: { ...draft, hub: world.place('advising') } }),
    'request/startRequest': () => ({ patient: world.caseIn('draft').patient }),
    'intake/pullImages': () => ({ patient: world.caseIn('draft').patient }), 'record-entry/enterResults': () => ({ patient: world.caseIn('draft').patient, text: 'Glucose 5,5 mmol/L', takenAt: '2026-11-21T00:00:00Z' }),
    'case/cancelCase': of('submitted', { reason: 'x' }),
    'case/maskIdentity': of('live', { masked: false }), 'case/decideOnAdvice': of('filed', { agreed: true, reason: '' }),
    'case/recordOutcome': of('awaiting-outcome', { followed: true, reason: '', result: 'x', transfer: 'none' }),
    'coordination/takeInHand': of('submitted'),
    'coordination/askForMore': of('coordinating', { text: 'x' }),
    'coordination/rejectCase': of('coordinating', { reason: 'x', suggestion: 'x' }),
    'coordination/assignTeam': of('coordinating', { team: [] }),
    'coordination/scheduleSession': of('assigned', later),
    'coordination/planSession': of('coordinating', { team: [], ...later }),
    'coordination/findConflicts': of('assigned', { people: [], ...later }), 'schedule/weighMove': of('scheduled', later), 'schedule/moveSession': of('scheduled', later),
    'coordination/handOver': () => ({ ...of('scheduled')(), to: world.actor('coordinator').practitioner, note: 'x' }), 'coordination/answerHandover': of('scheduled', { accepts: true }), 'coordination/withdrawHandover': of('scheduled'),
    'coordination/offerAssets': of('assigned', later), 'assets/offerAssets': of('scheduled', later), 'assets/reserveAssets': of('scheduled', { assets: [] }), 'coordination/answerInvitation': of('assigned', { answer: { reply: 'accepted' } }),
    'guests/inviteGuest': of('scheduled', { name: 'x', workplace: 'x', role: 'observer' }), 'guests/withdrawGuest': of('scheduled', { guest: some }), 'minutes/issueMinutesTicket': of('minutes-drafting'),
    'minutes/freezeMinutes': of('minutes-drafting'),
    'minutes/viewSigning': of('awaiting-signatures'),
    'minutes/signMinutes': of('awaiting-signatures', { version: 1, pin: '123456' }),
    'minutes/returnMinutes': of('awaiting-signatures', { version: 1, reason: 'x' }),
    'minutes/amendMinutes': of('signed', { reason: 'x' }),
    'minutes/viewWritingHistory': of('minutes-drafting'),
    'minutes/readTextAt': of('minutes-drafting', { upTo: 1 }),
    'minutes/listRemarks': of('minutes-drafting'),
    'minutes/addRemark': of('minutes-drafting', { kind: 'comment', section: 'conclusion', question: null, anchor: null, quote: '', text: 'x' }),
    'minutes/settleRemark': of('minutes-drafting', { remark: some, as: 'accepted' }),
    'minutes/listFrames': of('minutes-drafting'),
    'emergency/acceptRing': of('live'),
    'emergency/declineRing': of('live', { reason: 'x' }),
    'emergency/forwardRing': of('live', { to: some }),
    'emergency/ringAnother': of('live', { specialty: 'cardiology' }), 'emergency/callOff': of('live', { reason: 'x' }),
    'follow-up/noteInformed': of('ended'), 'follow-up/treatPatient': of('ended'), 'follow-up/reviewEmergency': of('ended', { note: 'x' }), 'follow-up/identifyPatient': () => ({ ...of('ended')(), patient: world.caseIn('draft').patient }),
    'emergency/nameSecretary': of('live', { secretary: some }),
    'roster/removeShift': () => ({ shift: some }),
    'roster/askSwap': () => ({ shift: some, to: some }),
    'roster/settleSwap': () => ({ swap: some, answer: 'accepted' }),
    'roster/takeLeave': () => ({ practitioner: world.actor('requester').practitioner, startsAt: '2030-01-01T00:00:00Z', endsAt: '2030-01-02T00:00:00Z', reason: '' }),
    'roster/endLeave': () => ({ leave: some, practitioner: world.actor('requester').practitioner }),
    'filing/sendAgain': () => ({ id: some }), 'filing/settleByHand': () => ({ id: some, note: 'x' }), 'refused/tryRefusedAgain': () => ({ id: some }), 'refused/setRefusedAside': () => ({ id: some, note: 'x' }),
    'interop/revokeClient': () => ({ id: some }), 'account/endSession': () => ({ id: some }), 'devices/registerDevice': () => ({ name: 'x' }), 'devices/renewDeviceCode': () => ({ device: some }), 'devices/revokeDevice': () => ({ device: some }),
    'devices/placeDevice': () => ({ device: some, asset: null }), 'assets/addAsset': () => ({ kind: 'cart', name: 'x', seats: null, department: null, note: '' }), 'assets/changeAsset': () => ({ asset: some, kind: 'cart', name: 'x', seats: null, department: null, note: '' }), 'assets/foreseeOutOfService': () => ({ asset: some }), 'assets/takeOutOfService': () => ({ asset: some }), 'assets/returnToService': () => ({ asset: some }),
    'break-glass/reviewGlass': () => ({ glass: some, verdict: 'justified', note: 'x' }),
    'shell/switchHospital': () => ({ organization: world.place('asking') }),
  }

  const actions = new Map<string, () => Promise<Action>>()
  for (const path of sources('features')) {
    const text = readFileSync(join(root, path), 'utf8')
    if (!text.startsWith(`'use server'`)) continue
    for (const [, name = ''] of text.matchAll(/export const (\w+) = action\(/g)) {
      actions.set(`${path.split('/')[1] ?? ''}/${name}`, async () => ((await import(/* @vite-ignore */ join(root, path))) as Readonly<Record<string, Action>>)[name] as Action)
    }
  }

  it.each(Object.keys(table))('%s does nothing and shows nothing', async (name) => {
    const run = await actions.get(name)?.()
    // An action that this version of the portal has no more is nobody's way in.
    if (run === undefined) return
    for (const stranger of strangers) {
      if (stranger === 'bystander' && name === 'request/startRequest') continue
      const answer = await as(stranger, () => run(table[name]?.()))
      expect([stranger, answer.ok ? 'done' : answer.code]).toEqual([stranger, expect.not.stringMatching(/^(done|request\.invalid|portal\.failed|auth\.signed-out)$/)])
    }
    expect(await as(null, () => run(table[name]?.()))).toEqual({ ok: false, code: 'auth.signed-out' })
  })
})

describe('a request that another site makes the browser send', () => {
  type Handlers = Readonly<Record<string, (request: Request, context: { readonly params: Promise<object> }) => Promise<Response>>>
  const writes = ['POST', 'PUT', 'PATCH', 'DELETE'] as const
  /** The check of a document is open to all by design and keeps nothing; FHIR asks for a token that no browser holds. */
  const open = ['app/api/verify/route.ts', 'app/fhir/[[...path]]/route.ts']
  const routes = sources('app').filter((path) => path.endsWith('route.ts') && !open.includes(path))

  it.each(routes)('%s refuses every way of writing, whatever origin it claims', async (path) => {
    const handlers = (await import(/* @vite-ignore */ join(root, path))) as Handlers
    for (const method of writes) {
      const handler = handlers[method]
      if (handler === undefined) continue
      for (const origin of ['https://evil.example', 'null', `${testOrigin}.evil.example`, null]) {
        const headers = new Headers({ cookie: cookies.get('requester') ?? '', 'content-type': 'application/json', ...(origin !== null && { origin }) })
        const answer = await visitors.run(headers, () => handler(new Request(`${testOrigin}/x`, { method, headers, body: '{}' }), { params: Promise.resolve({ id: randomUUID(), all: ['change-password'] }) }))
        expect([method, origin, answer.status]).toEqual([method, origin, expect.toSatisfy((status: number) => status === 403 || status === 404)])
      }
    }
  })
})

describe('a session that the attacker prepared', () => {
  const signIn = (cookie?: string): Promise<Response> =>
    callAuth({ path: '/sign-in/email', body: { email: emailOf('colleague'), password: testPassword }, address: '10.9.0.2', ...(cookie !== undefined && { cookie }) })
  const whoIs = async (cookie: string): Promise<string> => {
    const { currentVisit } = await import('#web/server/session.ts')
    return visitors.run(new Headers({ cookie }), async () => (await currentVisit()).state)
  }

  it('is not the one that a sign-in goes on with', async () => {
    const planted = cookiesOf(await callAuth({ path: '/sign-in/email', body: { email: emailOf('secretary'), password: testPassword }, address: '10.9.0.3' }))
    const after = cookiesOf(await signIn(planted))
    expect(after).not.toBe(planted)
    expect(after.split(';')[0]).not.toBe(planted.split(';')[0])
    const { currentVisit } = await import('#web/server/session.ts')
    const person = await visitors.run(new Headers({ cookie: after }), () => currentVisit())
    expect(person).toMatchObject({ state: 'signed-in', viewer: { actor: { practitioner: world.actor('colleague').practitioner } } })
  })

  it('is worth nothing with a name of the attacker\'s choice, unsigned, or signed by a guess', async () => {
    const mark = createHmac('sha256', 'a guess').update('chosen').digest('base64')
    for (const cookie of ['lv.session_token=chosen', `lv.session_token=${encodeURIComponent(`chosen.${mark}`)}`, `__Secure-lv.session_token=chosen.${mark}`, 'lv.session_token=../../x']) {
      expect([cookie, await whoIs(cookie)]).toEqual([cookie, 'signed-out'])
    }
    const real = cookiesOf(await signIn())
    expect(await whoIs(real)).toBe('signed-in')
    const [name, value = ''] = real.split(';')[0]?.split('=') ?? []
    expect(await whoIs(`${name ?? ''}=${value.slice(0, -6)}AAAAAA`)).toBe('signed-out')
  })

  it('ends for everybody else when the password is changed', async () => {
    const thief = cookiesOf(await signIn())
    const owner = cookiesOf(await signIn())
    const changed = await callAuth({ path: '/change-password', cookie: owner, address: '10.9.0.4', body: { currentPassword: testPassword, newPassword: 'con trau gam co ven song 88', revokeOtherSessions: true } })
    expect(changed.status).toBe(200)
    expect(await whoIs(thief)).toBe('signed-out')
  })
})

describe('somebody who has the password and guesses the second factor', () => {
  const password = { email: emailOf('requester'), password: testPassword }
  let secret = ''

  it('meets the second factor from the moment it is set up', async () => {
    const cookie = cookies.get('requester') ?? ''
    const begun = await callAuth({ path: '/two-factor/enable', body: { password: testPassword }, cookie, address: '10.9.1.1' })
    const { totpURI } = (await begun.json()) as { readonly totpURI: string }
    secret = new URL(totpURI).searchParams.get('secret') ?? ''
    expect((await callAuth({ path: '/two-factor/verify-totp', body: { code: totp(secret, Date.now()) }, cookie, address: '10.9.1.1' })).status).toBe(200)
    const first = await callAuth({ path: '/sign-in/email', body: password, address: '10.9.1.2' })
    expect(await first.json()).toMatchObject({ twoFactorRedirect: true })
    expect(cookiesOf(first)).not.toMatch(/session_token=[^;]{20}/)
  })

  it('is stopped after a handful of tries, from however many addresses, and the right code is then refused too', async () => {
    const statuses: number[] = []
    for (let address = 0; address < 4; address += 1) {
      const begun = await callAuth({ path: '/sign-in/email', body: password, address: `10.9.2.${address}` })
      const cookie = cookiesOf(begun)
      for (let guess = 0; guess < 8; guess += 1) {
        const code = String((Number(totp(secret, Date.now())) + 17 + guess) % 1_000_000).padStart(6, '0')
        statuses.push((await callAuth({ path: '/two-factor/verify-totp', body: { code }, cookie, address: `10.9.2.${address}` })).status)
      }
    }
    expect(statuses.filter((status) => status === 200)).toEqual([])
    expect(statuses.at(-1)).not.toBe(401)
    const late = await callAuth({ path: '/sign-in/email', body: password, address: '10.9.3.1' })
    const right = await callAuth({ path: '/two-factor/verify-totp', body: { code: totp(secret, Date.now() + 30_000) }, cookie: cookiesOf(late), address: '10.9.3.1' })
    expect(right.status).toBe(429)
  })
})

describe('a path that climbs out of its folder', () => {
  const climbs = ['../../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '....//....//etc/passwd', '/etc/passwd', '..\\..\\secrets.json', '%00', 'a'.repeat(5_000), '.', '']
  type Get = { readonly GET: (request: Request, context: { readonly params: Promise<object> }) => Promise<Response> }

  it.each(climbs)('finds nothing: %s', async (climb) => {
    const id = world.caseIn('live').id
    const { patient } = world.caseIn('live')
    const asked: readonly (readonly [string, object])[] = [
      ['api/cases/[id]/dicomweb/[...path]/route.ts', { id, path: climb.split('/') }],
      ['api/cases/[id]/dicomweb/[...path]/route.ts', { id, path: ['studies', climb, 'series', '1.2', 'metadata'] }],
      ['api/patients/[id]/dicomweb/[...path]/route.ts', { id: patient, path: ['studies', '1.2', 'series', climb, 'instances', '1.3', 'file'] }],
      ['api/cases/[id]/media/[media]/route.ts', { id, media: climb }],
      ['api/patients/[id]/media/[media]/route.ts', { id: patient, media: climb }],
      ['api/patients/[id]/documents/[sha]/route.ts', { id: patient, sha: climb }],
      ['api/frames/[sha256]/route.ts', { sha256: climb }],
      ['api/cases/[id]/minutes/[version]/route.ts', { id, version: climb }],
    ]
    for (const [path, params] of asked) {
      const { GET } = (await import(/* @vite-ignore */ join(root, 'app', path))) as Get
      const answer = await as('secretary', () => GET(new Request(`${testOrigin}/x`), { params: Promise.resolve(params) }))
      expect([path, answer.status]).toEqual([path, expect.toSatisfy((status: number) => status === 404 || status === 422)])
      expect(await answer.text()).not.toMatch(/root:|_SECRET/)
    }
  })

  it('writes nothing outside the folder of uploads, by whatever name', async () => {
    const { POST } = await import('./api/uploads/route.ts')
    const begin = (headers: Record<string, string>): Promise<Response> => as('nurse', () => POST(new Request(`${testOrigin}/api/uploads`, {
      method: 'POST', headers: { origin: testOrigin, 'tus-resumable': '1.0.0', 'upload-length': '4', ...headers },
    })))
    const named = (patient: string, filename: string): string => `patient ${Buffer.from(patient).toString('base64')},filename ${Buffer.from(filename).toString('base64')}`
    for (const climb of ['../../evil', '/tmp/evil-lien-vien', '..\\evil']) {
      expect((await begin({ 'upload-metadata': named(climb, 'x') })).status).toBe(422)
      const begun = await begin({ 'upload-metadata': named(world.caseIn('draft').patient, climb) })
      const made = begun.headers.get('location') ?? ''
      expect([begun.status === 201 ? made : '', begun.status]).toEqual([begun.status === 201 ? expect.stringMatching(/^\/api\/uploads\/[0-9a-f-]{36}$/) : '', expect.any(Number)])
    }
    expect(existsSync('/tmp/evil-lien-vien')).toBe(false)
    expect(readdirSync(data).filter((name) => name !== 'uploads')).toEqual([])
  })
})

describe('a body without end', () => {
  it('is not read to its end by any route that takes one', async () => {
    const { POST: verify } = await import('./api/verify/route.ts')
    const { POST: frame } = await import('./api/cases/[id]/frames/route.ts')
    const { POST: upload } = await import('./api/patients/upload/route.ts')
    const endless = (): { readonly stream: ReadableStream<Uint8Array>; readonly sent: () => number } => {
      let bytes = 0
      const stream = new ReadableStream<Uint8Array>({
        pull: (controller) => {
          bytes += 1_048_576
          controller.enqueue(new Uint8Array(1_048_576))
        },
      })
      return { stream, sent: () => bytes }
    }
    const send = async (handler: (request: Request, context: { readonly params: Promise<Record<string, string>> }) => Promise<Response>, type: string, query = ''): Promise<readonly [number, boolean]> => {
      const { stream, sent } = endless()
      const request = new Request(`${testOrigin}/x${query}`, { method: 'POST', headers: { origin: testOrigin, 'content-type': type }, body: stream, duplex: 'half' } as RequestInit)
      const answer = await as('secretary', () => handler(request, { params: Promise.resolve({ id: world.caseIn('live').id }) }))
      return [answer.status, sent() < 32 * 1_048_576]
    }
    expect(await send(verify, 'application/pdf')).toEqual([413, true])
    expect(await send(frame, 'image/png', '?kind=freeze-frame&title=x')).toEqual([413, true])
    expect(await send(upload, 'application/json')).toEqual([422, true])
  })
})
