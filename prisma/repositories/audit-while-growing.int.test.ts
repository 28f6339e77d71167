import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChainFault } from '#core/audit/chain.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openScopedClient } from '#prisma/tenancy/scoped-client.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { verifyChain } from './audit-log.ts'
import { scopedDb, type ScopedDb } from './scoped-db.ts'

/** A chain is verified while people work on, at any hour: what comes meanwhile is no fault, and a fault is not hidden by it. */

let database: TestDatabase
let store: Store
let reader: ReturnType<typeof openScopedClient>
let owner: pg.Client
let hospital: TestHospital

beforeAll(async () => {
  database = await createTestDatabase()
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  reader = openScopedClient({ url: database.appUrl, applicationName: 'test-verifier' })
  owner = new pg.Client({ connectionString: database.adminUrl })
  await owner.connect()
  // Past triggers and privileges.
  await owner.query('SET session_replication_role = replica')
})
afterAll(async () => {
  await Promise.all([store.close(), reader.close(), owner.end()])
  await database.drop()
})
beforeEach(async () => {
  hospital = (await createHospitals(database.appUrl, ['own'])).own
  for (let count = 0; count < 6; count += 1) await append()
})

let minute = 0
/** One more link, by somebody at work, like no other. */
async function append(): Promise<void> {
  const { doctor, patient } = hospital
  minute += 1
  const event = { organization: doctor.organization, actor: doctor.practitioner, at: new Date(Date.UTC(2026, 10, 21, 0, minute)), payload: { type: 'patient.viewed', patient } } as const
  await store.atomically(doctor, ({ audit }) => audit.append(event))
}

/** Asks as the auditor, and something else happens right before the question of each number, the first being 1. */
function asking(meanwhile: (question: number) => Promise<unknown>): ScopedDb {
  const ask = scopedDb(reader.client, hospital.auditor)
  let question = 0
  return async (query) => {
    question += 1
    await meanwhile(question)
    return ask(query)
  }
}

const lengthOf = async ({ id }: TestHospital): Promise<number> => (await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_link WHERE organization_id = $1', [id])).rows[0]?.n ?? 0
const cutBehind = async (sequence: number): Promise<unknown> => owner.query('DELETE FROM audit_link WHERE organization_id = $1 AND sequence > $2', [hospital.id, sequence])
const setEndBack = async (sequence: number): Promise<unknown> =>
  owner.query('UPDATE audit_tip SET sequence = $2, hash = (SELECT hash FROM audit_link WHERE organization_id = $1 AND sequence = $2) WHERE organization_id = $1', [hospital.id, sequence])

/** Lets three people write without a pause for as long as the work lasts. */
async function whileOthersWrite<T>(work: () => Promise<T>): Promise<T> {
  let isOver = false
  const writers = [1, 2, 3].map(async () => {
    while (!isOver) await append()
  })
  try {
    return await work()
  } finally {
    isOver = true
    await Promise.all(writers)
  }
}

describe('an audit chain that grows while it is verified', () => {
  test('is whole, whatever comes between the verifier\'s questions', async () => {
    expect(await verifyChain(asking(append), hospital.id)).toEqual({ links: 8, fault: null })
  })

  test('is whole where it grows beyond what is read at once', async () => {
    const bodies = Array.from({ length: 4_992 }, (_, at) => `{"at":${at}}`)
    await scopedDb(reader.client, hospital.doctor)((db) => db.$queryRaw`SELECT append_audit(${hospital.id}::uuid, ${bodies}::text[])::text`)
    expect(await verifyChain(asking(append), hospital.id)).toEqual({ links: 5_001, fault: null })
  })

  test('is whole each time while three people write without a pause', async () => {
    const before = await lengthOf(hospital)
    const faults = await whileOthersWrite(async () => {
      const found: (ChainFault | null)[] = []
      while (found.length < 30 || (await lengthOf(hospital)) <= before + 30) found.push(await store.verifyAudit(hospital.auditor))
      return found
    })
    expect(faults.filter((fault) => fault !== null)).toEqual([])
  })
})

describe('an audit chain that is cut off while it grows', () => {
  test('misses its end, while three people write without a pause', async () => {
    const fault = await whileOthersWrite(async () => {
      await cutBehind(4)
      return store.verifyAudit(hospital.auditor)
    })
    expect(fault).toEqual({ kind: 'missing', sequence: 5 })
  })

  test('misses its end though the end was set back under the verifier\'s eyes', async () => {
    const cut = async (question: number): Promise<void> => {
      if (question !== 2) return
      await cutBehind(4)
      await setEndBack(4)
    }
    expect(await verifyChain(asking(cut), hospital.id)).toMatchObject({ fault: { kind: 'missing', sequence: 5 } })
  })

  test('has other links than before though it grew again beyond its old end', async () => {
    const cutAndGrow = async (question: number): Promise<void> => {
      if (question !== 2) return
      await cutBehind(4)
      await setEndBack(4)
      for (let count = 0; count < 4; count += 1) await append()
    }
    expect(await verifyChain(asking(cutAndGrow), hospital.id)).toMatchObject({ fault: { kind: 'altered', sequence: 6 } })
  })

  test('does not end behind its noted end', async () => {
    const setBack = async (question: number): Promise<unknown> => (question === 3 ? setEndBack(4) : undefined)
    expect(await verifyChain(asking(setBack), hospital.id)).toMatchObject({ fault: { kind: 'inserted', sequence: 5 } })
  })
})
