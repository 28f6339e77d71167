import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#core/directory/actor.ts'
import { makeAnswerLink, makeEndLink, makeProposeLink, type LinkProposal } from '#core/link/keep-links.ts'
import type { LinkContractId } from '#core/link/link-contract.ts'
import { makeFindHospitals, makeViewLinks } from '#core/link/view-links.ts'
import { makeWarnOfEndingLinks } from '#core/link/warn-of-ending-links.ts'
import { withSql } from '#infra/testing/sql.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let admin: pg.Client
let hospitals: Record<'hub' | 'district' | 'elsewhere', TestHospital>
let now = new Date('2026-11-22T02:00:00Z')
const day = 86_400_000
const inDays = (days: number): Date => new Date(Date.parse('2026-11-22T02:00:00Z') + days * day)

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['hub', 'district', 'elsewhere'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
})
afterAll(async () => {
  await Promise.all([store.close(), admin.end()])
  await database.drop()
})

const adminOf = (name: keyof typeof hospitals): Actor => ({ ...hospitals[name].coordinator, roles: ['admin'] })
const ports = () => ({ atomically: store.atomically, read: store.read, clock: () => now, newId: () => randomUUID() })
const terms = (more: Partial<LinkProposal> = {}): LinkProposal => ({
  hub: hospitals.hub.id, satellite: hospitals.district.id, specialties: ['cardiology', 'neurology'], validFrom: inDays(0), validUntil: inDays(90),
  number: '12/HĐ', duties: 'Hội chẩn trong giờ', cost: 'Theo giá dịch vụ', ...more,
})
const propose = async (name: keyof typeof hospitals, more: Partial<LinkProposal> = {}): Promise<LinkContractId> => {
  const made = await makeProposeLink(ports())(adminOf(name), terms(more))
  if (!made.ok) throw new Error(made.error)
  return made.value
}
const answer = async (actor: Actor, contract: LinkContractId, given: 'accepted' | 'declined' | 'withdrawn'): Promise<string> => {
  const done = await makeAnswerLink(ports())(actor, { contract, answer: given })
  return done.ok ? 'ok' : done.error
}
const seen = async (name: keyof typeof hospitals) => {
  const found = await makeViewLinks(ports())(hospitals[name].coordinator)
  if (!found.ok) throw new Error(found.error)
  return found.value
}
const told = async (kind: string): Promise<readonly string[]> => {
  const { rows } = await admin.query<{ who: string }>('SELECT o.name AS who FROM notice n JOIN organization o ON o.id = n.organization_id WHERE n.kind = $1 ORDER BY who', [kind])
  return rows.map(({ who }) => who)
}

test('a contract counts once the other side has accepted it, word for word', async () => {
  const id = await propose('hub')
  expect((await seen('district')).lines).toEqual([])
  expect((await seen('district')).proposals).toMatchObject([{ status: 'proposed', number: '12/HĐ', duties: 'Hội chẩn trong giờ', cost: 'Theo giá dịch vụ' }])
  expect((await seen('elsewhere')).proposals).toEqual([])
  expect(await told('link.proposed')).toEqual(['district'])
  expect(await answer(adminOf('hub'), id, 'accepted')).toBe('link.not-allowed')
  expect(await answer(hospitals.district.coordinator, id, 'accepted')).toBe('link.not-allowed')
  expect(await answer(adminOf('elsewhere'), id, 'accepted')).toBe('link.not-found')
  expect(await answer(adminOf('district'), id, 'accepted')).toBe('ok')
  expect(await answer(adminOf('district'), id, 'declined')).toBe('link.wrong-state')
  const links = await store.read(hospitals.district.doctor, ({ directory }) => directory.linksOfSatellite(hospitals.district.id))
  expect(links).toEqual([{ hub: hospitals.hub.id, satellite: hospitals.district.id, specialties: ['cardiology', 'neurology'], validFrom: inDays(0), validUntil: inDays(90) }])
  expect((await seen('hub')).lines).toMatchObject([{ contract: { status: 'accepted', number: '12/HĐ' }, warning: null }])
  expect(await told('link.answered')).toEqual(['hub'])
  const again = await makeProposeLink(ports())(adminOf('district'), terms())
  expect(again).toMatchObject({ ok: false, error: 'link.begins-same-day' })
})

