import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeAddAsset } from '#core/asset/keep-assets.ts'
import { makeStartRequest } from '#core/case/start-request.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { OrganizationRow } from '#core/directory/import-organizations.ts'
import { makePlanMeeting } from '#core/meeting/plan-meeting.ts'
import { mergeHospitals } from './merge-hospitals.ts'
import { scopedDb } from './repositories/scoped-db.ts'
import { createStore, type Store } from './store.ts'
import { takeInOrganizations } from './take-in-organizations.ts'
import { openScopedClient } from './tenancy/scoped-client.ts'
import { openCase } from './test-cases.ts'
import { createHospitals, linkHospitals, type TestHospital } from './test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from './testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'district' | 'gone' | 'heir' | 'third' | 'spare', TestHospital>
const now = new Date('2026-11-22T08:00:00Z')
const ports = () => ({
  atomically: store.atomically, read: store.read, clock: () => now, newId: () => randomUUID(),
  today: (at: Date) => at.toISOString().slice(0, 10), momentOf: (date: string, time: string) => new Date(`${date}T${time}:00+07:00`),
})
const adminOf = ({ auditor }: TestHospital): Actor => ({ ...auditor, roles: ['admin'] })
const codeOf = async (hospital: TestHospital): Promise<string> => {
  const found = await store.read(hospital.doctor, ({ directory }) => directory.organization(hospital.id))
  return found?.facilityCode ?? ''
}
const merge = async (gone: TestHospital, heir: TestHospital, apply: boolean) =>
  mergeHospitals(database.ownerUrl, { gone: await codeOf(gone), heir: await codeOf(heir) }, { apply, now })
/** The person as the portal knows them at a hospital, or null where they do not work there. */
const actAt = async ({ practitioner }: Actor, at: TestHospital): Promise<Actor | null> => {
  const role = (await store.memberships(practitioner)).find(({ organization }) => organization === at.id)
  return role === undefined ? null : { practitioner, organization: at.id, roles: role.roles }
}

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['district', 'gone', 'heir', 'third', 'spare'])
  const { district, gone } = hospitals
  await linkHospitals(database.appUrl, { hub: gone, satellite: district })
  const { client, close } = openScopedClient({ url: database.appUrl, applicationName: 'test' })
  const asAdmin = (hospital: TestHospital) => scopedDb(client, { organization: hospital.id, practitioner: null, roles: ['admin', 'coordinator'] })
  for (const [hospital, code] of [[gone, 'K01'], [gone, 'K04'], [hospitals.heir, 'K01']] as const) {
    await asAdmin(hospital)((db) => db.department.createMany({ data: [{ id: randomUUID(), organizationId: hospital.id, code, name: `Khoa ${code}` }] }))
  }
  const [department] = await asAdmin(gone)((db) => db.department.findMany({ where: { organizationId: gone.id, code: 'K04' } }))
  await asAdmin(gone)((db) => db.practitionerRole.updateMany({ where: { practitionerId: gone.doctor.practitioner }, data: { departmentId: department?.id ?? null, specialties: ['cardiology'] } }))
  await close()
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

test('is refused for a hospital that is not known, is the same, or sits in a session', async () => {
  const { district, gone, heir, third } = hospitals
  expect(await mergeHospitals(database.ownerUrl, { gone: 'XXXXX', heir: await codeOf(heir) }, { apply: true, now })).toEqual({ ok: false, error: 'merge.unknown-hospital' })
  expect(await merge(gone, gone, true)).toEqual({ ok: false, error: 'merge.same-hospital' })
  const live = await openCase(store, { district, hub: third }, 'live')
  expect([live.status, await merge(third, heir, true)]).toEqual(['live', { ok: false, error: 'merge.session-running' }])
})

test('is looked at first and changes nothing by that', async () => {
  const { gone, heir } = hospitals
  await makeAddAsset(ports())(adminOf(heir), { kind: 'consult-room', name: 'Phòng hội chẩn', seats: 8, department: null, note: '' })
  await makeAddAsset(ports())(adminOf(gone), { kind: 'consult-room', name: 'Phòng hội chẩn', seats: 6, department: null, note: '' })
  const looked = await merge(gone, heir, false)
  if (!looked.ok) throw new Error(looked.error)
  expect(Object.fromEntries(looked.value.moved.map(({ kind, count }) => [kind, count]))).toMatchObject({ departments: 1, people: 4, links: 1, assets: 1, reach: 8 })
  expect(looked.value.renamed).toEqual(['Phòng hội chẩn'])
  expect(await actAt(gone.doctor, heir)).toBeNull()
  expect(await store.read(gone.doctor, ({ directory }) => directory.organization(gone.id))).not.toHaveProperty('mergedInto')
})

