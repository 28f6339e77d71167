import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { addendumDocument, addendumForm } from '#core/minutes/addendum.ts'
import { initialDocument } from '#core/minutes/initial-document.ts'
import { makeRemoveTemplate, makeSaveTemplate, makeViewTemplates } from '#core/minutes/keep-templates.ts'
import { amend, applySignature, draftMinutes, freeze, openForSigning, type Minutes } from '#core/minutes/minutes.ts'
import type { MinutesRepositories } from '#core/minutes/ports.ts'
import { prefillForm } from '#core/minutes/prefill.ts'
import { pendingSigners } from '#core/minutes/signing-order.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { brandId, type CaseId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { signByAll } from '#prisma/test-minutes.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let jobs: Store
let hospitals: Record<'district' | 'hub', TestHospital>
let caseId: CaseId
const at = new Date('2026-11-23T08:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  caseId = (await openCase(store, hospitals, 'ended')).id
})
afterAll(async () => {
  await Promise.all([store.close(), jobs.close()])
  await database.drop()
})

function sampleForm() {
  const { doctor, colleague } = hospitals.hub
  const person = { organizationName: 'hub', title: 'BS.', specialty: null, licenceNumber: null }
  const chair = { ...person, practitioner: doctor.practitioner, organization: doctor.organization, name: 'Trần Quốc Khánh' }
  return { ...prefillForm(sampleFacts()), chair, secretary: { ...chair, practitioner: colleague.practitioner, name: 'Lê Thị Ngọc Ánh' }, members: [] }
}

describe('an addendum', () => {
  test('is told to whoever verifies the minutes, and leads back to them', async () => {
    const [original, addendum] = await jobs.forCase(caseId, async (repositories) => {
      const draft = draftMinutes({ id: brandId(randomUUID()), case: caseId, form: sampleForm(), document: initialDocument(sampleFacts()) })
      const first = await signByAll(draft, repositories)
      const begun = amend(first, { id: brandId(randomUUID()), version: 2, form: addendumForm(first, 1), document: addendumDocument('Bổ sung liều') })
      if (!begun.ok) throw new Error(begun.error)
      const open = await repositories.minutes.open(10)
      expect(open).toEqual([])
      return [first, await signByAll(begun.value, repositories)] as const
    })
    expect(await store.seals.find({ minutes: original.id })).toMatchObject({
      isAddendum: false, amends: null, later: [{ id: addendum.id, version: 2, isAddendum: true, status: 'signed' }],
    })
    // The bytes that somebody kept of the minutes lead to the later addendum as well.
    expect(await store.seals.find({ file: original.sealed })).toMatchObject({ id: original.id, storedWhole: true, later: [{ id: addendum.id }] })
    expect(await store.seals.find({ file: addendum.sealed })).toMatchObject({ isAddendum: true, amends: original.id, code: 'HC-0421/BBHC-PL1', later: [] })
  })

  test('has one receipt, which both hospitals read and nobody changes', async () => {
    const [, addendum] = await store.read(hospitals.hub.doctor, ({ minutes }) => minutes.versions(caseId))
    if (addendum === undefined) throw new Error('no addendum')
    const receipt = { minutes: addendum.id, case: caseId, filedAt: at, receipt: 'LV-1' }
    await jobs.forCase(caseId, ({ receipts }) => receipts.add(receipt))
    for (const { doctor } of [hospitals.hub, hospitals.district]) expect(await store.read(doctor, ({ receipts }) => receipts.of(caseId))).toEqual([receipt])
    await expect(jobs.forCase(caseId, ({ receipts }) => receipts.add({ ...receipt, receipt: 'LV-2' }))).rejects.toThrow()
  })
})

