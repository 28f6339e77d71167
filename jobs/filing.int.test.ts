import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeDispatcher } from '#adapters/filing/dispatcher.ts'
import { sealSecret } from '#adapters/filing/sealed-secret.ts'
import { openFhirReceiver, openHl7Receiver, type Behaviour, type TestReceiver } from '#adapters/filing/test-receivers.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeFileOutside, makePlanFilings } from '#core/filing/file-outside.ts'
import { retryPauses, type Delivery, type DestinationKind } from '#core/filing/filing.ts'
import type { OutgoingDocument } from '#core/filing/ports.ts'
import { makeSaveDestination, makeSendAgain, makeSettleByHand, makeViewFiling } from '#core/filing/manage-filing.ts'
import { initialDocument } from '#core/minutes/initial-document.ts'
import { applySignature, freeze, openForSigning, type DraftMinutes, type SigningMinutes } from '#core/minutes/minutes.ts'
import { prefillForm } from '#core/minutes/prefill.ts'
import { signatoriesOf } from '#core/minutes/signing-order.ts'
import { sampleFacts } from '#core/minutes/test-facts.ts'
import { mergePatients } from '#core/record/correct-patient.ts'
import { brandId, type CaseId, type MinutesId, type PatientId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

const secret = 'a secret of at least thirty-two characters'
let database: TestDatabase
let store: Store
let jobs: Store
let hospitals: Record<'district' | 'hub', TestHospital>
let now: Date
const clock = (): Date => now
const newId = (): string => randomUUID()

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
})
beforeEach(() => {
  now = new Date()
})
afterAll(async () => {
  await Promise.all([store.close(), jobs.close()])
  await database.drop()
})

const admin = (): Actor => ({ ...hospitals.hub.coordinator, roles: ['admin'] })
const ports = () => ({ atomically: store.atomically, clock, newId })
const sender = () => makeFileOutside({ forParty: jobs.forParty, partiesOf: jobs.partiesOf, dispatcher: makeDispatcher({ clock, secret, mayReach: () => true }, 400), clock, newId })

/** Signed minutes in the store; what fills the file matters to no receiver. */
async function signedMinutes(): Promise<{ readonly case: CaseId; readonly minutes: MinutesId }> {
  const one = await openCase(store, hospitals, 'ended')
  const form = { ...prefillForm(sampleFacts()), members: [] }
  const draft: DraftMinutes = { status: 'draft', id: brandId(newId()), case: one.id, version: 1, amends: null, form, document: initialDocument(sampleFacts()) }
  const by = hospitals.hub.doctor.practitioner
  await jobs.forCase(one.id, async ({ minutes, files }) => {
    const sealed = await files.put({ bytes: new TextEncoder().encode(`%PDF-1.7 ${draft.id}`), mediaType: 'application/pdf' })
    await minutes.add(draft)
    const frozen = freeze(draft, { form, document: draft.document, by, at: now })
    if (!frozen.ok) throw new Error(frozen.error)
    await minutes.save(frozen.value)
    let signing: SigningMinutes = openForSigning(frozen.value, sealed)
    await minutes.save(signing)
    for (const [index, signer] of signatoriesOf(form).entries()) {
      const person = index === 0 ? hospitals.hub.colleague : hospitals.hub.doctor
      const next = applySignature(signing, { ...signer, practitioner: person.practitioner, organization: person.organization, signedAt: now, certificateSerial: '01', certificateSubject: 'x', sealed })
      await minutes.save(next)
      if (next.status === 'signing') signing = next
    }
  })
  return { case: one.id, minutes: draft.id }
}

async function destination(kind: DestinationKind, address: string, token: string | null = null) {
  const others = await store.read(admin(), ({ filing }) => filing.destinations())
  for (const other of others) await makeSaveDestination(ports())(admin(), { ...other, active: false, secret: null })
  const input = { id: null, kind, name: 'HIS', address, application: 'HIS', facility: 'BV', active: true, secret: token === null ? null : await sealSecret(token, secret) }
  const saved = await makeSaveDestination(ports())(admin(), input)
  if (!saved.ok) throw new Error(saved.error)
}

const delivery = (minutes: MinutesId): Promise<Delivery | undefined> =>
  store.read(admin(), async ({ filing }) => (await filing.list(100)).map((line) => line.delivery).find((one) => one.minutes === minutes))

/** Plans, then attempts as the queue would, with the pauses gone by, until nothing waits. */
async function deliver(one: { readonly case: CaseId; readonly minutes: MinutesId }): Promise<Delivery> {
  await makePlanFilings({ forParty: jobs.forParty, partiesOf: jobs.partiesOf, clock, newId })({ case: one.case, version: 1 })
  for (let attempt = 0; attempt <= retryPauses.length + 1; attempt += 1) {
    const current = await delivery(one.minutes)
    if (current === undefined) throw new Error('nothing was planned')
    if (current.status !== 'waiting') return current
    now = new Date(Math.max(now.getTime(), current.nextAttemptAt.getTime()))
    await sender()({ case: one.case, organization: hospitals.hub.id, delivery: current.id })
  }
  throw new Error('it neither arrived nor died')
}

