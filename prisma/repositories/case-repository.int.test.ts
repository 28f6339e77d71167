import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ConsultCase, TeamMember } from '#core/case/case.ts'
import { caseStatuses } from '#core/case/case.ts'
import { mayViewCase } from '#core/case/policy.ts'
import { exampleCases } from '#core/case/testing.ts'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { createStore } from '#prisma/store.ts'
import type { Store } from '#prisma/store.ts'
import type { TestHospital } from '#prisma/test-hospitals.ts'
import { createHospitals, linkHospitals } from '#prisma/test-hospitals.ts'
import { openCase } from '#prisma/test-cases.ts'
import { createTestDatabase } from '#prisma/testing.ts'
import type { TestDatabase } from '#prisma/testing.ts'
import { StaleRevision } from './case-repository.ts'

let database: TestDatabase
let store: Store
let jobs: Store
let hospitals: Record<'district' | 'hub' | 'stranger', TestHospital>

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'hub', 'stranger'])
  await linkHospitals(database.appUrl, { hub: hospitals.hub, satellite: hospitals.district })
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
})
afterAll(async () => {
  await Promise.all([store.close(), jobs.close()])
  await database.drop()
})

const openIn = (status: ConsultCase['status']): Promise<ConsultCase> => openCase(store, hospitals, status)

describe('a case', () => {
  test.each(caseStatuses)('that is %s is read as it was written', async (status) => {
    const written = await openIn(status)
    const read = await store.read(hospitals.district.doctor, ({ cases }) => cases.find(written.id))
    expect(read).toEqual(written)
    const listed = await store.read(hospitals.district.doctor, ({ cases }) => cases.list({ text: written.code, limit: 10, offset: 0 }))
    expect(listed.cases.find(({ id }) => id === written.id)).toEqual(written)
  })

  test('is counted on a page beyond the last', async () => {
    await openIn('submitted')
    const list = (offset: number) => store.read(hospitals.district.doctor, ({ cases }) => cases.list({ limit: 1, offset }))
    const { total, cases } = await list(0)
    expect([total > 0, cases.length]).toEqual([true, 1])
    expect(await list(total)).toEqual({ total, cases: [] })
  })

  test('is the matter of whoever is on its team, for whichever hospital', async () => {
    const one = await openIn('assigned')
    if (one.status !== 'assigned') throw new Error('not assigned')
    const { hub, stranger } = hospitals
    // The same person, called as one of a third hospital, looks for the hub.
    const member: TeamMember = { practitioner: hub.colleague.practitioner, organization: stranger.id, part: 'member', invitation: { reply: 'pending', invitedAt: one.assignedAt } }
    const others = one.team.filter(({ practitioner }) => practitioner !== member.practitioner)
    await store.atomically(hub.coordinator, ({ cases }) => cases.save({ ...one, team: [...others, member] }))
    const mattersOf = async (actor: Actor) =>
      (await store.read(actor, ({ cases }) => cases.list({ involving: actor.practitioner, statuses: ['assigned'], limit: 50, offset: 0 }))).cases.map(({ id }) => id)
    const asCoordinator: Actor = { ...hub.colleague, roles: ['coordinator'] }
    expect([await mattersOf(asCoordinator), await mattersOf({ ...asCoordinator, organization: stranger.id })].map((ids) => ids.includes(one.id))).toEqual([true, true])
    expect((await mattersOf(stranger.colleague)).includes(one.id)).toBe(false)
  })

  test('is shown in lists to exactly those who may view it', async () => {
    const { district, hub, stranger } = hospitals
    const actors = [district.doctor, district.coordinator, district.auditor, hub.doctor, hub.colleague, hub.coordinator, hub.auditor, stranger.doctor, stranger.coordinator]
    for (const status of caseStatuses) {
      const one = await openIn(status)
      // A case withdrawn before it was sent is hidden from the hub by the database as well as a draft is.
      const sent = status !== 'draft' && status !== 'cancelled'
      for (const actor of actors) {
        const page = await store.read(actor, ({ cases }) => cases.list({ text: one.code, limit: 10, offset: 0 }))
        const expected = mayViewCase(actor, one) && (sent || actor.organization === district.id)
        expect([status, actor.roles, page.cases.some(({ id }) => id === one.id)]).toEqual([status, actor.roles, expected])
      }
    }
  })

  test('opens to a member of its team from a third hospital, who answers the invitation and leaves with the team', async () => {
    const one = await openIn('assigned')
    if (one.status !== 'assigned') throw new Error('not assigned')
    const { stranger, hub } = hospitals
    const seen = (actor: Actor) => store.read(actor, async ({ cases, snapshots }) => [(await cases.find(one.id))?.id, (await snapshots.find(one.snapshot))?.case])
    expect(await seen(stranger.doctor)).toEqual([undefined, undefined])
    const guest: TeamMember = { practitioner: stranger.doctor.practitioner, organization: stranger.id, part: 'member', invitation: { reply: 'pending', invitedAt: one.assignedAt } }
    await store.atomically(hub.coordinator, ({ cases }) => cases.save({ ...one, team: [...one.team, guest] }))
    expect(await seen(stranger.doctor)).toEqual([one.id, one.id])
    expect([await seen(stranger.colleague), await seen({ ...stranger.doctor, organization: hub.id, roles: [] }).then(([id]) => id)]).toEqual([[undefined, undefined], one.id])
    const accepted = { ...guest, invitation: { reply: 'accepted', invitedAt: one.assignedAt, answeredAt: one.assignedAt } } as const
    await store.atomically(stranger.doctor, async ({ cases }) => {
      const now = await cases.findForChange(one.id)
      if (now?.status !== 'assigned') throw new Error('not assigned')
      await cases.save({ ...now, team: now.team.map((member) => (member.practitioner === guest.practitioner ? accepted : member)) })
    })
    const answered = await store.read(hub.coordinator, ({ cases }) => cases.find(one.id))
    expect(answered !== null && 'team' in answered ? answered.team.at(-1) : null).toEqual(accepted)
    await store.atomically(hub.coordinator, ({ cases }) => cases.save({ ...one, revision: one.revision + 2 }))
    expect(await seen(stranger.doctor)).toEqual([undefined, undefined])
  })

  test('stands in the calendars of both hospitals while its session lasts, and in nobody else\'s', async () => {
    const one = await openIn('scheduled')
    if (one.status !== 'scheduled') throw new Error('not scheduled')
    const ends = new Date(one.session.startsAt.getTime() + one.session.durationMinutes * 60_000)
    const [before, after] = [new Date(ends.getTime() - 60_000), new Date(ends.getTime() + 60_000)]
    const found = async (actor: Actor, from: Date, until: Date): Promise<readonly string[]> =>
      (await store.read(actor, ({ cases }) => cases.list({ sessionWithin: { from, until }, text: one.code, limit: 10, offset: 0 }))).cases.map(({ id }) => id)
    const { district, hub, stranger } = hospitals
    for (const actor of [district.doctor, hub.coordinator, hub.doctor]) {
      expect([await found(actor, before, ends), await found(actor, ends, after)]).toEqual([[one.id], []])
    }
    for (const actor of [stranger.doctor, stranger.coordinator]) expect(await found(actor, before, ends)).toEqual([])
  })

  test('lends its hospitals to its session, whatever the writer says', async () => {
    const one = await openIn('scheduled')
    await rowsBySql(database.adminUrl, 'UPDATE consult_session SET requesting_organization_id = $1, consulting_organization_id = $1 WHERE case_id = $2', [hospitals.stranger.id, one.id])
    const rows = await rowsBySql(database.adminUrl, 'SELECT requesting_organization_id AS asking, consulting_organization_id AS advising FROM consult_session WHERE case_id = $1', [one.id])
    expect(rows).toEqual([{ asking: hospitals.district.id, advising: hospitals.hub.id }])
  })

  test('is saved by the first of two writers alone', async () => {
    const one = await openIn('submitted')
    const save = () => store.atomically(hospitals.hub.coordinator, ({ cases }) => cases.save({ ...exampleCases.coordinating, ...one, status: 'coordinating', coordinator: hospitals.hub.coordinator.practitioner } as ConsultCase))
    await save()
    await expect(save()).rejects.toThrow(StaleRevision)
  })

  test('has one chair, whatever the program says', async () => {
    const one = await openIn('assigned')
    if (one.status !== 'assigned') throw new Error('not assigned')
    const team = one.team.map((member) => ({ ...member, part: 'chair' as const }))
    await expect(store.atomically(hospitals.hub.coordinator, ({ cases }) => cases.save({ ...one, team }))).rejects.toThrow()
  })

  test('gets a code of its consulting hospital that nobody else gets', async () => {
    const codes = await Promise.all(
      Array.from({ length: 20 }, () => store.atomically(hospitals.district.doctor, ({ cases }) => cases.nextCode(hospitals.stranger.id))),
    )
    expect(new Set(codes).size).toBe(20)
    expect(codes.every((code) => /^HC-\d{4}$/.test(code))).toBe(true)
  })
})

