import { createHash, randomBytes } from 'node:crypto'
import { lstat, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureRings, readRing, ringFile } from '#adapters/sealing/ring-file.ts'
import { startPostgres, type EmbeddedPostgres } from '#infra/database/embedded-postgres.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { makeTestFolder } from '#infra/testing/test-folder.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let home: string
let original: string
let database: EmbeddedPostgres
let identity: string
let index: DatabaseSync

/** Writes one numbered row after the other until told to end; returns how many were acknowledged. */
async function writeRows(adminUrl: string, signal: AbortSignal, onRow: (count: number) => void): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  for (let count = 1; !signal.aborted; count += 1) {
    await client.query('INSERT INTO ward (id, body) VALUES ($1, $2)', [count, randomBytes(2000)])
    onRow(count)
  }
  await client.end()
}

beforeAll(async () => {
  home = await makeTestFolder()
  original = join(home, 'original')
  identity = await generateX25519Identity()
  const { POSTGRES_PASSWORD: password } = await loadSecrets(original)
  await ensureRings(join(original, 'keys'), new Date())
  database = await startPostgres({ dataDirectory: join(original, 'postgres'), port: await freePort(), password })
  const client = new Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query('CREATE TABLE ward (id int PRIMARY KEY, body bytea NOT NULL)')
  await client.end()
  await mkdir(join(original, 'images', '0a'), { recursive: true })
  await mkdir(join(original, 'recordings'))
  await mkdir(join(original, 'logs'))
  await writeFile(join(original, 'images', '0a', 'slice'), randomBytes(300_000))
  await writeFile(join(original, 'recordings', 'segment.webm'), randomBytes(2_000_000))
  await writeFile(join(original, 'logs', 'portal.log'), 'not kept')
  // As Orthanc holds its own.
  index = new DatabaseSync(join(original, 'images', 'index'))
  index.exec("PRAGMA journal_mode = WAL; PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE resource (uid TEXT); INSERT INTO resource VALUES ('1.2.3')")
})

afterAll(async () => {
  index.close()
  await database.stop()
  await rm(home, { recursive: true, force: true })
})

