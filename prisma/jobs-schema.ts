import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { databaseRoles } from './bootstrap.ts'

/** The schema in which graphile-worker keeps its queue. */
export const jobsSchema = 'graphile_worker'

/** Brings the queue's own tables up to date as their owner and opens them to the role that runs jobs; safe to repeat. */
export async function migrateJobs(ownerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 1 })
  // A lost idle connection shows in the next query; without listeners it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool, schema: jobsSchema })
    await pool.query(grants)
  } finally {
    await pool.end()
  }
}

/** The queue's tables are under row-level security without a policy, which closes them to everyone but their owner. */
const grants = `
  GRANT USAGE ON SCHEMA ${jobsSchema} TO ${databaseRoles.jobs};
  GRANT ALL ON ALL TABLES IN SCHEMA ${jobsSchema} TO ${databaseRoles.jobs};
  GRANT ALL ON ALL SEQUENCES IN SCHEMA ${jobsSchema} TO ${databaseRoles.jobs};
  GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${jobsSchema} TO ${databaseRoles.jobs};
  DO $$
  DECLARE
    queue text;
  BEGIN
    FOR queue IN SELECT tablename FROM pg_tables WHERE schemaname = '${jobsSchema}' AND rowsecurity LOOP
      EXECUTE format('DROP POLICY IF EXISTS worker ON ${jobsSchema}.%I', queue);
      EXECUTE format('CREATE POLICY worker ON ${jobsSchema}.%I TO ${databaseRoles.jobs} USING (true)', queue);
    END LOOP;
  END
  $$;
`
