import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import type { TablePerson, TablePlace } from '#core/case/test-policies.ts'
import type { PatientRecord } from '#core/record/patient-record.ts'
import { selectForSnapshot, wholeRecord } from '#core/record/snapshot.ts'
import { exampleRecord } from '#core/record/testing.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { filesNamed, openPage, type PageModule } from './test-pages.ts'
import { closePortal, settlePortal, signPeopleIn, testOrigin as origin } from './test-visitors.ts'

/** What reaches those who may not know whose case it is: every page, the routes and actions that carry the record, and FHIR. */

const visitors = await vi.hoisted(async () => new (await import('node:async_hooks')).AsyncLocalStorage<Headers>())
vi.mock('next/headers', () => ({ headers: async () => visitors.getStore() ?? new Headers(), cookies: async () => ({ get: () => undefined }) }))
vi.mock('next-intl/server', () => ({
  getTranslations: async () => Object.assign((key: string) => key, { rich: (key: string) => key, has: () => true }),
  getLocale: async () => 'vi', getTimeZone: async () => 'Asia/Ho_Chi_Minh',
}))

const masked = ['member', 'guest', 'invited'] as const satisfies readonly TablePerson[]
const people = [...masked, 'chair', 'coordinator', 'requester', 'hubAdmin', 'strangerAdmin', 'ownAdmin'] as const satisfies readonly TablePerson[]
const pdf = '3a1d1c52-6f0e-4b6b-9d52-5f1c6f2b7a10'
const name = 'Nguyễn Thị Thử'
/** Whatever tells whose record it is, as it stands in the case, in what was sent, or in the words of a report. */
const secrets = [name, 'BN-000417', '001159000123', 'GD4012345678901', 'Xã Thử Nghiệm', '26.0417', '1959-04-02', '02/04/1959']

function sentRecord(): PatientRecord {
  const record = exampleRecord()
  const [picture] = record.media
  const [report] = record.reports
  if (picture === undefined || report === undefined) throw new Error('the example has a picture and a report')
  return { ...record, reports: [{ ...report, findings: `Người bệnh ${name}, mã BN-000417.` }], media: [picture, { ...picture, id: pdf, kind: 'document', mediaType: 'application/pdf', title: `Phiếu của ${name}` }] }
}

let database: TestDatabase
let world: PolicyWorld
let cookies: ReadonlyMap<TablePerson, string>

const as = <T>(who: TablePerson, work: () => Promise<T>): Promise<T> => visitors.run(new Headers({ cookie: cookies.get(who) ?? '', origin }), work)

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database, { bundleOf: (id) => composeSnapshotBundle(selectForSnapshot(sentRecord(), wholeRecord), { id, createdAt: new Date('2026-11-21T12:00:00.000Z') }) })
  settlePortal(database)
  cookies = await signPeopleIn(world, people)
}, 120_000)
afterAll(async () => {
  await closePortal()
  await world.close()
  await database.drop()
})

describe('masking a case', () => {
  it('is the chair’s to do, and stands in the audit trail', async () => {
    const { maskIdentity } = await import('#web/features/case/actions.ts')
    const { id } = world.caseIn('live')
    expect(await as('member', () => maskIdentity({ case: id, masked: true }))).toEqual({ ok: false, code: 'case.not-allowed' })
    expect(await as('chair', () => maskIdentity({ case: world.caseIn('signed').id, masked: true }))).toEqual({ ok: false, code: 'case.wrong-state' })
    for (const turned of [true, false, true]) expect(await as('chair', () => maskIdentity({ case: id, masked: turned }))).toEqual({ ok: true, value: { masked: turned } })
    const { rows } = await world.admin.query<{ type: string }>(`SELECT body::json->'payload'->>'type' AS type FROM audit_link WHERE body LIKE '%"case.identity-%' ORDER BY sequence`)
    expect(rows.map(({ type }) => type)).toEqual(['case.identity-masked', 'case.identity-shown', 'case.identity-masked'])
    // Lists show many cases: from here on all of them are masked.
    await world.admin.query('UPDATE consult_case SET identity_masked = true')
  })
})

const folder = import.meta.dirname
const pagesOf = (): readonly string[] => filesNamed(folder, 'page.tsx').filter((path) => !path.startsWith('(entry)'))

