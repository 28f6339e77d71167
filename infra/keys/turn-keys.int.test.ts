import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeRecordingFiles } from '#adapters/recordings/recording-files.ts'
import { videoFile, writeSidecar } from '#adapters/recordings/sidecar.ts'
import { makeFileSealer } from '#adapters/sealing/file-sealer.ts'
import { openKeyRing } from '#adapters/sealing/key-ring.ts'
import { addKey, ensureRings, readRing, ringFile } from '#adapters/sealing/ring-file.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { rowsBySql } from '#infra/testing/sql.ts'
import { sha256 } from '#prisma/sha256.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { layBesideLog, takeKeysFromLog } from './keys-beside-log.ts'
import { dropOldKeys, turnKeys, type KeyPlaces } from './turn-keys.ts'

let database: TestDatabase
let hospital: TestHospital
let admin: pg.Client
let folder: string
let places: KeyPlaces
/** As it was before files were sealed, and as it is. */
let former: Store
let store: Store
const refused: string[] = []
const dayMs = 24 * 60 * 60 * 1_000

beforeAll(async () => {
  database = await createTestDatabase()
  ;({ hub: hospital } = await createHospitals(database.appUrl, ['hub']))
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-keys-'))
  places = { keysDirectory: join(folder, 'keys'), dataDirectory: folder, jobsUrl: database.jobsUrl }
  await ensureRings(places.keysDirectory, new Date())
  await mkdir(join(folder, 'recordings'))
  former = createStore({ url: database.appUrl, applicationName: 'test' })
  store = createStore({ url: database.appUrl, applicationName: 'test', sealer: makeFileSealer(openKeyRing(ringFile(places.keysDirectory, 'files')), (code) => refused.push(code)) })
}, 60_000)
afterAll(async () => {
  await Promise.all([former.close(), store.close(), admin.end()])
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const pdf = (size = 3_000): Buffer => Buffer.concat([Buffer.from('%PDF-1.7 Biên bản hội chẩn'), randomBytes(size)])
const put = (into: Store, bytes: Uint8Array): Promise<Sha256> => into.atomically(hospital.doctor, ({ files }) => files.put({ bytes, mediaType: 'application/pdf' }))
const get = async (file: Sha256): Promise<Buffer> => Buffer.from((await store.read(hospital.doctor, ({ files }) => files.get(file)))?.bytes ?? [])
const currentKey = async (): Promise<string> => (await readRing(ringFile(places.keysDirectory, 'files'))).current
const under = async (key: string | null): Promise<number> =>
  (await admin.query<{ count: number }>('SELECT count(*)::int AS count FROM stored_file WHERE key_id IS NOT DISTINCT FROM $1', [key])).rows[0]?.count ?? 0
const plainHeaders = async (): Promise<number> =>
  (await admin.query<{ count: number }>(`SELECT count(*)::int AS count FROM stored_file WHERE position('%PDF'::bytea IN bytes) > 0`)).rows[0]?.count ?? 0

async function record(): Promise<{ readonly segment: string; readonly bytes: Buffer }> {
  const segment = randomUUID()
  const bytes = Buffer.concat([Buffer.from('1a45dfa3', 'hex'), randomBytes(150_000)])
  await writeFile(videoFile(join(folder, 'recordings'), segment), bytes)
  await writeSidecar(join(folder, 'recordings'), segment, { firstFrameAt: new Date().toISOString(), bytes: bytes.length, sha256: sha256(bytes), durationMs: 1_000 })
  return { segment, bytes }
}

describe('files in the database', () => {
  it('show the superuser no PDF, keep the hash of what they are, and open in whole and in stretches', async () => {
    const bytes = pdf(200_000)
    const file = await put(store, bytes)
    expect(file).toBe(sha256(bytes))
    expect(await plainHeaders()).toBe(0)
    expect((await get(file)).equals(bytes)).toBe(true)
    const piece = await store.read(hospital.doctor, ({ files }) => files.piece(file, 65_000, 70_000))
    expect(piece?.size).toBe(bytes.length)
    expect(Buffer.from(piece?.bytes ?? []).equals(bytes.subarray(65_000, 135_000))).toBe(true)
    // The same file again is one row, and whoever has no key is told so.
    expect(await put(store, bytes)).toBe(file)
    await expect(former.read(hospital.doctor, ({ files }) => files.get(file))).rejects.toMatchObject({ code: 'file.key-missing' })
  })

  it('cannot be laid open, changed or taken by their hash, by the application or by a superuser who leaves the triggers on', async () => {
    const file = await put(store, pdf())
    await expect(admin.query(`UPDATE stored_file SET key_id = NULL, wrapped_key = NULL WHERE sha256 = $1`, [file])).rejects.toMatchObject({ code: '42501' })
    await expect(admin.query(`SELECT set_config('app.sealing', 'on', false)`).then(() => admin.query(`UPDATE stored_file SET key_id = NULL, wrapped_key = NULL WHERE sha256 = $1`, [file]))).rejects.toMatchObject({ code: '42501' })
    await expect(admin.query(`UPDATE stored_file SET size = size + 1 WHERE sha256 = $1`, [file])).rejects.toMatchObject({ code: '42501' })
    await admin.query(`SELECT set_config('app.sealing', '', false)`)
    for (const call of [`files_to_seal('x', NULL, 1)`, `unsealed_file('${file}')`, `seal_file('${file}', 'a', 'b', '\\x00', NULL)`, `files_by_key()`])
      await expect(rowsBySql(database.appUrl, `SELECT ${call}`)).rejects.toMatchObject({ code: '42501' })
  })

  it('that a superuser exchanged, cut or changed are refused by a code and counted', async () => {
    const [one, other] = [await put(store, pdf()), await put(store, pdf())]
    await admin.query(`ALTER TABLE stored_file DISABLE TRIGGER ALL; ALTER TABLE stored_file DROP CONSTRAINT hash_is_of_bytes`)
    const { rows: [kept] } = await admin.query<{ bytes: Buffer; wrapped_key: Buffer }>('SELECT bytes, wrapped_key FROM stored_file WHERE sha256 = $1', [one])
    if (kept === undefined) throw new Error('a row')
    refused.length = 0
    for (const damage of [
      `UPDATE stored_file SET bytes = (SELECT bytes FROM stored_file WHERE sha256 = '${other}') WHERE sha256 = '${one}'`,
      `UPDATE stored_file SET (bytes, wrapped_key) = (SELECT bytes, wrapped_key FROM stored_file WHERE sha256 = '${other}') WHERE sha256 = '${one}'`,
      `UPDATE stored_file SET bytes = substring(bytes FROM 1 FOR length(bytes) - 1) WHERE sha256 = '${one}'`,
      `UPDATE stored_file SET bytes = set_byte(bytes, 100, get_byte(bytes, 100) # 1) WHERE sha256 = '${one}'`,
      `UPDATE stored_file SET wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1) WHERE sha256 = '${one}'`,
    ]) {
      await admin.query(damage)
      await expect(get(one)).rejects.toMatchObject({ code: 'file.damaged' })
      await admin.query('UPDATE stored_file SET bytes = $2, wrapped_key = $3 WHERE sha256 = $1', [one, kept.bytes, kept.wrapped_key])
    }
    expect(refused).toEqual(Array.from({ length: 5 }, () => 'file.damaged'))
    await admin.query('ALTER TABLE stored_file ENABLE TRIGGER ALL')
    expect((await get(one)).subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('a turn of the keys', () => {
  it('seals what was not sealed and brings the rest under the new keys, while files are put and read', async () => {
    const before = await Promise.all(Array.from({ length: 20 }, async () => {
      const bytes = pdf()
      return { file: await put(former, bytes), bytes }
    }))
    const video = await record()
    expect(await plainHeaders()).toBe(20)
    const formerKey = await currentKey()
    const turning = turnKeys(places, { newKeys: true, now: new Date() })
    await expect.poll(() => existsSync(join(folder, 'turning-keys.pid')), { interval: 1 }).toBe(true)
    await expect(turnKeys(places, { newKeys: true, now: new Date() })).rejects.toThrow('đang có một lần đổi khoá khác')
    const meanwhile = pdf()
    const added = await put(store, meanwhile)
    const report = await turning
    expect(report.files).toMatchObject({ sealed: 20, unopened: 0 })
    expect(report.recordings).toMatchObject({ sealed: 1, rewrapped: 0, unopened: 0 })
    expect(report.files.key).not.toBe(formerKey)
    expect([await plainHeaders(), await under(formerKey), await under(null)]).toEqual([0, 0, 0])
    for (const { file, bytes } of [...before, { file: added, bytes: meanwhile }]) expect((await get(file)).equals(bytes)).toBe(true)
    const files = makeRecordingFiles(join(folder, 'recordings'), { ring: openKeyRing(ringFile(places.keysDirectory, 'recordings')), onUnopened: () => undefined })
    expect(Buffer.from((await files.piece(brandId(video.segment), { from: 0, length: 200_000 }))?.bytes ?? []).equals(video.bytes)).toBe(true)
  })

  it('that was killed in the middle leaves every file open, and goes on where it was', async () => {
    const bytes = new Map<Sha256, Buffer>()
    for (let count = 0; count < 30; count += 1) {
      const one = pdf()
      bytes.set(await put(store, one), one)
    }
    const { rows } = await admin.query<{ sha256: string }>('SELECT sha256 FROM stored_file ORDER BY sha256')
    const middle = rows[Math.floor(rows.length / 2)]?.sha256 ?? ''
    await turnRing()
    const key = await currentKey()
    // It comes to a file that somebody holds, and is killed there.
    await admin.query('BEGIN')
    await admin.query('SELECT 1 FROM stored_file WHERE sha256 = $1 FOR UPDATE', [middle])
    const child = spawn(process.execPath, ['infra/keys/test-turn.ts', places.keysDirectory, places.dataDirectory, places.jobsUrl], { stdio: ['ignore', 'ignore', 'inherit'] })
    await expect.poll(() => under(key), { timeout: 20_000 }).toBe(Math.floor(rows.length / 2))
    child.kill('SIGKILL')
    await once(child, 'exit')
    await admin.query('ROLLBACK')
    for (const [file, content] of bytes) expect((await get(file)).equals(content)).toBe(true)
    const report = await turnKeys(places, { newKeys: false, now: new Date() })
    expect(report.files.rewrapped).toBeGreaterThan(0)
    expect(report.files.rewrapped).toBeLessThan(rows.length)
    expect(await under(key)).toBe(rows.length)
    for (const [file, content] of bytes) expect((await get(file)).equals(content)).toBe(true)
  }, 60_000)

  it('lets the former keys go a day later and not before, and never one that is still needed', async () => {
    const video = await record()
    await turnKeys(places, { newKeys: true, now: new Date() })
    await expect(dropOldKeys(places, new Date())).rejects.toThrow('ít nhất một ngày')
    // One file came under a key that has been turned away from since.
    const held = await currentKey()
    const file = await put(store, pdf())
    await turnRing()
    const dropped = await dropOldKeys(places, new Date(Date.now() + dayMs + 1_000))
    expect(dropped.length).toBeGreaterThan(2)
    expect(dropped).not.toContain(held)
    expect((await get(file)).subarray(0, 5).toString()).toBe('%PDF-')
    const history = await readFile(join(folder, 'keys-history.jsonl'), 'utf8')
    for (const what of ['key-made', 'turned', 'key-dropped']) expect(history).toContain(what)
    const { keys } = await readRing(ringFile(places.keysDirectory, 'files'))
    for (const { secret } of keys) expect(history).not.toContain(secret)
    expect(video.bytes.length).toBeGreaterThan(0)
  })

  it('leaves a file that does not open as it is, and says so', async () => {
    const file = await put(store, pdf())
    await admin.query(`ALTER TABLE stored_file DISABLE TRIGGER ALL`)
    await admin.query('UPDATE stored_file SET wrapped_key = set_byte(wrapped_key, 20, get_byte(wrapped_key, 20) # 1) WHERE sha256 = $1', [file])
    await admin.query('ALTER TABLE stored_file ENABLE TRIGGER ALL')
    expect((await turnKeys(places, { newKeys: true, now: new Date() })).files.unopened).toBe(1)
    expect((await turnKeys(places, { newKeys: false, now: new Date() })).files).toMatchObject({ unopened: 1, rewrapped: 0 })
  })
})

/** New keys, and nothing brought under them yet. */
async function turnRing(): Promise<void> {
  for (const ring of ['files', 'recordings'] as const) await addKey(ringFile(places.keysDirectory, ring), new Date())
}

describe('the keys beside an archived log', () => {
  it('are for whoever opens the backups, and bring a restored installation what came after its backup', async () => {
    const archive = join(folder, 'wal')
    const identity = await generateX25519Identity()
    await writeFile(join(folder, 'backup-recipient.txt'), `${await identityToRecipient(identity)}\n`)
    const restored = join(folder, 'restored')
    await mkdir(restored)
    await writeFile(ringFile(restored, 'files'), await readFile(ringFile(places.keysDirectory, 'files')))
    await turnRing()
    vi.stubEnv('WAL_ARCHIVE', archive)
    expect(await layBesideLog(places)).toBe(true)
    vi.unstubAllEnvs()
    const now = await readRing(ringFile(places.keysDirectory, 'files'))
    expect((await readFile(join(archive, 'keys.age'))).includes(now.keys[0]?.secret ?? '-')).toBe(false)
    await expect(takeKeysFromLog(restored, { archive, identity: await generateX25519Identity() })).rejects.toThrow('không mở được')
    await takeKeysFromLog(restored, { archive, identity })
    expect(await readRing(ringFile(restored, 'files'))).toEqual(now)
    expect((await readRing(ringFile(restored, 'recordings'))).current).toBe((await readRing(ringFile(places.keysDirectory, 'recordings'))).current)
  })
})