test('a proposal that comes to nothing opens nothing', async () => {
  const [declined, withdrawn] = [await propose('district', { validFrom: inDays(200), validUntil: inDays(300) }), await propose('district', { validFrom: inDays(201), validUntil: inDays(300) })]
  expect(await answer(adminOf('hub'), declined, 'declined')).toBe('ok')
  expect(await answer(adminOf('hub'), withdrawn, 'withdrawn')).toBe('link.not-allowed')
  expect(await answer(adminOf('district'), withdrawn, 'withdrawn')).toBe('ok')
  expect(await answer(adminOf('hub'), withdrawn, 'accepted')).toBe('link.wrong-state')
  expect((await seen('hub')).lines).toHaveLength(1)
})

test('both hospitals are warned 60, 30 and 7 days before the end, each time once, and not where another contract follows', async () => {
  const warn = makeWarnOfEndingLinks({ allLinks: store.allLinks, asOrganization: store.asOrganization, clock: () => now, newId: () => randomUUID() })
  const counts: number[] = []
  for (const days of [29, 30, 31, 60, 61, 83, 84]) {
    now = inDays(days)
    counts.push(await warn(), await warn())
  }
  expect(counts).toEqual([0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0])
  expect(await told('link.ending')).toEqual(['district', 'district', 'district', 'hub', 'hub', 'hub'])
  expect((await seen('hub')).lines).toMatchObject([{ warning: 7 }])
  const next = await propose('district', { validFrom: inDays(90), validUntil: inDays(455) })
  expect((await seen('hub')).lines).toMatchObject([{ warning: 7 }])
  expect(await answer(adminOf('hub'), next, 'accepted')).toBe('ok')
  expect((await seen('hub')).lines).toMatchObject([{ warning: null, isSucceeded: false }, { warning: null, isSucceeded: true }])
  now = inDays(88)
  expect(await warn()).toBe(0)
})

test('either side ends a link at once, and one that has not begun never begins', async () => {
  now = inDays(80)
  const end = async (actor: Actor, days: number, reason = 'Hai bên thỏa thuận'): Promise<string> => {
    const done = await makeEndLink(ports())(actor, { hub: hospitals.hub.id, satellite: hospitals.district.id, validFrom: inDays(days), reason })
    return done.ok ? 'ok' : done.error
  }
  expect(await end(hospitals.district.coordinator, 0)).toBe('link.not-allowed')
  expect(await end(adminOf('elsewhere'), 0)).toBe('link.not-found')
  expect(await end(adminOf('district'), 0, ' ')).toBe('link.no-reason')
  expect(await end(adminOf('district'), 0)).toBe('ok')
  expect(await end(adminOf('district'), 0)).toBe('link.wrong-state')
  expect(await end(adminOf('hub'), 90)).toBe('ok')
  now = inDays(91)
  expect((await seen('hub')).lines).toMatchObject([{ contract: { status: 'ended' } }, { contract: { status: 'ended', ended: { reason: 'Hai bên thỏa thuận' } } }])
  const standing = (await seen('hub')).lines.filter(({ link }) => link.validUntil === null || link.validUntil > now)
  expect(standing).toEqual([])
  expect(await told('link.ended')).toEqual(['district', 'hub'])
})