describe('later work', () => {
  const queued = async (): Promise<unknown[]> => {
    const rows = await rowsBySql<{ payload: unknown }>(database.jobsUrl, 'SELECT payload FROM graphile_worker._private_jobs ORDER BY id')
    return rows.map(({ payload }) => payload)
  }

  test('is queued exactly when the work that asks for it is kept', async () => {
    const { doctor } = hospitals.hub
    const job = { name: 'render-minutes', case: brandId<ConsultCase['id']>(randomUUID()), version: 1 } as const
    const undone = store.atomically(doctor, async ({ jobs: queue }) => {
      await queue.enqueue(job)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await queued()).toEqual([])
    await store.atomically(doctor, ({ jobs: queue }) => queue.enqueue(job))
    expect(await queued()).toEqual([{ case: job.case, version: 1, organization: doctor.organization, practitioner: doctor.practitioner }])
  })

  test('on a case reaches both of its hospitals, and only through the role that runs jobs', async () => {
    const one = await openIn('submitted')
    const facts = await jobs.forCase(one.id, async ({ cases, patients }) => [(await cases.find(one.id))?.code, (await patients.find(one.patient))?.id])
    expect(facts).toEqual([one.code, one.patient])
    await expect(store.forCase(one.id, ({ cases }) => cases.find(one.id))).rejects.toThrow(/permission denied/)
  })
})
