import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rowsBySql } from '#infra/testing/sql.ts'
import type { TestHospital } from '#prisma/test-hospitals.ts'
import { createHospitals } from '#prisma/test-hospitals.ts'
import { createTestDatabase } from '#prisma/testing.ts'
import type { TestDatabase } from '#prisma/testing.ts'
import { scoped } from './scope.ts'
import type { Scope } from './scope.ts'
import { openScopedClient } from './scoped-client.ts'
import { ScopedPool } from './scoped-pool.ts'

let database: TestDatabase
let hospitals: Record<'an' | 'binh' | 'chau', TestHospital>
let client: ReturnType<typeof openScopedClient>

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['an', 'binh', 'chau'])
  // Fewer connections than questions, so that they wait and are handed on.
  client = openScopedClient({ url: database.appUrl, applicationName: 'test', maxConnections: 3 })
})
afterAll(async () => {
  await client.close()
  await database.drop()
})

const scopeOf = (name: 'an' | 'binh' | 'chau'): Scope => hospitals[name].doctor

type Question = 'first' | 'many' | 'count' | 'transaction' | 'raw' | 'failing'

/** What one hospital finds when it asks for every patient there is. */
async function ask(scope: Scope, question: Question): Promise<readonly (string | null)[]> {
  const db = client.client
  switch (question) {
    case 'first':
      return [(await scoped(scope, () => db.patient.findFirst()))?.organizationId ?? null]
    case 'many':
      return (await scoped(scope, () => db.patient.findMany({ include: { organization: true } }))).map((row) => row.organizationId)
    case 'count':
      return (await scoped(scope, () => db.patient.count())) === 1 ? [scope.organization] : ['more than one']
    case 'transaction':
      return db.$transaction(async (tx) => {
        const before = await scoped(scope, () => tx.patient.findMany({ include: { encounters: true, conditions: true } }))
        const after = await scoped(scope, () => tx.patient.findMany())
        return [...before, ...after].map((row) => row.organizationId)
      })
    case 'raw':
      return (await scoped(scope, () => db.$queryRaw<{ organization_id: string }[]>`SELECT organization_id FROM patient`)).map((row) => row.organization_id)
    case 'failing':
      await expect(scoped(scope, () => db.$queryRaw`SELECT nonsense FROM patient`)).rejects.toThrow()
      return [scope.organization]
  }
}