const systems = [
  ['fhir-mhd', openFhirReceiver],
  ['fhir-document', openFhirReceiver],
  ['hl7-mdm', openHl7Receiver],
] as const

describe.each(systems)('a %s receiver', (kind, open) => {
  let receiver: TestReceiver
  beforeAll(async () => {
    receiver = await open()
    await destination(kind, receiver.address)
  })
  afterAll(() => receiver.close())
  const kept = (minutes: MinutesId): number => receiver.documents.get(kind === 'hl7-mdm' ? `${minutes}^LIENVIEN` : `urn:uuid:${minutes}`) ?? 0

  test.each<readonly [string, readonly Behaviour[], number]>([
    ['answers', ['well'], 1],
    ['is slow at first', ['slow', 'well'], 2],
    ['answers twice', ['twice'], 1],
    ['answers an error at first', ['error', 'error', 'well'], 3],
    ['dies before it has stored', ['die-before-storing', 'well'], 2],
    ['dies after it has stored, before it answers', ['die-after-storing', 'well'], 2],
  ])('that %s has exactly one document, and its receipt is kept', async (_, behaviours, attempts) => {
    receiver.behave(...behaviours)
    const one = await signedMinutes()
    const delivered = await deliver(one)
    expect(delivered).toMatchObject({ status: 'delivered', attempts })
    expect(delivered.status === 'delivered' ? delivered.receipt : '').toMatch(kind === 'hl7-mdm' ? /^AA / : /DocumentReference\//)
    expect(kept(one.minutes)).toBe(1)
    // The queue may bring a job twice; nothing more is sent.
    expect(await sender()({ case: one.case, organization: hospitals.hub.id, delivery: delivered.id })).toBe('nothing-to-do')
    expect(kept(one.minutes)).toBe(1)
  })

  test('that rejects makes a dead letter at once, seen by those who can act, and takes it when sent again', async () => {
    receiver.behave('reject')
    const one = await signedMinutes()
    const dead = await deliver(one)
    expect(dead).toMatchObject({ status: 'dead', attempts: 1, lastFault: 'rejected' })
    expect(kept(one.minutes)).toBe(0)
    const seen = await makeViewFiling(ports())(hospitals.hub.coordinator)
    expect(seen.ok && seen.value.deliveries[0]?.delivery.id).toBe(dead.id)
    const told = await store.read(hospitals.hub.coordinator, ({ notices }) => notices.latest(hospitals.hub.coordinator.practitioner, 50))
    expect(told.filter(({ kind: about, case: of }) => about === 'filing.dead' && of === one.case)).toHaveLength(1)
    expect(await makeSendAgain(ports())(hospitals.hub.coordinator, dead.id)).toMatchObject({ ok: true, value: { status: 'waiting' } })
    expect(await deliver(one)).toMatchObject({ status: 'delivered' })
    expect(kept(one.minutes)).toBe(1)
  })
})

describe('a receiver that is down', () => {
  test('is tried with growing pauses, then becomes a dead letter that a person can settle by hand', async () => {
    const gone = await openHl7Receiver()
    await gone.close()
    await destination('hl7-mdm', gone.address)
    const one = await signedMinutes()
    const dead = await deliver(one)
    expect(dead).toMatchObject({ status: 'dead', attempts: retryPauses.length + 1, lastFault: 'unreachable', detail: 'ECONNREFUSED' })
    const settle = makeSettleByHand(ports())
    expect(await settle(hospitals.hub.coordinator, { id: dead.id, note: ' ' })).toEqual({ ok: false, error: 'filing.no-note' })
    expect(await settle(hospitals.hub.doctor, { id: dead.id, note: 'Đã nộp bản in' })).toEqual({ ok: false, error: 'filing.not-allowed' })
    expect(await settle(hospitals.hub.coordinator, { id: dead.id, note: 'Đã nộp bản in' })).toMatchObject({ ok: true, value: { status: 'settled' } })
  })
})

describe('a destination', () => {
  test('is given its token, which rests sealed', async () => {
    const receiver = await openFhirReceiver('token-that-opens')
    await destination('fhir-document', receiver.address, 'token-that-opens')
    expect(await deliver(await signedMinutes())).toMatchObject({ status: 'delivered' })
    await destination('fhir-document', receiver.address, 'another token')
    expect(await deliver(await signedMinutes())).toMatchObject({ status: 'dead', detail: 'HTTP 401' })
    await receiver.close()
  })

  test('is named by an administrator alone, at an address of its kind, and unseen by other hospitals', async () => {
    const input = { id: null, kind: 'hl7-mdm' as const, name: 'HIS', address: 'http://his', application: '', facility: '', active: true, secret: null }
    expect(await makeSaveDestination(ports())(admin(), input)).toEqual({ ok: false, error: 'filing.bad-address' })
    expect(await makeSaveDestination(ports())(hospitals.hub.coordinator, { ...input, address: 'mllp://his:2575' })).toEqual({ ok: false, error: 'filing.not-allowed' })
    const elsewhere: Actor = { ...hospitals.district.coordinator, roles: ['admin'] }
    expect(await makeViewFiling(ports())(elsewhere)).toMatchObject({ ok: true, value: { destinations: [], deliveries: [] } })
  })

  test('that was taken out of use is sent nothing more, and what waits for it is a person\'s to decide', async () => {
    const receiver = await openHl7Receiver()
    await destination('hl7-mdm', receiver.address)
    receiver.behave('error')
    const one = await signedMinutes()
    await makePlanFilings({ forParty: jobs.forParty, partiesOf: jobs.partiesOf, clock, newId })({ case: one.case, version: 1 })
    const planned = await delivery(one.minutes)
    if (planned === undefined) throw new Error('nothing was planned')
    const attempt = () => sender()({ case: one.case, organization: hospitals.hub.id, delivery: planned.id })
    now = new Date(Math.max(now.getTime(), planned.createdAt.getTime()))
    expect(await attempt()).toBe('waiting')
    const [wrong] = (await store.read(admin(), ({ filing }) => filing.destinations())).filter(({ active }) => active)
    if (wrong === undefined) throw new Error('a destination was named')
    const use = (active: boolean) => makeSaveDestination(ports())(admin(), { ...wrong, active, secret: null })
    await use(false)
    now = new Date(now.getTime() + retryPauses.reduce((sum, pause) => sum + pause, 0))
    expect(await attempt()).toBe('dead')
    expect([await delivery(one.minutes), receiver.documents.size]).toMatchObject([{ status: 'dead', attempts: 1, lastFault: 'switched-off' }, 0])
    const told = await store.read(hospitals.hub.coordinator, ({ notices }) => notices.latest(hospitals.hub.coordinator.practitioner, 50))
    expect(told.filter(({ kind, case: of }) => kind === 'filing.dead' && of === one.case)).toHaveLength(1)
    await use(true)
    await makeSendAgain(ports())(hospitals.hub.coordinator, planned.id)
    expect(await deliver(one)).toMatchObject({ status: 'delivered' })
    await receiver.close()
  })

  test('is taken up again when its sender died in the middle', async () => {
    const receiver = await openHl7Receiver()
    await destination('hl7-mdm', receiver.address)
    const one = await signedMinutes()
    await makePlanFilings({ forParty: jobs.forParty, partiesOf: jobs.partiesOf, clock, newId })({ case: one.case, version: 1 })
    now = new Date(now.getTime() + 60_000)
    const left = await jobs.overdueDeliveries(now)
    expect(left.map(({ case: of }) => of)).toContain(one.case)
    await receiver.close()
  })

  test('is told whom a patient without a name turned out to be', async () => {
    const { district } = hospitals
    const settings = { id: null, kind: 'hl7-mdm', name: 'HIS', address: 'mllp://his:2575', application: 'HIS', facility: 'BV', active: true, secret: null } as const
    expect((await makeSaveDestination(ports())({ ...district.coordinator, roles: ['admin'] }, settings)).ok).toBe(true)
    const one = await signedMinutes()
    const known: PatientId = brandId(newId())
    await store.atomically(district.doctor, async (repositories) => {
      const unnamed = await repositories.patients.find(district.patient)
      if (unnamed === null) throw new Error('the hospital has a patient')
      await repositories.emergencies.addUnnamed({ ...unnamed, id: known, hospitalNumber: 'BL-26-000815' })
      const origin = { channel: 'typed', source: 'portal', message: '', practitioner: district.doctor.practitioner, client: null, receivedAt: now } as const
      await mergePatients(repositories, { merged: district.patient, into: known }, { organization: district.id, origin })
    })
    await makePlanFilings({ forParty: jobs.forParty, partiesOf: jobs.partiesOf, clock, newId })({ case: one.case, version: 1 })
    const waiting = await store.read({ ...district.coordinator, roles: ['admin'] }, async ({ filing }) => (await filing.list(10)).find((line) => line.delivery.minutes === one.minutes))
    if (waiting === undefined) throw new Error('nothing was planned')
    const numbers: (string | null)[] = []
    const dispatcher = { send: (_destination: unknown, { hospitalNumber }: OutgoingDocument) => Promise.resolve({ delivered: true as const, receipt: String(numbers.push(hospitalNumber)) }) }
    await makeFileOutside({ forParty: jobs.forParty, partiesOf: jobs.partiesOf, dispatcher, clock, newId })({ case: one.case, organization: district.id, delivery: waiting.delivery.id })
    expect(numbers).toEqual(['BL-26-000815'])
  })
})