describe('templates', () => {
  const ports = () => ({ atomically: store.atomically, clock: () => at, newId: () => randomUUID() })
  const admin = (hospital: TestHospital): Actor => ({ ...hospital.doctor, roles: ['admin'] })

  test('are a hospital\'s own, and saved again in place', async () => {
    const save = makeSaveTemplate(ports())
    const texts = { conclusion: 'Thống nhất: […]' }
    expect(await save({ ...hospitals.hub.doctor, roles: ['auditor'] }, { specialty: null, texts })).toEqual({ ok: false, error: 'template.not-allowed' })
    for (const words of ['Thống nhất: […]', 'Kết luận: […]']) {
      expect(await save(admin(hospitals.hub), { specialty: 'general-surgery', texts: { conclusion: words } })).toEqual({ ok: true, value: null })
    }
    expect(await save(admin(hospitals.hub), { specialty: null, texts })).toEqual({ ok: true, value: null })
    expect(await makeViewTemplates(ports())(admin(hospitals.hub))).toMatchObject({
      ok: true, value: { templates: [{ specialty: null }, { specialty: 'general-surgery', texts: { conclusion: 'Kết luận: […]' }, savedAt: at }] },
    })
    expect(await makeViewTemplates(ports())(admin(hospitals.district))).toMatchObject({ ok: true, value: { templates: [] } })
  })

  test('of another hospital are neither changed nor removed', async () => {
    const mine = { organization: hospitals.hub.doctor.organization, specialty: null, texts: { care: 'Khác' }, savedBy: hospitals.district.doctor.practitioner, savedAt: at }
    await expect(store.atomically(admin(hospitals.district), ({ templates }) => templates.save(mine))).rejects.toThrow()
    await store.atomically(admin(hospitals.district), ({ templates }) => templates.remove(mine.organization, null))
    expect(await makeRemoveTemplate(ports())(admin(hospitals.hub), { specialty: null })).toEqual({ ok: true, value: null })
    expect(await makeViewTemplates(ports())(admin(hospitals.hub))).toMatchObject({ ok: true, value: { templates: [{ specialty: 'general-surgery' }] } })
  })
})

/** Printed with a place for a seal, and signed by the first of two. */
async function signByFirst(of: CaseId, { minutes, files }: MinutesRepositories): Promise<Minutes> {
  const draft = draftMinutes({ id: brandId(randomUUID()), case: of, form: sampleForm(), document: initialDocument(sampleFacts()) })
  await minutes.add(draft)
  const frozen = freeze(draft, { form: draft.form, document: draft.document, by: draft.form.chair.practitioner, at })
  if (!frozen.ok) throw new Error(frozen.error)
  await minutes.save(frozen.value)
  const rendered = await files.put({ bytes: new TextEncoder().encode(draft.id), mediaType: 'application/pdf' })
  const printed = openForSigning(frozen.value, rendered, [{ organization: hospitals.hub.id, name: 'hub', field: 'seal-1', given: null }])
  await minutes.save(printed)
  const [first] = pendingSigners(printed)
  if (first === undefined) throw new Error('nobody is to sign')
  const { practitioner, organization, role, field } = first
  const signed = applySignature(printed, { practitioner, organization, role, field, signedAt: at, certificateSerial: '1', certificateSubject: '', sealed: rendered })
  await minutes.save(signed)
  return signed
}

describe('minutes under way', () => {
  test('are read, of the cases asked for alone, as they were written', async () => {
    const [one, other] = [await openCase(store, hospitals, 'ended'), await openCase(store, hospitals, 'ended')]
    const written = [await jobs.forCase(one.id, (repositories) => signByFirst(one.id, repositories)), await jobs.forCase(other.id, (repositories) => signByFirst(other.id, repositories))]
    const read = (cases: readonly CaseId[]) => store.read(hospitals.hub.doctor, ({ minutes }) => minutes.openOf(cases))
    expect(await read([other.id])).toEqual([written[1]])
    expect(await read([one.id, other.id])).toEqual(written)
    expect(await read([caseId])).toEqual([])
    expect(await read([])).toEqual([])
  })
})
