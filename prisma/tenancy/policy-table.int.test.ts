import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RowAction, TablePerson, TableState } from '#core/case/test-policies.ts'
import { isGranted, rowPolicies, tablePersons, tableStates } from '#core/case/test-policies.ts'
import { createPolicyWorld, type PolicyWorld } from '#prisma/test-policy-world.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let world: PolicyWorld
let app: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  world = await createPolicyWorld(database)
  app = new pg.Client({ connectionString: database.appUrl })
  await app.connect()
}, 60_000)
afterAll(async () => {
  await app.end()
  await world.close()
  await database.drop()
})

/** Asks as one person, in a transaction that leaves nothing behind. */
async function as<T>(name: TablePerson, work: () => Promise<T>): Promise<T> {
  const { practitioner, organization, roles } = world.actor(name)
  await app.query('BEGIN')
  try {
    await app.query(`SELECT set_config('app.organization', $1, true), set_config('app.practitioner', $2, true), set_config('app.roles', $3, true)`, [organization, practitioner, roles.join(',')])
    return await work()
  } finally {
    await app.query('ROLLBACK')
  }
}

const statesOf = (rows: readonly { readonly id: string }[]): ReadonlySet<TableState> => new Set(rows.flatMap(({ id }) => world.stateOf(id) ?? []))
const granted = (action: RowAction, name: TablePerson): readonly TableState[] => tableStates.filter((state) => isGranted(rowPolicies[action], name, state))
const inOrder = (found: ReadonlySet<TableState>): readonly TableState[] => tableStates.filter((state) => found.has(state))

/** What belongs to a case and was written with every case of the table, the column that names the case, and the rule for it. */
const tables = [['consult_case', 'id', 'find the row'], ['snapshot', 'case_id', 'find what was sent'], ['minutes', 'case_id', 'find the row']] as const

describe.each(tablePersons)('the database, asked by %s', (name) => {
  it.each(tables)('shows the rows of %s that the table grants, and no other', async (...[table, column, action]) => {
    const found = await as(name, async () => statesOf((await app.query<{ id: string }>(`SELECT ${column} AS id FROM ${table}`)).rows))
    expect(inOrder(found)).toEqual(granted(action, name))
  })

  it('shows what was sent, and what was recorded, no longer than the contract and the consult under way', async () => {
    await world.admin.query(`UPDATE hub_link SET valid_until = now() - interval '1 second'`)
    const found = await as(name, async () => statesOf((await app.query<{ id: string }>('SELECT case_id AS id FROM snapshot')).rows))
    await world.admin.query('UPDATE hub_link SET valid_until = NULL')
    expect(inOrder(found)).toEqual(granted('find what was sent after the contract', name))
  })

  it('shows the team of these cases alone', async () => {
    const found = await as(name, async () => statesOf((await app.query<{ id: string }>('SELECT DISTINCT case_id AS id FROM team_member')).rows))
    expect(inOrder(found)).toEqual(granted('find the row', name).filter((state) => 'team' in world.caseIn(state)))
  })

  it('lets these rows change and no other, and none be erased', async () => {
    const changed = await as(name, async () => statesOf((await app.query<{ id: string }>('UPDATE consult_case SET revision = revision RETURNING id')).rows))
    expect(inOrder(changed)).toEqual(granted('change the row', name))
    for (const table of ['consult_case', 'snapshot', 'minutes', 'patient', 'audit_link', 'attendance']) {
      await expect(as(name, () => app.query(`DELETE FROM ${table}`))).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('shows patients of the own hospital alone', async () => {
    const { rows } = await as(name, () => app.query<{ of: string }>('SELECT DISTINCT organization_id AS of FROM patient'))
    expect(rows.map(({ of }) => of)).toEqual(world.actor(name).organization === world.place('asking') ? [world.place('asking')] : [])
  })
})

it('the list of cases is the table of who sees a case, for everybody', async () => {
  const { casePolicies } = await import('#core/case/test-policies.ts')
  for (const name of tablePersons) {
    const { cases } = await world.store.read(world.actor(name), (repositories) => repositories.cases.list({ limit: 100, offset: 0 }))
    expect([name, inOrder(statesOf(cases))]).toEqual([name, tableStates.filter((state) => isGranted(casePolicies['see the case'], name, state))])
  }
})
