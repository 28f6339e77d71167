import { rmSync } from 'node:fs'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAcceptRing, makeDeclineRing } from '#core/emergency/answer-ring.ts'
import { makeConclude } from '#core/emergency/conclude.ts'
import { makeRingAnother } from '#core/emergency/ring-another.ts'
import { makeRingDue } from '#core/emergency/ring-due.ts'
import { makeWatchCall, makeWatchRings } from '#core/emergency/view-emergency.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { freePort } from '#infra/testing/free-port.ts'
import type { Store } from '#prisma/store.ts'
import { createStore } from '#prisma/store.ts'
import type { TestDatabase } from '#prisma/testing.ts'
import { createTestDatabase } from '#prisma/testing.ts'
import type { EmergencyWorld } from './test-emergency.ts'
import { createEmergencyWorld, pressButton } from './test-emergency.ts'

const folder = join(tmpdir(), `lien-vien-ringing-${process.pid}`)
let database: TestDatabase
let store: Store
let platform: Store
let world: EmergencyWorld

beforeAll(async () => {
  database = await createTestDatabase()
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  platform = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  world = await createEmergencyWorld(database.appUrl, new Date())
})
afterAll(async () => {
  await Promise.all([store.close(), platform.close()])
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const rungOf = async (actor: Actor, id: CaseId): Promise<readonly string[]> => {
  const board = await store.read(actor, ({ emergencies }) => emergencies.rings(id))
  return board.map((ring) => ring.practitioner)
}
const ports = (clock: () => Date) => ({ atomically: store.atomically, read: store.read, forCaller: platform.forCaller, clock, newId: () => randomUUID() })

describe('the ladder on the real record', () => {
  test('keeps its clock while everybody is silent, until the second hub answers and holds the case', async () => {
    const start = Date.now()
    let now = start
    const clock = (): Date => new Date(now)
    const id = await pressButton(store, world, clock)
    const { district, central, province } = world
    const ringDue = makeRingDue(ports(clock))
    const at = async (seconds: number): Promise<readonly string[]> => {
      now = start + seconds * 1_000
      await ringDue({ case: id })
      return rungOf(district.doctor, id)
    }
    expect(await at(14)).toEqual([])
    const first = [central.doctor.practitioner, central.coordinator.practitioner]
    expect(new Set(await at(15))).toEqual(new Set(first))
    expect(await at(46)).toHaveLength(2)
    expect(await at(90)).toContain(central.colleague.practitioner)
    expect(await at(180)).toEqual(expect.arrayContaining([province.doctor.practitioner, province.coordinator.practitioner]))

    const seen = await makeWatchRings(ports(clock))(province.doctor)
    expect(seen.items.map((item) => item.call.line)).toEqual(['Vết thương ngực, mất máu nhiều'])
    const held = await makeAcceptRing(ports(clock))(province.doctor, { case: id })
    expect(held).toMatchObject({ ok: true, value: { held: { organization: province.id } } })
    const taken = await store.read(province.doctor, ({ cases }) => cases.find(id))
    expect(taken).toMatchObject({ status: 'live', consultingOrganization: province.id, team: [{ part: 'chair' }] })
    expect(await store.read(central.doctor, ({ cases }) => cases.find(id))).toBeNull()
    // The case is the second hospital's now; the first one's doctor comes in as a member and sees it from then on, the colleagues do not.
    expect(await makeAcceptRing(ports(clock))(central.coordinator, { case: id })).toEqual({ ok: false, error: 'emergency.held-elsewhere' })
    expect(await makeAcceptRing(ports(clock))(central.doctor, { case: id })).toMatchObject({ ok: true })
    expect(await makeAcceptRing(ports(clock))(central.doctor, { case: id })).toMatchObject({ ok: true })
    expect(await store.read(central.doctor, ({ cases }) => cases.find(id))).toMatchObject({
      consultingOrganization: province.id, team: [{ part: 'chair' }, { practitioner: central.doctor.practitioner, organization: central.id, part: 'member' }],
    })
    expect(await store.read(central.colleague, ({ cases }) => cases.find(id))).toBeNull()
    expect(await makeAcceptRing(ports(clock))(province.colleague, { case: id })).toMatchObject({ ok: true })

    const before = await rungOf(district.doctor, id)
    expect(await at(400)).toEqual(before)
    const board = await makeWatchCall(ports(clock))(district.doctor, id)
    expect(board.ok && board.value.rings.find((ring) => ring.practitioner === province.doctor.practitioner)).toMatchObject({
      reply: { kind: 'accepted' }, rungAt: new Date(start + 180_000),
    })
    // The patient has neither name nor number, and the case stands nevertheless.
    expect(taken?.subject).toEqual({ name: null, birthDate: null, sex: 'male' })
    expect(taken).toMatchObject({ legalBasis: { kind: 'emergency' } })
  })

  test('rings the next at once when those who were rung refuse', async () => {
    const start = Date.now()
    let now = start
    const clock = (): Date => new Date(now)
    const id = await pressButton(store, world, clock)
    const { central, district } = world
    now = start + 16_000
    await makeRingDue(ports(clock))({ case: id })
    for (const person of [central.doctor, central.coordinator]) {
      expect(await makeDeclineRing(ports(clock))(person, { case: id, reason: 'Đang mổ' })).toMatchObject({ ok: true })
    }
    await makeRingDue(ports(clock))({ case: id })
    expect(await rungOf(district.doctor, id)).toContain(central.colleague.practitioner)
  })

  test('ends with the session: whoever is still rung is rung no longer, and nobody can come in any more', async () => {
    const start = Date.now()
    let now = start
    const clock = (): Date => new Date(now)
    const id = await pressButton(store, world, clock)
    const { central, province } = world
    now = start + 16_000
    await makeRingDue(ports(clock))({ case: id })
    expect(await makeAcceptRing(ports(clock))(central.doctor, { case: id })).toMatchObject({ ok: true })
    expect(await makeRingAnother(ports(clock))(central.doctor, { case: id, specialty: 'general-surgery' })).toMatchObject({ ok: true, value: [{ practitioner: central.colleague.practitioner }] })
    const ringsOf = async (actor: Actor): Promise<readonly CaseId[]> => (await makeWatchRings(ports(clock))(actor)).items.map((item) => item.call.case)
    expect(await ringsOf(central.colleague)).toContain(id)
    now = start + 600_000
    expect(await makeConclude(ports(clock))(central.colleague, { case: id })).toEqual({ ok: false, error: 'case.not-found' })
    expect(await makeConclude(ports(clock))(central.doctor, { case: id })).toMatchObject({ ok: true, value: { status: 'ended' } })
    expect(await ringsOf(central.colleague)).not.toContain(id)
    expect(await store.read(central.doctor, ({ emergencies }) => emergencies.find(id))).toMatchObject({ endedAt: new Date(now) })
    expect(await makeAcceptRing(ports(clock))(province.doctor, { case: id })).toEqual({ ok: false, error: 'emergency.over' })
  })

  test('shows another hospital nothing, and a stranger nothing to answer', async () => {
    const id = await pressButton(store, world, () => new Date())
    const stranger: Actor = { ...world.central.doctor, organization: world.district.id }
    expect(await makeAcceptRing(ports(() => new Date()))({ ...stranger, organization: randomUUID() as Actor['organization'] }, { case: id })).toEqual({ ok: false, error: 'emergency.not-found' })
    expect(await makeAcceptRing(ports(() => new Date()))(stranger, { case: id })).toEqual({ ok: false, error: 'emergency.not-found' })
  })
})

describe('the process that rings', () => {
  const startJobs = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['jobs/main.ts'], {
      env: {
        ...process.env, JOBS_DATABASE_URL: database.jobsUrl, JOBS_PORT: String(await freePort()), DATA_DIR: folder, PKI_SECRET: 'x'.repeat(40), PUBLIC_ORIGIN: 'http://localhost:1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    return child
  }
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    const give = Date.now() + 40_000
    while (!(await condition())) {
      if (Date.now() > give) throw new Error('it did not ring in time')
      await pause(100)
    }
  }

  test('is killed in the middle of ringing, and the next one goes on where it stood', async () => {
    const { central, district } = world
    const first = await startJobs()
    // Pressed 72 s ago: two rungs are overdue, the third falls due in 18 s.
    const id = await pressButton(store, world, () => new Date(Date.now() - 72_000))
    await until(async () => (await rungOf(district.doctor, id)).length >= 2)
    first.kill('SIGKILL')
    await once(first, 'exit')
    expect(await rungOf(district.doctor, id)).not.toContain(central.colleague.practitioner)
    const second = await startJobs()
    await until(async () => (await rungOf(district.doctor, id)).includes(central.colleague.practitioner))
    const rings = await store.read(district.doctor, ({ emergencies }) => emergencies.rings(id))
    const call = await store.read(district.doctor, ({ emergencies }) => emergencies.find(id))
    const rungAfter = (rings.find((ring) => ring.practitioner === central.colleague.practitioner)?.rungAt.getTime() ?? 0) - (call?.pressedAt.getTime() ?? 0)
    expect(rungAfter).toBeGreaterThanOrEqual(90_000)
    second.kill('SIGTERM')
    await once(second, 'exit')
  }, 120_000)
})
