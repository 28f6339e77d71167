import { randomUUID } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePadesSealer } from '#adapters/pades/pades-sealer.ts'
import { openPki } from '#adapters/pki/open-pki.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeBeginSeal, makeEndSeal, makeViewSeal } from '#core/minutes/administer-seal.ts'
import { makeDelegateSignature } from '#core/minutes/delegate-signature.ts'
import { initialDocument } from '#core/minutes/initial-document.ts'
import { draftMinutes, freeze } from '#core/minutes/minutes.ts'
import { prefillForm } from '#core/minutes/prefill.ts'
import { makeRenderMinutes } from '#core/minutes/render-minutes.ts'
import { makeSignMinutes } from '#core/minutes/sign-minutes.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { makeViewMinutes } from '#core/minutes/view-minutes.ts'
import { brandId, type CaseId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let jobs: Store
let hospitals: Record<'district' | 'hub', TestHospital>
let caseId: CaseId
const pin = '246810'

const ports = () => {
  const pki = openPki({ store: store.keys, clock: () => new Date(), newId: () => randomUUID(), secret: 'a secret of at least thirty-two characters' })
  return { atomically: store.atomically, clock: () => new Date(), newId: () => randomUUID(), pki, keys: pki.keys, seals: pki.seals, sealer: makePadesSealer(pki) }
}
const asAdmin = (): Actor => ({ ...hospitals.hub.doctor, roles: ['admin'] })
const sign = (actor: Actor) => makeSignMinutes(ports())(actor, { case: caseId, version: 1, pin })

/** Minutes of hub's doctor and colleague with district's doctor as member, frozen. */
async function freezeMinutes(): Promise<void> {
  const { hub, district } = hospitals
  const person = (one: Actor, name: string) => ({ ...one, organizationName: 'hub', name, title: 'BS.', specialty: null, licenceNumber: null })
  const form = {
    ...prefillForm(sampleFacts()),
    chair: person(hub.doctor, 'Trần Quốc Khánh'), secretary: person(hub.colleague, 'Lê Thị Ngọc Ánh'), members: [person(district.doctor, 'Hoàng Văn Sơn')],
  }
  const draft = draftMinutes({ id: brandId(randomUUID()), case: caseId, form, document: initialDocument(sampleFacts()) })
  await jobs.forCase(caseId, async ({ minutes }) => {
    await minutes.add(draft)
    const frozen = freeze(draft, { form, document: draft.document, by: hub.doctor.practitioner, at: new Date() })
    if (!frozen.ok) throw new Error(frozen.error)
    await minutes.save(frozen.value)
  })
}

async function blankPage(): Promise<Uint8Array> {
  const page = PDF.create()
  page.addPage({ size: 'a4' })
  return page.save()
}

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  caseId = (await openCase(store, hospitals, 'awaiting-signatures')).id
  const { pki } = ports()
  for (const one of [hospitals.hub.doctor, hospitals.hub.colleague, hospitals.district.doctor, hospitals.district.colleague]) {
    await pki.issueSigningKey({ practitioner: { id: one.practitioner, name: 'Người ký' }, organization: { id: one.organization, name: 'Bệnh viện' }, pin })
  }
}, 60_000)
afterAll(async () => {
  await Promise.all([store.close(), jobs.close()])
  await database.drop()
})

describe('a hospital’s seal', () => {
  test('is its administrators’ alone, one at a time, and can be ended', async () => {
    const [begin, view, end] = [makeBeginSeal(ports()), makeViewSeal(ports()), makeEndSeal(ports())]
    const input = { hospitalName: 'Bệnh viện Trung ương', place: { kind: 'platform' }, pin: '' } as const
    expect(await begin(hospitals.hub.doctor, input)).toEqual({ ok: false, error: 'seal.not-allowed' })
    const first = await begin(asAdmin(), input)
    const second = await begin(asAdmin(), input)
    expect(first.ok && second.ok && first.value.serial !== second.value.serial).toBe(true)
    expect(await view(asAdmin())).toMatchObject({ ok: true, value: { place: 'platform', issuer: 'CA Bệnh viện' } })
    expect(await end(asAdmin())).toEqual({ ok: true, value: null })
    expect(await view(asAdmin())).toEqual({ ok: true, value: null })
    expect(await end(asAdmin())).toEqual({ ok: false, error: 'seal.none' })
    expect(await begin(asAdmin(), input)).toMatchObject({ ok: true })
  })
})

describe('minutes with a seal and a stand-in', () => {
  const basis = 'Giấy ủy quyền 12/GUQ ngày 20/11/2026'
  const until = new Date(Date.now() + 3_600_000)
  const delegate = (from: Actor, to: Actor) => makeDelegateSignature(ports())(from, { case: caseId, delegate: to, basis, until })

  test('are signed by the stand-in with their own key, sealed last, and say so to a stranger', async () => {
    await freezeMinutes()
    const render = makeRenderMinutes({ ...ports(), atomically: jobs.forCase, renderer: { render: blankPage }, verifyUrlOf: () => 'https://x.example' })
    expect(await render({ case: caseId, version: 1 })).toBe('rendered')
    const { hub, district } = hospitals
    expect(await delegate(hub.doctor, district.colleague)).toEqual({ ok: false, error: 'delegation.chair-outside-team' })
    expect(await delegate(district.doctor, district.colleague)).toMatchObject({ ok: true })
    expect(await sign(hub.colleague)).toMatchObject({ ok: true })
    expect(await makeViewMinutes(ports())(district.colleague, { case: caseId })).toMatchObject({ ok: true })
    expect(await sign(district.colleague)).toMatchObject({ ok: true })
    const last = await sign(hub.doctor)
    expect(last).toMatchObject({ ok: true, value: { status: 'signed', seals: [{ organization: hub.doctor.organization }] } })

    const kept = await jobs.forCase(caseId, ({ minutes }) => minutes.latest(caseId))
    if (kept?.status !== 'signed') throw new Error('not signed')
    expect(kept.signatures.find(({ role }) => role === 'member')).toMatchObject({ practitioner: district.doctor.practitioner, standIn: { practitioner: district.colleague.practitioner } })
    expect(kept.seals).toMatchObject([{ field: 'ConDau1', given: { sealed: kept.sealed } }])
    const file = await jobs.forCase(caseId, ({ files }) => files.get(kept.sealed))
    expect(await ports().sealer.verify(file?.bytes ?? new Uint8Array())).toMatchObject({ whole: true, unsignedFields: [] })

    const onFile = await store.seals.find({ minutes: kept.id })
    expect(onFile?.signers.map(({ field, role, signedAt }) => [field, role, signedAt !== null])).toEqual([
      ['ThuKy', 'secretary', true], ['ThanhVien1', 'member', true], ['ChuToa', 'chair', true], ['ConDau1', 'organization', true],
    ])
    expect(onFile?.signers[1]?.standIn).toContain(' ')
  })

  test('keep the delegation on record, and nobody else hands a signature over', async () => {
    const { district } = hospitals
    const [given] = await store.read(district.doctor, ({ delegations }) => delegations.of(caseId))
    expect(given).toMatchObject({ principal: district.doctor.practitioner, basis, withdrawnAt: null })
    if (given === undefined) throw new Error('no delegation')
    const forged = store.read(district.colleague, ({ delegations }) => delegations.add({ ...given, id: brandId(randomUUID()) }))
    await expect(forged).rejects.toThrow()
    await expect(store.read(district.colleague, ({ delegations }) => delegations.withdraw(given.id, new Date()))).rejects.toThrow()
  })
})