describe('under row-level security', () => {
  const asAdminOf = async (name: keyof typeof hospitals, sql: string, values: readonly unknown[]): Promise<number> =>
    withSql(database.appUrl, async (client) => {
      // Hanging up in the midst of a transaction undoes it.
      await client.query('BEGIN')
      await client.query("SELECT set_config('app.organization', $1, true), set_config('app.practitioner', $2, true), set_config('app.roles', 'admin', true)", [hospitals[name].id, hospitals[name].doctor.practitioner])
      return (await client.query(sql, [...values])).rowCount ?? 0
    })

  test('nobody agrees with themselves, widens a contract, or puts in force what was not accepted', async () => {
    const id = await propose('hub', { validFrom: inDays(100), validUntil: inDays(200) })
    const accept = `UPDATE hub_contract SET status = 'accepted', answered_by_id = $2, answered_by_hospital_id = $3, answered_at = now() WHERE id = $1`
    await expect(asAdminOf('hub', accept, [id, randomUUID(), hospitals.hub.id])).rejects.toThrow(/the_other_answers/)
    await expect(asAdminOf('hub', accept, [id, randomUUID(), hospitals.district.id])).rejects.toThrow(/row-level security/)
    expect(await asAdminOf('elsewhere', accept, [id, randomUUID(), hospitals.elsewhere.id])).toBe(0)
    await expect(asAdminOf('district', `UPDATE hub_contract SET valid_until = valid_until + interval '1 year' WHERE id = $1`, [id])).rejects.toThrow(/permission denied/)
    await expect(asAdminOf('district', 'INSERT INTO hub_link VALUES ($1, $2, $3, $4, $5)', [hospitals.hub.id, hospitals.district.id, ['cardiology'], inDays(100), inDays(200)])).rejects.toThrow(/row-level security/)
    for (const name of ['hub', 'district'] as const) {
      await expect(asAdminOf(name, `UPDATE hub_link SET valid_until = valid_until + interval '1 year' WHERE satellite_id = $1`, [hospitals.district.id])).rejects.toThrow(/only be shortened/)
    }
  })
})

test('of two that proposed the same first day to each other one counts, and the other stays to be declined', async () => {
  now = inDays(91)
  const period = { validFrom: inDays(500), validUntil: inDays(600) }
  const [ofHub, ofDistrict] = [await propose('hub', period), await propose('district', period)]
  const both = await Promise.all([answer(adminOf('district'), ofHub, 'accepted'), answer(adminOf('hub'), ofDistrict, 'accepted')])
  expect(both.toSorted()).toEqual(['link.begins-same-day', 'ok'])
  const [name, left] = both[0] === 'ok' ? ['hub', ofDistrict] as const : ['district', ofHub] as const
  expect(await answer(adminOf(name), left, 'accepted')).toBe('link.begins-same-day')
  const { rows } = await admin.query<{ status: string }>('SELECT status FROM hub_contract WHERE id = ANY ($1) ORDER BY status', [[ofHub, ofDistrict]])
  expect(rows.map(({ status }) => status)).toEqual(['accepted', 'proposed'])
  expect(await answer(adminOf(name), left, 'declined')).toBe('ok')
})

test('another hospital is found by a part of its name, without marks', async () => {
  await admin.query(`INSERT INTO organization (id, name, short_name, facility_code, authority, address, phone) VALUES ($1, 'Bệnh viện Đa khoa Quảng Trị', 'Quảng Trị', '45001', '', '', '')`, [randomUUID()])
  const find = async (actor: Actor, text: string) => makeFindHospitals(ports())(actor, text)
  expect(await find(adminOf('hub'), 'quang tri')).toMatchObject({ ok: true, value: [{ name: 'Bệnh viện Đa khoa Quảng Trị' }] })
  expect(await find(adminOf('hub'), '45001')).toMatchObject({ ok: true, value: [{ shortName: 'Quảng Trị' }] })
  expect(await find(adminOf('hub'), '%')).toEqual({ ok: true, value: [] })
  expect(await find(hospitals.hub.coordinator, 'quang')).toEqual({ ok: false, error: 'link.not-allowed' })
})
