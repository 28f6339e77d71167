import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import type { TablePerson } from '#core/case/test-policies.ts'
import { selectForSnapshot, wholeRecord } from '#core/record/snapshot.ts'
import { exampleRecord } from '#core/record/testing.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { callAuth, closePortal, cookiesOf, settlePortal, signPeopleIn, testOrigin, testPassword, totp } from './test-visitors.ts'

/** Opening in need what one has no right to: over the portal's own actions and routes, with real passwords and codes. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined, set: () => undefined }) }))
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next-intl/server', () => ({ getTranslations: async () => (key: string) => key, getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh' }))

let database: TestDatabase
let world: PolicyWorld
let cookies: Map<TablePerson, string>
const citizenId = '001059004321'

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database, {
    bundleOf: (id) => composeSnapshotBundle(selectForSnapshot(exampleRecord(), wholeRecord), { id, createdAt: new Date('2026-11-21T12:00:00.000Z') }),
  })
  settlePortal(database)
  cookies = new Map(await signPeopleIn(world, ['requester', 'bystander', 'coordinator', 'member', 'strangerDoctor', 'strangerNurse', 'ownAuditor', 'hubAuditor', 'strangerAuditor', 'strangerAdmin']))
  await world.admin.query('UPDATE patient SET citizen_id = $2 WHERE id = $1', [theCase().patient, citizenId])
}, 60_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

const theCase = (): ReturnType<PolicyWorld['caseIn']> => world.caseIn('live')
const reason = 'Người bệnh ngừng tim tại khoa cấp cứu, cần xem chống chỉ định'
const as = <T>(name: TablePerson, work: () => Promise<T>): Promise<T> => visitors.run(new Headers({ cookie: cookies.get(name) ?? '', origin: testOrigin }), work)

type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string }
const said = <T>(answer: Answer<T>): string => (answer.ok ? 'ok' : answer.code)
const actions = () => import('#web/features/break-glass/actions.ts')
const find = async (name: TablePerson, asked: string) => as(name, async () => (await actions()).findBehindGlass({ asked }))
const open = async (name: TablePerson, more: { readonly reason?: string; readonly proof?: string } = {}): Promise<string> =>
  as(name, async () => said(await (await actions()).breakGlass({ case: theCase().id, reason, proof: testPassword, ...more })))
const review = async (name: TablePerson, glass: string, note = 'Đã gọi khoa cấp cứu, đúng là cần'): Promise<string> =>
  as(name, async () => said(await (await actions()).reviewGlass({ glass, verdict: 'justified', note })))

type Get = { readonly GET: (request: Request, context: { readonly params: Promise<object> }) => Promise<Response> }
const get = async (name: TablePerson, load: Promise<unknown>, params: object): Promise<string> => as(name, async () => {
  const { GET } = (await load) as Get
  const answer = await GET(new Request(`${testOrigin}/x`, { headers: { origin: testOrigin } }), { params: Promise.resolve(params) })
  return answer.ok ? 'ok' : String(((await answer.json()) as { readonly code?: string }).code ?? answer.status)
})
/** What a person gets of the case: its head, an image that was sent, the room, the minutes. The archive is not there to answer. */
const reach = async (name: TablePerson): Promise<readonly string[]> => {
  const { id } = theCase()
  const image = ['studies', '1.2.826.0.1.3680043.10.1', 'series', '1.2.826.0.1.3680043.10.1.1', 'metadata']
  return [
    await get(name, import('./api/cases/[id]/pulse/route.ts'), { id }),
    await get(name, import('./api/cases/[id]/dicomweb/[...path]/route.ts'), { id, path: image }),
    await as(name, async () => said(await (await import('#web/features/room/actions.ts')).requestJoinTicket({ case: id }))),
    await as(name, async () => said(await (await import('#web/features/minutes/actions.ts')).issueMinutesTicket({ case: id }))),
  ]
}
const shut = ['case.not-found', 'image.not-found', 'case.not-found', 'case.not-found']
const openedOnly = ['ok', 'image.archive-unreachable', 'case.not-allowed', 'case.not-allowed']

const portalOf = async () => (await import('#web/server/compose.ts')).portal()
const actorOf = async (name: TablePerson) => as(name, async () => (await import('#web/server/session.ts')).requireActor())
const queueOf = async (name: TablePerson) => {
  const found = await (await portalOf()).listGlassToReview(await actorOf(name))
  return found.ok ? found.value.openings : found.error
}

