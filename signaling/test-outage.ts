import type { TestWorld } from './test-world.ts'

/** Ends everybody's connections to the test's database and takes no new ones, as while PostgreSQL restarts; resolves to the way back. */
export async function takeDatabaseAway({ admin }: Pick<TestWorld, 'admin'>): Promise<() => Promise<unknown>> {
  const { rows: [named] } = await admin.query<{ name: string }>('SELECT current_database() AS name')
  const limit = (most: number): Promise<unknown> => admin.query(`ALTER DATABASE "${named?.name ?? ''}" CONNECTION LIMIT ${String(most)}`)
  await limit(0)
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
  return () => limit(-1)
}
