import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDF } from '@libpdf/core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePadesSealer } from '#adapters/pades/pades-sealer.ts'
import { openPki } from '#adapters/pki/open-pki.ts'
import { makeFileSealer } from '#adapters/sealing/file-sealer.ts'
import { openKeyRing } from '#adapters/sealing/key-ring.ts'
import { ensureRings, ringFile } from '#adapters/sealing/ring-file.ts'
import { initialDocument } from '#core/minutes/initial-document.ts'
import { makeCheckStore } from '#core/minutes/check-store.ts'
import { applySignature, freeze, openForSigning, type DraftMinutes } from '#core/minutes/minutes.ts'
import { standingOf } from '#core/minutes/seal-on-file.ts'
import { prefillForm } from '#core/minutes/prefill.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { brandId, type CaseId, type MinutesId, type Sha256 } from '#core/shared/ids.ts'
import { withSql } from '#infra/testing/sql.ts'
import { sha256 } from '#prisma/sha256.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let jobs: Store
let hospitals: Record<'district' | 'hub', TestHospital>
let admin: pg.Client
let keys: string
let signed: { readonly id: MinutesId; readonly case: CaseId; readonly sealed: Sha256 }

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub'])
  keys = await mkdtemp(join(tmpdir(), 'lien-vien-keys-'))
  await ensureRings(keys, new Date())
  const sealer = makeFileSealer(openKeyRing(ringFile(keys, 'files')), () => undefined)
  store = createStore({ url: database.appUrl, applicationName: 'test', sealer })
  jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs', sealer })
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  signed = await signedMinutes()
}, 60_000)
afterAll(async () => {
  await Promise.all([store.close(), jobs.close(), admin.end()])
  await database.drop()
  await rm(keys, { recursive: true, force: true })
})

const ports = () => {
  const clock = (): Date => new Date()
  const newId = (): string => randomUUID()
  const pki = openPki({ store: jobs.keys, clock, newId, secret: 'a secret of at least thirty-two characters' })
  return { clock, newId, pki, sealer: makePadesSealer(pki) }
}

/** Minutes that one person, the chair, has signed and that lie in the store. */
async function signedMinutes() {
  const { clock, newId, pki, sealer } = ports()
  const one = await openCase(store, hospitals, 'ended')
  const { doctor } = hospitals.hub
  const chair = { practitioner: doctor.practitioner, organization: doctor.organization, organizationName: 'hub', name: 'Trần Quốc Khánh', title: 'BS.', specialty: null, licenceNumber: null }
  const form = { ...prefillForm(sampleFacts()), chair, secretary: { ...chair, practitioner: hospitals.hub.colleague.practitioner }, members: [] }
  await pki.issueSigningKey({ practitioner: { id: chair.practitioner, name: chair.name }, organization: { id: chair.organization, name: 'hub' }, pin: '246810' })
  const credential = await pki.keys.unlock(chair, '246810')
  if (!credential.ok) throw new Error(credential.error)
  const page = PDF.create()
  page.addPage({ size: 'a4' })
  let pdf = await sealer.reserve(await page.save(), ['ThuKy', 'ChuToa'])
  return jobs.forCase(one.id, async ({ minutes, files }) => {
    const rendered = await files.put({ bytes: pdf, mediaType: 'application/pdf' })
    const draft: DraftMinutes = { status: 'draft', id: brandId(newId()), case: one.id, version: 1, amends: null, form, document: initialDocument(sampleFacts()) }
    await minutes.add(draft)
    const frozen = freeze(draft, { form, document: draft.document, by: chair.practitioner, at: clock() })
    if (!frozen.ok) throw new Error(frozen.error)
    await minutes.save(frozen.value)
    const signing = openForSigning(frozen.value, rendered)
    await minutes.save(signing)
    let sealed = rendered
    let next = signing
    for (const [field, role, person] of [['ThuKy', 'secretary', form.secretary], ['ChuToa', 'chair', form.chair]] as const) {
      pdf = await sealer.sign({ pdf, field, credential: credential.value, capacity: 'Thành viên', reason: 'Ký', location: 'hub', at: clock() })
      sealed = await files.put({ bytes: pdf, mediaType: 'application/pdf' })
      const given = { practitioner: person.practitioner, organization: person.organization, role, field, signedAt: clock(), certificateSerial: '01', certificateSubject: 'x', sealed }
      const after = applySignature(next, given)
      await minutes.save(after)
      if (after.status === 'signing') next = after
    }
    return { id: draft.id, case: one.id, sealed }
  })
}