describe('breaking the glass', () => {
  it('is for doctors and coordinators without a right, who prove themselves and say why', async () => {
    expect(await reach('bystander')).toEqual(shut)
    expect(said(await find('strangerNurse', theCase().code))).toBe('glass.not-allowed')
    expect(await open('strangerNurse')).toBe('glass.not-allowed')
    expect(await open('strangerAdmin')).toBe('glass.not-allowed')
    expect(await open('member')).toBe('glass.not-needed')
    expect(await open('bystander', { reason: 'cần xem' })).toBe('glass.no-reason')
    expect(await open('bystander', { proof: 'khong phai mat khau' })).toBe('auth.proof-wrong')
    expect(await reach('bystander')).toEqual(shut)
  })

  it('finds a case by its whole code within the own hospital alone, by the patient\'s number everywhere, and never a draft', async () => {
    const cases = async (name: TablePerson, asked: string): Promise<readonly string[]> => {
      const answer = await find(name, asked)
      return answer.ok ? answer.value.map((line) => line.case) : [answer.code]
    }
    expect(await cases('bystander', theCase().code.toLowerCase())).toEqual([theCase().id])
    expect(await cases('bystander', theCase().code.slice(0, -1))).toEqual([])
    expect(await cases('bystander', world.caseIn('draft').code)).toEqual([])
    expect(await cases('strangerDoctor', theCase().code)).toEqual([])
    expect(await cases('strangerDoctor', citizenId)).toEqual([theCase().id])
    const found = await find('strangerDoctor', citizenId)
    expect(JSON.stringify(found)).not.toContain(citizenId)
    expect(said(await as('strangerDoctor', async () => (await actions()).breakGlass({ case: world.caseIn('draft').id, reason, proof: testPassword })))).toBe('case.not-found')
  })

  it('opens the case and what was sent, not the room and not the minutes, and alerts the auditors of both hospitals', async () => {
    expect(await open('bystander')).toBe('ok')
    expect(await open('bystander')).toBe('glass.already-open')
    expect(await reach('bystander')).toEqual(openedOnly)
    expect(await open('strangerDoctor')).toBe('ok')
    expect(await reach('strangerDoctor')).toEqual(openedOnly)
    const { rows } = await world.admin.query<{ recipient_id: string }>(`SELECT recipient_id FROM notice WHERE kind = 'glass.broken' AND case_id = $1`, [theCase().id])
    const auditors = [world.actor('ownAuditor'), world.actor('hubAuditor'), world.actor('strangerAuditor')].map(({ practitioner }) => practitioner)
    expect(new Set(rows.map((row) => row.recipient_id))).toEqual(new Set(auditors))
    expect(rows).toHaveLength(4)
  })

  it('gives a coordinator, who sees the head of the case by right, what was sent as well', async () => {
    expect((await reach('coordinator'))[1]).toBe('image.not-found')
    expect(await open('coordinator')).toBe('ok')
    expect((await reach('coordinator'))[1]).toBe('image.archive-unreachable')
  })

  it('writes every view down under the opening', async () => {
    const portal = await portalOf()
    const actor = await actorOf('strangerDoctor')
    expect((await portal.viewCase(actor, theCase().id)).ok).toBe(true)
    expect((await portal.viewSnapshot(actor, theCase().id)).ok).toBe(true)
    const { rows } = await world.admin.query<{ type: string; under: string | null }>(`
      SELECT body::jsonb -> 'payload' ->> 'type' AS type, body::jsonb ->> 'under' AS under FROM audit_link WHERE body::jsonb ->> 'actor' = $1 ORDER BY sequence`, [actor.practitioner])
    const { rows: [glass] } = await world.admin.query<{ id: string }>('SELECT id FROM break_glass WHERE practitioner_id = $1', [actor.practitioner])
    const under = rows.filter((row) => row.under !== null)
    expect(under.map(({ type }) => type)).toEqual(['image.viewed', 'case.viewed', 'snapshot.viewed'])
    expect(new Set(under.map((row) => row.under))).toEqual(new Set([glass?.id]))
    expect(rows.map(({ type }) => type)).toContain('glass.broken')
  })

  it('lets the database show the case to a third hospital\'s doctor, and change nothing of it', async () => {
    const actor = await actorOf('strangerDoctor')
    const one = await world.store.read(actor, ({ cases }) => cases.find(theCase().id))
    expect(one?.id).toBe(theCase().id)
    if (one === null) return
    await expect(world.store.atomically(actor, ({ cases }) => cases.save(one))).rejects.toThrow()
  })
})

