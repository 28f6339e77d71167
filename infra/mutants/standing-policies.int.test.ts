import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { standingPolicies, withoutPolicy } from './mutants.ts'

let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await database.drop()
})

const standing = async (): Promise<readonly string[]> => (await owner.query<{ name: string }>(standingPolicies)).rows.map(({ name }) => name)

describe('the row-level policies that can be taken away', () => {
  it('are all that stand, also those that a migration made for many tables in a loop', async () => {
    const names = await standing()
    expect(names).toEqual(expect.arrayContaining(['patient.own_hospital', 'allergy.own_hospital', 'minutes.parties_of_case', 'snapshot.parties_while_open', 'consult_case.parties']))
    expect(names).not.toContain('snapshot.parties_of_case')
    expect(names.length).toBeGreaterThan(120)
  })

  it('are taken away one at a time', async () => {
    const before = await standing()
    await owner.query('BEGIN')
    await owner.query(withoutPolicy('patient.own_hospital'))
    expect(await standing()).toEqual(before.filter((name) => name !== 'patient.own_hospital'))
    await owner.query('ROLLBACK')
  })
})