describe('a pool shared by hospitals', () => {
  test('never mixes their scopes, however their questions interleave', async () => {
    const question = fc.constantFrom<Question>('first', 'many', 'count', 'transaction', 'raw', 'failing')
    const asked = fc.array(fc.tuple(fc.constantFrom('an', 'binh', 'chau'), question), { minLength: 2, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(asked, async (list) => {
        await Promise.all(
          list.map(async ([name, kind]) => {
            const found = await ask(scopeOf(name), kind)
            expect(found.length).toBeGreaterThan(0)
            for (const organization of found) expect(organization).toBe(hospitals[name].id)
          }),
        )
      }),
      { numRuns: 500 },
    )
  }, 120_000)

  test('leaves nothing of a scope on a connection', async () => {
    const pool = new ScopedPool({ connectionString: database.appUrl, max: 1 })
    const count = async () => (await pool.query<{ seen: number }>('SELECT count(*)::int AS seen FROM patient')).rows[0]?.seen
    expect(await scoped(scopeOf('an'), count)).toBe(1)
    expect(await count()).toBe(0)
    await expect(scoped(scopeOf('an'), () => pool.query('SELECT 1 / 0'))).rejects.toThrow('division by zero')
    expect(await count()).toBe(0)
    await pool.end()
  })

  test('states the scope again after a transaction that was aborted', async () => {
    const pool = new ScopedPool({ connectionString: database.appUrl, max: 1 })
    const connection = await pool.connect()
    await scoped(scopeOf('binh'), async () => {
      await connection.query('BEGIN')
      await expect(connection.query('SELECT nonsense')).rejects.toThrow()
      await expect(connection.query('SELECT 1')).rejects.toThrow('aborted')
      await connection.query('ROLLBACK')
      expect((await connection.query<{ seen: number }>('SELECT count(*)::int AS seen FROM patient')).rows).toEqual([{ seen: 1 }])
    })
    connection.release()
    await pool.end()
  })

  test('parses a named statement once, and again only after it failed', async () => {
    const pool = new ScopedPool({ connectionString: database.appUrl, max: 1 })
    const connection = await pool.connect()
    let parsed = 0
    const wire = (connection as unknown as { connection: NodeJS.EventEmitter }).connection
    wire.on('parseComplete', () => (parsed += 1))
    const divide = async (by: number): Promise<readonly unknown[]> =>
      (await connection.query<{ part: number; scope: string }>({ name: 'divided', text: 'SELECT 6 / $1::int AS part, app_organization() AS scope', values: [by] })).rows
    await scoped(scopeOf('an'), async () => {
      // On a new connection our own statement is answered first, and must not be taken for this one.
      for (let time = 0; time < 2; time++) await expect(connection.query({ name: 'nonsense', text: 'SELECT nonsense' })).rejects.toThrow('column "nonsense"')
      await expect(divide(0)).rejects.toThrow('division by zero')
      expect(await divide(2)).toEqual([{ part: 3, scope: hospitals.an.id }])
      await connection.query('SELECT 1')
    })
    const before = parsed
    expect(await scoped(scopeOf('binh'), () => divide(3))).toEqual([{ part: 2, scope: hospitals.binh.id }])
    expect(parsed).toBe(before)
    connection.release()
    await pool.end()
  })

  test('plans a named question over many tables once, whoever asks, and any other as PostgreSQL sees fit', async () => {
    const pool = new ScopedPool({ connectionString: database.appUrl, max: 1 })
    const connection = await pool.connect()
    const ask = (scope: Scope, name: string, text: string) =>
      scoped(scope, async () => (await connection.query<{ seen: number }>({ name, text, values: [['an', 'binh']] })).rows)
    for (const hospital of ['an', 'binh', 'an'] as const) {
      expect(await ask(scopeOf(hospital), 'one_plan', 'WITH seen AS (SELECT FROM patient WHERE name <> ALL ($1::text[])) SELECT count(*)::int AS seen FROM seen')).toEqual([{ seen: 1 }])
      await ask(scopeOf(hospital), 'own_plans', 'SELECT count(*)::int AS seen FROM patient WHERE name <> ALL ($1::text[])')
    }
    const plans = await connection.query('SELECT name, generic_plans::int AS once, custom_plans::int AS anew FROM pg_prepared_statements WHERE parameter_types = ARRAY[$1]::regtype[] ORDER BY name', ['text[]'])
    expect(plans.rows).toEqual([{ name: 'one_plan', once: 3, anew: 0 }, { name: 'own_plans', once: 0, anew: 3 }])
    connection.release()
    await pool.end()
  })

  test('sends scope and query in one round trip', async () => {
    const pool = new ScopedPool({ connectionString: database.appUrl, max: 1 })
    const connection = await pool.connect()
    await scoped(scopeOf('an'), () => connection.query('SELECT 1'))
    // The server says "ready" once for each round trip.
    let answers = 0
    const wire = (connection as unknown as { connection: NodeJS.EventEmitter }).connection
    wire.on('readyForQuery', () => (answers += 1))
    await scoped(scopeOf('an'), () => connection.query('SELECT count(*) FROM patient'))
    expect(answers).toBe(1)
    connection.release()
    await pool.end()
  })
})

test('a hospital cannot write into another', async () => {
  const move = scoped(scopeOf('an'), () => client.client.patient.updateMany({ where: { id: hospitals.binh.patient }, data: { phone: '1' } }))
  expect((await move).count).toBe(0)
  const theirs = { id: crypto.randomUUID(), organizationId: hospitals.binh.id, hospitalNumber: 'X', sex: 'male' }
  await expect(scoped(scopeOf('an'), () => client.client.patient.createMany({ data: [theirs] }))).rejects.toThrow(/row-level security/)
  const steal = client.client.patient.updateMany({ where: { id: hospitals.an.patient }, data: { organizationId: hospitals.binh.id } })
  await expect(scoped(scopeOf('an'), () => steal)).rejects.toThrow(/row-level security/)
})

test('the superuser sees that the three patients are there', async () => {
  expect(await rowsBySql(database.adminUrl, 'SELECT count(*) FROM patient')).toEqual([{ count: '3' }])
})
