import { readdir, readFile } from 'node:fs/promises'
import { withSql } from './sql.ts'
import { bootstrapDatabase, type RoleUrls } from '#prisma/bootstrap.ts'
import { migrateJobs } from '#prisma/jobs-schema.ts'
import { startThrowawayPostgres } from './throwaway-postgres.ts'

/** An empty database of the product, on a server of its own. */
export interface MigratedDatabase extends RoleUrls {
  /** As the superuser, whom no row-level security binds. */
  readonly adminUrl: string
  /** Ends the server as well. */
  drop(): Promise<void>
}

const migrations = new URL('../../prisma/migrations/', import.meta.url)

/** Starts a server and brings a database with the product's tables, roles and policies. */
export async function openMigratedDatabase(name: string): Promise<MigratedDatabase> {
  const server = await startThrowawayPostgres()
  const passwords = { owner: 'owner', app: 'app', auth: 'auth', jobs: 'jobs' }
  const urls = await bootstrapDatabase({ adminUrl: server.adminUrl, database: name, passwords })
  const folders = (await readdir(migrations, { withFileTypes: true })).filter((one) => one.isDirectory()).map((one) => one.name).sort()
  await withSql(urls.ownerUrl, async (owner) => {
    for (const folder of folders) await owner.query(await readFile(new URL(`${folder}/migration.sql`, migrations), 'utf8'))
  })
  await migrateJobs(urls.ownerUrl)
  const adminUrl = new URL(server.adminUrl)
  adminUrl.pathname = `/${name}`
  return { ...urls, adminUrl: adminUrl.href, drop: server.stop }
}