describe('a backup of a running installation', () => {
  it('restores on an empty place: every row acknowledged before it began, none half, all files by hash', async () => {
    const ending = new AbortController()
    let acknowledged = 0
    let enough: () => void = () => undefined
    const underLoad = new Promise<void>((resolve) => (enough = resolve))
    const writing = writeRows(database.adminUrl, ending.signal, (count) => {
      acknowledged = count
      if (count === 200) enough()
    })
    await underLoad
    const before = acknowledged
    const target = join(home, 'one.backup')
    const recipient = await identityToRecipient(identity)
    await writeBackup({ dataDirectory: original, adminUrl: database.adminUrl, target, recipient, now: new Date() })
    ending.abort()
    await writing

    const restored = join(home, 'restored')
    const port = await freePort()
    await restoreBackup({ source: target, identity, dataDirectory: restored, port })
    const { POSTGRES_PASSWORD: password } = await loadSecrets(restored)
    const again = await startPostgres({ dataDirectory: join(restored, 'postgres'), port, password })
    const client = new Client({ connectionString: again.adminUrl })
    await client.connect()
    const { rows } = await client.query<{ count: number; last: number }>('SELECT count(*)::int AS count, max(id) AS last FROM ward WHERE length(body) = 2000')
    await client.end()
    await again.stop()
    expect(rows[0]?.count).toBe(rows[0]?.last)
    expect(rows[0]?.count).toBeGreaterThanOrEqual(before)
    for (const file of ['secrets.json', 'keys/files.json', 'keys/recordings.json', 'images/0a/slice', 'recordings/segment.webm'])
      expect(sha256(await readFile(join(restored, file)))).toBe(sha256(await readFile(join(original, file))))
    const found = new DatabaseSync(join(restored, 'images', 'index'), { readOnly: true })
    expect(found.prepare('SELECT uid FROM resource').all()).toEqual([{ uid: '1.2.3' }])
    found.close()
    await expect(readFile(join(restored, 'logs', 'portal.log'))).rejects.toThrow('ENOENT')
  })

  it('opens by its own key only, whole or not at all, and never over data that is there', async () => {
    const target = join(home, 'two.backup')
    const recipient = await identityToRecipient(identity)
    await writeBackup({ dataDirectory: original, adminUrl: database.adminUrl, target, recipient, now: new Date() })
    const sealed = await readFile(target)
    expect(sealed.includes('postgres')).toBe(false)
    const attempt = async (change: { identity?: string; source?: string; dataDirectory?: string }): Promise<unknown> =>
      restoreBackup({ source: target, identity, dataDirectory: join(home, 'third'), port: await freePort(), ...change })
    await expect(attempt({ identity: await generateX25519Identity() })).rejects.toThrow('không mở được')
    const cut = join(home, 'cut.backup')
    await writeFile(cut, sealed.subarray(0, sealed.length - 100_000))
    await expect(attempt({ source: cut })).rejects.toThrow('bị hỏng')
    const changed = Uint8Array.from(sealed)
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
    const altered = join(home, 'altered.backup')
    await writeFile(altered, changed)
    await expect(attempt({ source: altered })).rejects.toThrow('bị hỏng')
    await expect(attempt({ dataDirectory: original })).rejects.toThrow('đã có dữ liệu')
  })

  it('puts the keys where this machine keeps them, beside those that are there already', async () => {
    const target = join(home, 'three.backup')
    await writeBackup({ dataDirectory: original, adminUrl: database.adminUrl, target, recipient: await identityToRecipient(identity), now: new Date() })
    const [dataDirectory, keysDirectory] = [join(home, 'elsewhere'), join(home, 'other-disk', 'keys')]
    await ensureRings(keysDirectory, new Date())
    const own = await readRing(ringFile(keysDirectory, 'files'))
    await restoreBackup({ source: target, identity, dataDirectory, keysDirectory, port: await freePort() })
    const came = await readRing(ringFile(join(original, 'keys'), 'files'))
    const joined = await readRing(ringFile(keysDirectory, 'files'))
    expect(new Set(joined.keys)).toEqual(new Set([...own.keys, ...came.keys]))
    expect(joined.current).toBe(own.current)
    await expect(readFile(join(dataDirectory, 'keys', 'files.json'))).rejects.toThrow('ENOENT')
  })

  it('holds what lies on another disk behind a link, but nothing that a link within names, and fails where that disk is not there', async () => {
    const disk = join(home, 'larger-disk')
    await mkdir(disk)
    await writeFile(join(original, 'hospital.pem'), 'a certificate')
    for (const name of ['postgres', 'images', 'recordings', 'keys', 'hospital.pem']) {
      await rename(join(original, name), join(disk, name))
      await symlink(join(disk, name), join(original, name))
    }
    await writeFile(join(home, 'of-somebody-else'), 'not theirs')
    await symlink(join(home, 'of-somebody-else'), join(disk, 'recordings', 'planted'))
    const order = { dataDirectory: original, adminUrl: database.adminUrl, recipient: await identityToRecipient(identity), now: new Date() }
    await writeBackup({ ...order, target: join(home, 'linked.backup') })
    await rename(join(disk, 'recordings'), join(home, 'unplugged'))
    await expect(writeBackup({ ...order, target: join(home, 'without-disk.backup') })).rejects.toThrow(join(original, 'recordings'))
    await rename(join(home, 'unplugged'), join(disk, 'recordings'))

    const restored = join(home, 'from-links')
    await restoreBackup({ source: join(home, 'linked.backup'), identity, dataDirectory: restored, port: await freePort() })
    for (const name of ['postgres', 'images', 'recordings', 'keys', 'hospital.pem']) expect((await lstat(join(restored, name))).isSymbolicLink()).toBe(false)
    for (const file of ['keys/files.json', 'images/0a/slice', 'recordings/segment.webm', 'hospital.pem', 'postgres/PG_VERSION'])
      expect(sha256(await readFile(join(restored, file)))).toBe(sha256(await readFile(join(original, file))))
    expect(await readlink(join(restored, 'recordings', 'planted'))).toBe(join(home, 'of-somebody-else'))
  })
})