/** Everything that the pages of the portal hand to one person's browser about one case. */
async function toldBy(who: TablePerson, state: 'live' | 'minutes-drafting'): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { id, patient } = world.caseIn(state)
  const told = new Map<string, ReadonlySet<string>>()
  for (const path of pagesOf()) {
    const params = { id: path.includes('patients/[id]') ? patient : id }
    const answer = await as(who, async () => openPage((await import(join(folder, path, 'page.tsx'))) as PageModule, params))
    told.set(path, answer.texts)
  }
  return told
}

describe.each(masked)('to the %s of a masked case', (who) => {
  it.each(['live', 'minutes-drafting'] as const)('no page tells whose case it is that is %s', async (state) => {
    const leaks = [...(await toldBy(who, state))].flatMap(([path, texts]) =>
      [...texts].flatMap((text) => secrets.filter((secret) => text.includes(secret)).map((secret) => `${path}: ${secret}`)))
    expect(leaks).toEqual([])
  })

  it('the search finds it by its code and not by the name', async () => {
    const { findInPortal } = await import('#web/features/search/actions.ts')
    const { id, code } = world.caseIn('live')
    const byName = await as(who, () => findInPortal({ text: `${code} ${name}` }))
    const byCode = await as(who, () => findInPortal({ text: code }))
    expect(JSON.stringify(byName)).not.toContain(id)
    expect(JSON.stringify(byCode)).toContain(id)
    expect(JSON.stringify(byCode)).toContain('Người bệnh nữ')
    expect(secrets.filter((secret) => JSON.stringify(byCode).includes(secret))).toEqual([])
  })

  it('neither the minutes nor a printed page open', async () => {
    const { portal } = await import('#web/server/compose.ts')
    const { id } = world.caseIn('minutes-drafting')
    const actor = world.actor(who)
    expect((await portal().openMinutes(actor, { case: id })).ok).toBe(false)
    expect((await portal().viewMinutes(actor, { case: id })).ok).toBe(false)
    expect(await portal().viewCaseMedia(actor, { case: id, media: pdf, thumbnail: false })).toEqual({ ok: false, error: 'file.not-found' })
    expect((await portal().viewCaseMedia(actor, { case: id, media: sentRecord().media[0]?.id ?? '', thumbnail: false })).ok).toBe(who !== 'invited')
  })
})

it('the chair, the coordinator and the treating doctor still see it all', async () => {
  const { portal } = await import('#web/server/compose.ts')
  const { findInPortal } = await import('#web/features/search/actions.ts')
  const { id, code } = world.caseIn('live')
  for (const who of ['chair', 'coordinator', 'requester'] as const) {
    const opened = await portal().viewCase(world.actor(who), id)
    expect([who, opened.ok && opened.value.subject.name]).toEqual([who, name])
    expect([who, JSON.stringify(await as(who, () => findInPortal({ text: `${code} ${name}` }))).includes(id)]).toEqual([who, true])
  }
  expect((await portal().viewCaseMedia(world.actor('chair'), { case: id, media: pdf, thumbnail: false })).ok).toBe(true)
  const told = await as('chair', async () => openPage((await import(join(folder, '(portal)/cases/[id]/page.tsx'))) as PageModule, { id }))
  expect([...told.texts]).toContain(name)
})

it('another system is told sex for a name, but for the treating hospital’s own', async () => {
  const { portal } = await import('#web/server/compose.ts')
  const { answerFhirRequest } = await import('#web/server/fhir/fhir-server.ts')
  const administrators = { asking: 'ownAdmin', advising: 'hubAdmin', elsewhere: 'strangerAdmin' } as const satisfies Record<TablePlace, TablePerson>
  const heard = async (place: TablePlace): Promise<string> => {
    const issued = await portal().issueClient(world.actor(administrators[place]), { name: 'HIS', scopes: ['system/*.read'] })
    if (!issued.ok) throw new Error(issued.error)
    const signedIn = await answerFhirRequest(new Request(`${origin}/fhir/token`, {
      method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${issued.value.client.id}:${issued.value.secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }), ['token'])
    const { access_token: token } = (await signedIn.json()) as { readonly access_token: string }
    const answers = await Promise.all(['ServiceRequest', 'Appointment', 'Composition', 'DocumentReference', 'Patient'].map(async (type) =>
      (await answerFhirRequest(new Request(`${origin}/fhir/${type}`, { headers: { authorization: `Bearer ${token}` } }), [type])).text()))
    return answers.join('\n')
  }
  const advising = await heard('advising')
  expect(advising).toContain('Người bệnh nữ')
  expect(secrets.filter((secret) => advising.includes(secret))).toEqual([])
  expect(await heard('elsewhere')).not.toContain(name)
  expect(await heard('asking')).toContain(name)
})
