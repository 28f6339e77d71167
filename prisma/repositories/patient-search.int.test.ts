import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchWords } from '#core/record/search-text.ts'
import { brandId, type PatientId } from '#core/shared/ids.ts'
import { rowsBySql, withSql } from '#infra/testing/sql.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { amongLatest, byRarest, howCommon } from './patient-search-sql.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'an' | 'binh', TestHospital>

const people = [
  ['Nguyễn Văn Phước', 'BN-00004711'], ['Nguyễn Thị Ước', 'BN-00004712'], ['Trần Phước Ẩn', 'BN26-000815'], ['Đỗ Đức Ẩn', 'BN26-000816'],
] as const

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['an', 'binh'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  await store.asOrganization(hospitals.an.id, async ({ intake }) => {
    for (const [name, hospitalNumber] of people) await intake.addPatient(patientOf(name, hospitalNumber), origin)
  })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const origin = { channel: 'typed', source: 'portal', message: '', practitioner: null, client: null, receivedAt: new Date() } as const
const patientOf = (name: string, hospitalNumber: string) => ({
  id: brandId<PatientId>(randomUUID()), organization: hospitals.an.id, hospitalNumber, name, birthDate: null, sex: 'unknown', citizenId: null,
  insuranceNumber: null, address: null, phone: null,
}) as const

const found = async (of: TestHospital, text: string): Promise<readonly (string | null)[]> =>
  (await store.read(of.doctor, ({ patients }) => patients.search(text, 50))).map(({ patient }) => patient.name).sort()

describe('a search for patients', () => {
  it.each([
    ['phuoc', ['Nguyễn Văn Phước', 'Trần Phước Ẩn']],
    ['PHƯỚC nguyen', ['Nguyễn Văn Phước']],
    ['Ước', ['Nguyễn Thị Ước', 'Đỗ Thị Ước an']],
    ['ng ph', ['Nguyễn Văn Phước']],
    ['4711', ['Nguyễn Văn Phước']],
    ['bn-00004711', ['Nguyễn Văn Phước']],
    ['do duc an', ['Đỗ Đức Ẩn']],
    ['%', ['Nguyễn Thị Ước', 'Nguyễn Văn Phước', 'Trần Phước Ẩn', 'Đỗ Thị Ước an', 'Đỗ Đức Ẩn']],
    ['hoc', []],
    ['phuoc khong', []],
  ])('for %s finds those of whom each word begins a word', async (text, names) => {
    expect(await found(hospitals.an, text.normalize('NFD'))).toEqual([...names].sort())
    expect(await found(hospitals.an, text)).toEqual([...names].sort())
  })

  it('finds nobody of another hospital', async () => {
    expect(await found(hospitals.binh, 'phuoc')).toEqual([])
    expect(await found(hospitals.binh, '4711')).toEqual([])
  })

  it('follows a corrected name', async () => {
    const [item] = await store.read(hospitals.an.doctor, ({ patients }) => patients.search('4712', 1))
    if (item === undefined) throw new Error('she is not found by her number')
    await store.asOrganization(hospitals.an.id, ({ intake }) => intake.correctPatient({ ...item.patient, name: 'Nguyễn Thị Mơ' }, origin))
    expect(await found(hospitals.an, 'uoc')).toEqual(['Đỗ Thị Ước an'])
    expect(await found(hospitals.an, 'mo')).toEqual(['Nguyễn Thị Mơ'])
  })

  it('splits words as the database does', async () => {
    for (const text of ['Đỗ Thị Ước', "O'Brien [x] {y} `z` ^_~", 'BN-0001/2026 a_b%c', 'Lê  Văn\tTám', '()', 'Ngô—Bảo']) {
      const rows = await rowsBySql<{ words: string }>(database.appUrl, 'SELECT search_words($1) AS words', [text])
      const held = rows[0]?.words.trim().split(' ') ?? []
      expect([text, searchWords(text).filter((word) => !held.includes(word))]).toEqual([text, []])
    }
  })
})

describe('under row-level security, as the role of the application', () => {
  /** The plan of exactly what the repository sends; a small table is not worth an index, so the other ways are shut. */
  const planOf = async (sql: Prisma.Sql): Promise<string> => {
    return withSql(database.appUrl, async (client) => {
      await client.query(`SET enable_seqscan = off`)
      await client.query(`SELECT set_config('app.organization', $1, false)`, [hospitals.an.id])
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN (COSTS OFF) ${sql.text}`, sql.values)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
  }
  const asked = () => ({ organization: hospitals.an.id, limit: 50 })
  const byWord = /Index Only Scan using patient_word_pkey[^]*Index Cond: .*word >= 'phu.*word < 'phu/

  it('the beginning of a word is looked up in the index, not compared row by row', async () => {
    expect(await planOf(howCommon(asked(), ['phu']))).toMatch(byWord)
    expect(await planOf(byRarest(asked(), 'phu', ['phu', 'ng']))).toMatch(byWord)
  })

  it('the latest admitted are read in the order of the index, without sorting the hospital', async () => {
    const plan = await planOf(amongLatest(asked(), ['ng']))
    expect(plan).toMatch(/Index Only Scan using patient_search/)
    expect(plan).not.toMatch(/Sort/)
  })
})