const check = () => {
  const { clock, newId, sealer } = ports()
  return makeCheckStore({ atomically: jobs.forCase, clock, newId, sealer, digest: sha256, storedSeals: jobs.storedSeals })()
}

describe('what a stranger learns from the printed code', () => {
  test('is who signed what and when, and that the stored bytes are whole', async () => {
    const found = await store.seals.find({ minutes: signed.id })
    expect(found).toMatchObject({ id: signed.id, version: 1, status: 'signed', sealed: signed.sealed, storedWhole: true, later: [], lastCheck: null })
    expect(found?.signers.map(({ role, name, signedAt }) => [role, name, signedAt instanceof Date])).toEqual([['secretary', 'Trần Quốc Khánh', true], ['chair', 'Trần Quốc Khánh', true]])
    expect(JSON.stringify(found)).not.toContain(sampleFacts().record.patient.name)
  })

  test('is found by the file as well, at every step of signing; another file is another', async () => {
    const found = await store.seals.find({ file: signed.sealed })
    expect(found?.id).toBe(signed.id)
    const [first] = found?.steps ?? []
    if (first === undefined) throw new Error('no step')
    expect(standingOf(first, await store.seals.find({ file: first }))).toBe('earlier-step')
    expect(standingOf(signed.sealed, found)).toBe('same')
    expect(standingOf(brandId('0'.repeat(64)), found)).toBe('different')
    expect(await store.seals.find({ file: brandId('0'.repeat(64)) })).toBeNull()
    expect(await store.seals.find({ minutes: brandId(randomUUID()) })).toBeNull()
  })
})

describe('frozen and signed minutes', () => {
  test.each([
    ['text', `UPDATE minutes SET document = '{}' WHERE id = $1`],
    ['form', `UPDATE minutes SET form = '{}' WHERE id = $1`],
    ['file', `UPDATE minutes SET sealed_sha256 = rendered_sha256 WHERE id = $1`],
    ['signature', `UPDATE minutes_signature SET role = 'member' WHERE minutes_id = $1`],
    ['row', `DELETE FROM minutes WHERE id = $1`],
    ['bytes', `UPDATE stored_file SET bytes = '\\x00' WHERE sha256 IN (SELECT sealed_sha256 FROM minutes WHERE id = $1)`],
  ])('keep their %s against SQL of the application’s role', async (_, statement) => {
    await withSql(database.appUrl, async (client) => {
      await client.query(`SELECT set_config('app.organization', $1, false)`, [hospitals.hub.id])
      await expect(client.query(statement, [signed.id])).rejects.toMatchObject({ code: '42501' })
    })
  })
})

describe('the daily reminder', () => {
  test('looks only at minutes that are being signed', async () => {
    expect(await jobs.casesBeingSigned()).toEqual([])
    await expect(store.casesBeingSigned()).rejects.toThrow()
  })
})

describe('the nightly check', () => {
  test('finds the store whole, and says when it looked', async () => {
    expect(await check()).toEqual({ checked: 1, faults: 0 })
    expect(await store.seals.find({ minutes: signed.id })).toMatchObject({ lastCheck: { outcome: 'whole' } })
  })

  test('finds one changed byte, tells the administrators once, and the verify page shows it', async () => {
    // Only the machine's owner could do this: past every right, trigger and constraint.
    await admin.query(`ALTER TABLE stored_file DISABLE TRIGGER ALL; ALTER TABLE stored_file DROP CONSTRAINT hash_is_of_bytes`)
    await admin.query(`UPDATE stored_file SET bytes = set_byte(bytes, 300, get_byte(bytes, 300) # 1) WHERE sha256 = $1`, [signed.sealed])
    expect(await store.seals.find({ minutes: signed.id })).toMatchObject({ storedWhole: false })
    expect(await check()).toEqual({ checked: 1, faults: 1 })
    expect(await check()).toEqual({ checked: 1, faults: 1 })
    expect(await store.seals.find({ minutes: signed.id })).toMatchObject({ lastCheck: { outcome: 'bytes-changed' } })
    const faults = await store.read(hospitals.hub.doctor, ({ checks }) => checks.faults())
    expect(faults).toMatchObject([{ minutes: signed.id, outcome: 'bytes-changed' }])
    const notices = await store.read(hospitals.hub.auditor, ({ notices: all }) => all.latest(hospitals.hub.auditor.practitioner, 10))
    expect(notices.map(({ kind }) => kind)).toEqual(['minutes.damaged'])
  })
})
