import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startPostgres, stopAbandonedPostgres, type EmbeddedPostgres } from '#infra/database/embedded-postgres.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { restoreBackup } from './restore-backup.ts'
import { receiveWal } from './wal-receiver.ts'
import { writeBackup } from './write-backup.ts'

const hourMs = 3_600_000

let home: string
let identity: string
let original: EmbeddedPostgres
const [source, archive] = ['one.backup', 'wal']

beforeAll(async () => {
  home = await makeTestFolder()
  identity = await generateX25519Identity()
  const place = join(home, 'original')
  const { POSTGRES_PASSWORD: password } = await loadSecrets(place)
  await mkdir(join(home, archive))
  original = await startPostgres({ dataDirectory: join(place, 'postgres'), port: await freePort(), password })
  await rowsBySql(original.adminUrl, 'CREATE TABLE ward (id int PRIMARY KEY)')
  const receiver = await receiveWal({ adminUrl: original.adminUrl, archive: join(home, archive) })
  await writeBackup({ dataDirectory: place, adminUrl: original.adminUrl, target: join(home, source), recipient: await identityToRecipient(identity), now: new Date() })
  const client = new Client({ connectionString: original.adminUrl })
  await client.connect()
  for (let id = 1; id <= 20; id += 1) await client.query('INSERT INTO ward VALUES ($1)', [id])
  await client.end()
  await original.stop()
  await receiver.ended
  await receiver.close()
}, 60_000)
afterAll(async () => {
  for (const name of ['original', 'later', 'earlier']) await stopAbandonedPostgres(join(home, name, 'postgres'))
  await rm(home, { recursive: true, force: true })
})

const restoreTo = async (name: string, until: Date) =>
  restoreBackup({ source: join(home, source), identity, dataDirectory: join(home, name), port: await freePort(), replay: { archive: join(home, archive), until } })

describe('a restore to a moment', () => {
  it('that the archive does not reach plays all of it, says how far that is, and leaves a database that starts', async () => {
    const before = Date.now()
    const { played } = await restoreTo('later', new Date(before + hourMs))
    if (played.reached) throw new Error('the archive ends before that')
    expect(played.lastCommit?.getTime()).toBeGreaterThan(before - hourMs)
    expect(played.lastCommit?.getTime()).toBeLessThanOrEqual(before)
    const { POSTGRES_PASSWORD: password } = await loadSecrets(join(home, 'later'))
    const again = await startPostgres({ dataDirectory: join(home, 'later', 'postgres'), port: await freePort(), password })
    expect(await rowsBySql(again.adminUrl, 'SELECT count(*)::int AS rows, pg_is_in_recovery() AS playing FROM ward')).toEqual([{ rows: 20, playing: false }])
    await rowsBySql(again.adminUrl, 'INSERT INTO ward VALUES (21)')
    await again.stop()
  })

  it('from before the backup is refused, and the place stays empty for another', async () => {
    for (let attempt = 1; attempt <= 2; attempt += 1) await expect(restoreTo('earlier', new Date(Date.now() - hourMs))).rejects.toThrow('cũ hơn')
  })
})