describe('the review', () => {
  it('waits at the hospital of whoever opened and at the patient\'s, and nowhere else', async () => {
    const queue = async (name: TablePerson): Promise<readonly string[]> => {
      const openings = await queueOf(name)
      return typeof openings === 'string' ? [openings] : openings.map((one) => one.practitioner)
    }
    const by = (...names: readonly TablePerson[]): readonly string[] => names.map((name) => world.actor(name).practitioner)
    const atTable = by('glassHolder', 'glassStranger', 'glassOver')
    const here = async (name: TablePerson): Promise<ReadonlySet<string>> => new Set((await queue(name)).filter((one) => !atTable.includes(one)))
    expect(await here('ownAuditor')).toEqual(new Set(by('bystander', 'strangerDoctor', 'coordinator')))
    expect(await here('hubAuditor')).toEqual(new Set(by('bystander', 'coordinator')))
    expect(await here('strangerAuditor')).toEqual(new Set(by('strangerDoctor')))
    expect(await queue('bystander')).toEqual(['audit.not-allowed'])
  })

  it('is given once by each hospital, with a note, and whoever opened sees it', async () => {
    const openings = await queueOf('hubAuditor')
    if (typeof openings === 'string') throw new Error(openings)
    const glass = openings.find((one) => one.practitioner === world.actor('bystander').practitioner)?.id ?? ''
    expect(await review('hubAuditor', glass, ' ')).toBe('glass.no-note')
    expect(await review('strangerAuditor', glass)).toBe('glass.not-found')
    expect(await review('bystander', glass)).toBe('audit.not-allowed')
    expect(await review('hubAuditor', glass)).toBe('ok')
    expect(await review('hubAuditor', glass)).toBe('glass.reviewed')
    expect(await review('ownAuditor', glass)).toBe('ok')
    const own = await (await portalOf()).listOwnGlass(await actorOf('bystander'))
    expect(own.ok && own.value.openings.map((one) => one.reviews.map(({ verdict }) => verdict))).toEqual([['justified', 'justified']])
    const after = await queueOf('hubAuditor')
    expect(typeof after !== 'string' && after.at(-1)?.id).toBe(glass)
    await expect(world.admin.query(`UPDATE break_glass_review SET verdict = 'not-justified'`)).rejects.toThrow('written once')
  })
})

describe('after three hours', () => {
  it('the case and its images are shut again, at the next request and in the database', async () => {
    await world.admin.query('SET session_replication_role = replica')
    await world.admin.query(`UPDATE break_glass SET opened_at = opened_at - interval '3 hours', ends_at = ends_at - interval '3 hours'`)
    await world.admin.query('SET session_replication_role = origin')
    expect(await reach('bystander')).toEqual(shut)
    expect(await reach('strangerDoctor')).toEqual(shut)
    expect((await reach('coordinator'))[1]).toBe('image.not-found')
    const actor = await actorOf('strangerDoctor')
    expect(actor.glass).toBeUndefined()
    const one = theCase()
    if (one.status !== 'live') throw new Error('the case is live')
    expect(await world.store.read(actor, ({ cases, snapshots }) => Promise.all([cases.find(one.id), snapshots.find(one.snapshot)]))).toEqual([null, null])
  })
})

describe('whoever has a second factor', () => {
  it('breaks no glass by the password, and by the phone\'s code of this half minute does; guessing locks', async () => {
    const cookie = cookies.get('strangerDoctor') ?? ''
    const begun = await callAuth({ path: '/two-factor/enable', body: { password: testPassword }, cookie, address: '10.9.8.1' })
    const secret = new URL(((await begun.json()) as { readonly totpURI: string }).totpURI).searchParams.get('secret') ?? ''
    const proved = await callAuth({ path: '/two-factor/verify-totp', body: { code: totp(secret, Date.now()) }, cookie, address: '10.9.8.1' })
    cookies.set('strangerDoctor', cookiesOf(proved))
    expect(await open('strangerDoctor')).toBe('auth.proof-wrong')
    // What the screen has shown once is spent; the phone's next code is already good.
    expect(await open('strangerDoctor', { proof: totp(secret, Date.now()) })).toBe('auth.proof-wrong')
    expect(await open('strangerDoctor', { proof: totp(secret, Date.now() + 30_000) })).toBe('ok')
    const wrong = String((Number(totp(secret, Date.now())) + 17) % 1_000_000).padStart(6, '0')
    for (let guess = 0; guess < 5; guess += 1) expect(await open('strangerDoctor', { proof: wrong })).toBe('auth.proof-wrong')
    expect(await open('strangerDoctor', { proof: totp(secret, Date.now()) })).toBe('auth.proof-locked')
  })

  it('is not told apart from others by a case that does not exist', async () => {
    expect(said(await as('bystander', async () => (await actions()).breakGlass({ case: randomUUID(), reason, proof: testPassword })))).toBe('case.not-found')
  })
})
