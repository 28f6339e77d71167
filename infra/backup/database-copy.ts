import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import type { ArchivePart } from './sealed-archive.ts'

/** What PostgreSQL says must not, or need not, be in a base backup (PostgreSQL 18, 25.3.6). */
const notCopied = [
  'postmaster.pid', 'postmaster.opts', 'server.log', 'pg_internal.init', 'pgsql_tmp*',
  ...['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans'].map(
    (folder) => `./${folder}/*`,
  ),
]

const startRow = z.object({ segment: z.string() })
const stopRow = z.object({ segment: z.string(), label: z.string(), at: z.string() })
const segmentRow = z.object({ name: z.string() })

/** What a copied database needs beside its files to come up consistent. */
export interface CopyEnd {
  /** End of the copy in PostgreSQL's log. */
  readonly at: string
}

/**
 * Copies a running database by PostgreSQL's own low-level backup (PostgreSQL 18, 25.3.4): base files while it writes, then
 * the log that makes them whole and the label that says where to begin. `staging` is an empty folder for the label.
 */
export async function* copyDatabase(adminUrl: string, directory: string, staging: string): AsyncGenerator<ArchivePart, CopyEnd> {
  const client = new Client({ connectionString: adminUrl, application_name: 'backup' })
  await client.connect()
  try {
    // A slot that goes with the session keeps the log from being reused while the files are read.
    const slot = `backup_${process.pid}`
    await client.query('SELECT pg_create_physical_replication_slot($1, true, true)', [slot])
    const begun = await client.query("SELECT pg_walfile_name(pg_backup_start('lien-vien', true)) AS segment")
    const { segment: first } = startRow.parse(begun.rows[0])
    yield { folder: directory, as: 'postgres', names: ['.'], without: notCopied }
    const ended = await client.query(
      'SELECT pg_walfile_name(lsn) AS segment, labelfile AS label, lsn::text AS at FROM pg_backup_stop(wait_for_archive => false)',
    )
    const { segment: last, label, at } = stopRow.parse(ended.rows[0])
    // The last segment is complete only once the server has turned to the next.
    await client.query('SELECT pg_switch_wal()')
    const known = await client.query('SELECT name FROM pg_ls_waldir() WHERE name >= $1 AND name <= $2 ORDER BY name', [first, last])
    const segments = known.rows.map((row: unknown) => segmentRow.parse(row).name)
    yield { folder: directory, as: 'postgres', names: segments.map((name) => `./pg_wal/${name}`) }
    await mkdir(join(staging, 'postgres'), { recursive: true })
    await writeFile(join(staging, 'postgres', 'backup_label'), label, { mode: 0o600 })
    yield { folder: staging, names: ['postgres/backup_label'] }
    return { at }
  } finally {
    await client.end()
  }
}