test('moves what lives, keeps what has happened, and leaves both trails whole', async () => {
  const { district, gone, heir, third } = hospitals
  const open = await openCase(store, { district, hub: gone }, 'scheduled')
  const closed = await openCase(store, { district, hub: gone }, 'closed')
  const meeting = await makePlanMeeting(ports())(gone.coordinator, {
    title: 'Giao ban', chair: gone.doctor.practitioner, people: [], assets: [], rule: { cadence: 'weekly', startsOn: '2026-12-03', lastOn: null }, startTime: '14:00', durationMinutes: 60, onHoliday: 'skip',
  })
  expect(meeting.ok).toBe(true)
  expect(await merge(gone, heir, true)).toMatchObject({ ok: true })

  // People: at the hospital that goes on first, in the department of the same code, with their specialties.
  const [first, second] = await store.memberships(gone.doctor.practitioner)
  expect([first?.organization, first?.department?.code, first?.department?.organization, first?.specialties, second?.organization]).toEqual([heir.id, 'K04', heir.id, ['cardiology'], gone.id])
  // The coordinator of the hospital that goes on finds what the merged one began and wrote, in its name; nobody else does.
  const asGone = await actAt(heir.coordinator, gone)
  if (asGone === null) throw new Error('not reached')
  expect(asGone.roles).toEqual(['coordinator'])
  for (const one of [open, closed]) {
    expect(await store.read(asGone, ({ cases }) => cases.find(one.id))).toMatchObject({ code: one.code, consultingOrganization: gone.id })
    expect(await store.read(third.coordinator, ({ cases }) => cases.find(one.id))).toBeNull()
    expect(await store.read(district.doctor, ({ cases }) => cases.find(one.id))).toMatchObject({ consultingOrganization: gone.id })
  }
  expect(await actAt(third.coordinator, gone)).toBeNull()

  // Rooms and meetings are the heir's, a room of the same name told apart.
  const rooms = await store.read(heir.coordinator, async ({ assets }) => (await assets.all()).map(({ name }) => name))
  expect(rooms).toEqual(['Phòng hội chẩn', 'Phòng hội chẩn (gone)'])
  const meetings = await store.read(heir.coordinator, async (all) => (await all.meetings.within({ from: '2026-12-01', until: '2026-12-31' })).map(({ organization }) => organization))
  expect(meetings).toEqual([heir.id])

  // Links go on with the heir; under the old one nothing new begins, and what was sent stays open.
  const links = await store.read(district.doctor, ({ directory }) => directory.linksOfSatellite(district.id))
  expect(links.map(({ hub, merged }) => [hub, merged === true]).toSorted()).toEqual([[gone.id, true], [heir.id, false]].toSorted())
  const asDoctor: Actor = { ...asGone, roles: ['doctor'] }
  expect(await makeStartRequest(ports())(asDoctor, gone.patient)).toEqual({ ok: false, error: 'link.not-covering' })
  await expect(openCase(store, { district, hub: gone }, 'submitted')).rejects.toThrow()

  // Both chains are whole, each says what happened, and what stood in them before stands there still.
  for (const hospital of [gone, heir]) {
    const auditor = await actAt(heir.auditor, hospital)
    if (auditor === null) throw new Error('no auditor')
    expect(await store.verifyAudit(auditor)).toBeNull()
    const types = (await store.auditLinks(auditor, 0)).map(({ body }) => (JSON.parse(body) as { readonly payload: { readonly type: string } }).payload.type)
    expect(types).toContain(hospital === gone ? 'directory.hospital-merged' : 'directory.hospital-taken-over')
    expect(types).toContain('asset.added')
  }
})

test('whoever comes to the hospital later reaches the old cases too, and whoever leaves it does not any more', async () => {
  const { gone, heir, third } = hospitals
  const { client, close } = openScopedClient({ url: database.appUrl, applicationName: 'test' })
  const asAdmin = scopedDb(client, { organization: heir.id, practitioner: null, roles: ['admin'] })
  const who = third.colleague.practitioner
  await asAdmin((db) => db.practitionerRole.createMany({ data: [{ practitionerId: who, organizationId: heir.id, roles: ['doctor'], specialties: [] }] }))
  expect(await actAt(third.colleague, gone)).toMatchObject({ roles: ['doctor'] })
  await asAdmin((db) => db.practitionerRole.deleteMany({ where: { practitionerId: who, organizationId: heir.id } }))
  expect(await actAt(third.colleague, gone)).toBeNull()
  await close()
})

test('a hospital is found by its present name, by those of before, and by those of whoever was merged into it', async () => {
  const { heir, third } = hospitals
  const found = async (text: string) => (await store.read(adminOf(third), ({ links }) => links.hospitalsLike(text))).map(({ id }) => id)
  const row: OrganizationRow = { line: 2, facilityCode: await codeOf(heir), name: 'Bệnh viện Đa khoa Liên khu', shortName: 'BV Liên khu', authority: 'SỞ Y TẾ', address: '', phone: '' }
  await takeInOrganizations(database.appUrl, [row], { apply: true, now })
  expect([await found('lien khu'), await found('heir'), await found('gone')]).toEqual([[heir.id], [heir.id], [heir.id]])
})

test('cannot be done twice, nor into a hospital that is gone, nor by the application', async () => {
  const { gone, heir, district, spare } = hospitals
  expect([await merge(gone, heir, true), await merge(district, gone, true)]).toEqual([{ ok: false, error: 'merge.already-merged' }, { ok: false, error: 'merge.into-merged' }])
  await expect(mergeHospitals(database.appUrl, { gone: await codeOf(spare), heir: await codeOf(heir) }, { apply: true, now })).rejects.toThrow()
})
