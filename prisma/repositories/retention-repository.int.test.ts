import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { makeListExpired } from '#core/retention/list-expired.ts'
import { makeLiftHold, makePlaceHold, makeReleaseRecord, makeSetRetentionKind, makeViewRetention } from '#core/retention/manage-retention.ts'
import type { HoldId } from '#core/retention/retention.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let jobs: Store
let owner: pg.Client
let hospitals: Record<'district' | 'hub', TestHospital>
let old: CaseId

const at = new Date('2040-01-02T00:00:00Z')
const as = (hospital: TestHospital, role: Actor['roles'][number]): Actor => ({ ...hospital.doctor, roles: [role] })
const ports = () => ({ atomically: store.atomically, clock: () => at, newId: () => randomUUID() })
const round = () => makeListExpired({ candidates: jobs.casesPastPeriod, forParty: jobs.forParty, clock: () => at })()
const lineOf = (hospital: TestHospital, id: CaseId) => store.read(as(hospital, 'admin'), ({ retention }) => retention.find(id))
const release = (hospital: TestHospital) => makeReleaseRecord(ports())(as(hospital, 'admin'), { case: old })

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  owner = new pg.Client({ connectionString: database.adminUrl })
  await owner.connect()
  old = (await openCase(store, hospitals, 'ended')).id
})
afterAll(async () => {
  await Promise.all([store.close(), jobs.close(), owner.end()])
  await database.drop()
})

describe('a record past its time', () => {
  let hold: HoldId
  test('is on no list while either hospital holds it', async () => {
    const placed = await makePlaceHold(ports())(as(hospitals.district, 'auditor'), { case: old, reason: 'Công văn 12/TTr' })
    if (!placed.ok) throw new Error(placed.error)
    hold = placed.value.id
    expect(await round()).toBe(0)
    expect(await lineOf(hospitals.hub, old)).toMatchObject({ held: true, listedAt: null, holds: [{ own: false }] })
    expect(await store.read(hospitals.hub.doctor, ({ retention }) => retention.isHeld(old))).toBe(true)
    // Not even by hand in the database, as the application's own role.
    await expect(store.atomically(as(hospitals.hub, 'admin'), ({ retention }) => retention.putOnList(old, { kind: 'general', at }))).rejects.toThrow('legal hold')
  })

  test('the other hospital cannot lift that hold, and a lifted one keeps its words', async () => {
    const lift = makeLiftHold(ports())
    expect(await lift(as(hospitals.hub, 'admin'), { case: old, hold, reason: 'Xong' })).toEqual({ ok: false, error: 'retention.not-found' })
    expect(await lift(as(hospitals.district, 'auditor'), { case: old, hold, reason: 'Vụ việc đã kết thúc' })).toEqual({ ok: true, value: null })
    await expect(owner.query(`UPDATE legal_hold SET reason = 'khác' WHERE id = $1`, [hold])).rejects.toThrow('keeps its words')
    await expect(owner.query('DELETE FROM legal_hold WHERE id = $1', [hold])).rejects.toThrow('written once')
  })

  test('is listed once for each of its hospitals, and deleted by nobody', async () => {
    expect(await round()).toBe(2)
    expect(await round()).toBe(0)
    expect(await lineOf(hospitals.hub, old)).toMatchObject({ kind: 'general', held: false, listedAt: at, releasedAt: null })
    const { rows } = await owner.query('SELECT count(*)::int AS kept FROM consult_case WHERE id = $1', [old])
    expect(rows).toEqual([{ kept: 1 }])
  })

  test('is released by an administrator only, not while it is held, not before a longer kind has passed', async () => {
    expect(await makeReleaseRecord(ports())(as(hospitals.hub, 'doctor'), { case: old })).toEqual({ ok: false, error: 'retention.not-allowed' })
    const kind = makeSetRetentionKind(ports())
    await kind(as(hospitals.hub, 'admin'), { case: old, kind: 'death' })
    expect(await release(hospitals.hub)).toEqual({ ok: false, error: 'retention.not-due' })
    await kind(as(hospitals.hub, 'admin'), { case: old, kind: 'general' })
    await makePlaceHold(ports())(as(hospitals.hub, 'admin'), { case: old, reason: 'Khiếu nại số 7' })
    expect(await release(hospitals.district)).toEqual({ ok: false, error: 'retention.held' })
    const line = await lineOf(hospitals.hub, old)
    for (const { id } of line?.holds ?? []) await makeLiftHold(ports())(as(hospitals.hub, 'admin'), { case: old, hold: id, reason: 'Đã giải quyết' })
    expect(await release(hospitals.hub)).toEqual({ ok: true, value: null })
    expect(await release(hospitals.hub)).toEqual({ ok: false, error: 'retention.not-due' })
    expect(await kind(as(hospitals.hub, 'admin'), { case: old, kind: 'accident' })).toEqual({ ok: false, error: 'retention.released' })
    expect(await lineOf(hospitals.district, old)).toMatchObject({ releasedAt: null })
  })

  test('is found by its code and its standing, by those who look after records', async () => {
    const view = makeViewRetention(ports())
    const query = { code: '', state: null, limit: 10, offset: 0 } as const
    expect(await view(as(hospitals.hub, 'doctor'), query)).toEqual({ ok: false, error: 'retention.not-allowed' })
    expect(await view(as(hospitals.hub, 'auditor'), { ...query, state: 'released' })).toMatchObject({ ok: true, value: { total: 1, mayManage: false } })
    expect(await view(as(hospitals.hub, 'admin'), { ...query, state: 'kept' })).toMatchObject({ ok: true, value: { total: 0 } })
    expect(await view(as(hospitals.district, 'admin'), { ...query, code: 'HC-', state: 'listed' })).toMatchObject({ ok: true, value: { total: 1, lines: [{ case: old }] } })
    expect(await view(as(hospitals.district, 'admin'), { ...query, code: '%' })).toMatchObject({ ok: true, value: { total: 0 } })
  })
})
