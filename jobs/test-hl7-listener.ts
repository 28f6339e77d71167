import { randomUUID } from 'node:crypto'
import { createLogger } from '#adapters/observability/logger.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createTestDatabase } from '#prisma/testing.ts'
import { listenForHl7, type Hl7Listener } from './hl7-listener.ts'

/** Two hospitals with a port each, in a database of their own. */
export interface TestListener {
  readonly listener: Hl7Listener
  /** The hospital of the first port. */
  readonly hospital: TestHospital
  readonly other: TestHospital
  /** The database as the jobs see it, and as the portal does. */
  readonly store: Store
  readonly app: Store
  readonly close: () => Promise<void>
}

/** Listens for the messages of two hospitals until closed. */
export async function openTestListener(): Promise<TestListener> {
  const database = await createTestDatabase()
  const { district: hospital, other } = await createHospitals(database.appUrl, ['district', 'other'])
  const store = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  const app = createStore({ url: database.appUrl, applicationName: 'test' })
  const log = createLogger({ component: 'jobs', level: 'silent' })
  const ports = [hospital, other].map(({ id }) => ({ port: 0, organization: id }))
  const listener = await listenForHl7({ store, clock: () => new Date(), newId: randomUUID, log, address: '127.0.0.1' }, ports)
  return {
    listener, hospital, other, store, app,
    close: async () => {
      await listener.close()
      await Promise.all([store.close(), app.close()])
      await database.drop()
    },
  }
}
