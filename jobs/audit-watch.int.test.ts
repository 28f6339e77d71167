import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { journalFolder } from '#adapters/audit-witness/witness-journal.ts'
import { createLogger } from '#adapters/observability/logger.ts'
import type { SyslogTarget } from '#adapters/syslog/syslog-target.ts'
import type { AuditEvent } from '#core/audit/audit-event.ts'
import { nextLink, type AuditLink } from '#core/audit/chain.ts'
import { brandId } from '#core/shared/ids.ts'
import { sha256 } from '#prisma/sha256.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { createHospitals, type TestHospital } from '#prisma/test-hospitals.ts'
import { createTestDatabase, type TestDatabase } from '#prisma/testing.ts'
import { composeAudit } from '#web/server/compose-audit.ts'
import { watchOverAudit } from './audit-watch.ts'

let database: TestDatabase
let store: Store
let jobs: Store
let admin: pg.Client
let folder: string
let hospitals: Readonly<Record<'an' | 'binh', TestHospital>>
const clock = (): Date => new Date()
const secret = 'a deployment secret of at least thirty-two letters'

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['an', 'binh'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
  jobs = createStore({ url: database.jobsUrl, applicationName: 'test-jobs' })
  admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  // As the owner of the database would: past triggers and privileges.
  await admin.query('SET session_replication_role = replica')
})
afterAll(async () => {
  await Promise.all([store.close(), jobs.close(), admin.end()])
  await database.drop()
})

const watchOver = (auditSyslog: SyslogTarget | null = null) =>
  watchOverAudit({ settings: { dataDirectory: folder, pkiSecret: secret, auditSyslog }, store: jobs, clock, metrics: new Registry(), log: createLogger({ component: 'jobs', level: 'silent' }) })
const rounds = (auditSyslog: SyslogTarget | null = null) => watchOver(auditSyslog).rounds

const viewed = ({ doctor, patient }: TestHospital, minute = 0): AuditEvent => ({
  organization: doctor.organization, actor: doctor.practitioner, at: new Date(Date.UTC(2026, 10, 21, 3, minute)), payload: { type: 'patient.viewed', patient },
})

const rowsOf = async ({ id }: TestHospital): Promise<readonly AuditLink[]> => {
  const { rows } = await admin.query<{ sequence: number; body: string; previous: string | null; hash: string }>('SELECT sequence, body, previous, hash FROM audit_link WHERE organization_id = $1 ORDER BY sequence', [id])
  return rows.map((row) => ({ ...row, previous: row.previous === null ? null : brandId(row.previous), hash: brandId(row.hash) }))
}

/** Puts a whole chain in the place of the kept one, with its end noted as the product would. */
async function replace({ id }: TestHospital, links: readonly AuditLink[]): Promise<void> {
  await admin.query('DELETE FROM audit_link WHERE organization_id = $1', [id])
  for (const { sequence, body, previous, hash } of links) {
    await admin.query('INSERT INTO audit_link (organization_id, sequence, body, previous, hash) VALUES ($1, $2, $3, $4, $5)', [id, sequence, body, previous, hash])
  }
  const last = links.at(-1)
  await admin.query('UPDATE audit_tip SET sequence = $2, hash = $3 WHERE organization_id = $1', [id, last?.sequence ?? 0, last?.hash ?? ''])
}

/** The chain written anew from a row on, every hash recomputed: whole in itself. */
function rewritten(links: readonly AuditLink[], from: number, change: (body: string) => string): readonly AuditLink[] {
  const done = [...links.slice(0, from - 1)]
  for (const { sequence, body } of links.slice(from - 1)) {
    const text = sequence === from ? change(body) : body
    const forged = nextLink(sha256, done.at(-1) ?? null, viewed(hospitals.an))
    const hash = sha256(`${forged.previous ?? ''}\n${sequence}\n${text}`)
    done.push({ sequence, body: text, previous: forged.previous, hash })
  }
  return done
}

const lastFault = async ({ auditor }: TestHospital) => (await store.read(auditor, ({ trail }) => trail.lastCheck()))?.fault

const auditOf = () => composeAudit({ store, clock, dataDirectory: folder })
async function exported({ auditor }: TestHospital): Promise<string> {
  const given = await auditOf().exportTrail(auditor)
  if (!given.ok) throw new Error(given.error)
  const parts: string[] = []
  for await (const part of given.value.text) parts.push(part)
  return parts.join('')
}

/** The command that an auditor runs on a machine of their own. */
async function verified(text: string, ...more: readonly string[]): Promise<readonly [code: number, said: string]> {
  const file = join(folder, 'export.json')
  await writeFile(file, text)
  return new Promise((resolve) => {
    execFile(process.execPath, ['infra/audit/main.ts', file, ...more], { env: { ...process.env, NO_COLOR: '1' } }, (failure, said, wrong) => resolve([failure === null ? 0 : Number(failure.code), `${said}${wrong}`]))
  })
}

let original: readonly AuditLink[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lien-vien-audit-'))
  for (const hospital of [hospitals.an, hospitals.binh]) {
    await replace(hospital, [])
    await admin.query('DELETE FROM audit_tip WHERE organization_id = $1', [hospital.id])
    for (let count = 0; count < 8; count += 1) await store.atomically(hospital.doctor, ({ audit }) => audit.append(viewed(hospital, count)))
  }
  await rounds()['witness-audit']()
  original = await rowsOf(hospitals.an)
  return () => rm(folder, { recursive: true, force: true })
})

describe('the nightly check', () => {
  test('finds both chains whole, with every row witnessed, and tells the auditor alone', async () => {
    await rounds()['check-audit']()
    expect(await store.read(hospitals.an.auditor, ({ trail }) => trail.lastCheck())).toMatchObject({ links: 8, witnessed: 8, fault: null })
    expect(await store.read(hospitals.an.doctor, ({ trail }) => trail.lastCheck())).toBeNull()
  })

  const attacks: readonly (readonly [string, () => Promise<void>, object])[] = [
    ['a changed row', () => admin.query(`UPDATE audit_link SET body = replace(body, 'viewed', 'edited') WHERE sequence = 4 AND organization_id = $1`, [hospitals.an.id]).then(() => undefined), { kind: 'altered', sequence: 4 }],
    ['a deleted row', () => replace(hospitals.an, original.filter(({ sequence }) => sequence !== 5)), { kind: 'missing', sequence: 5 }],
    ['the last rows cut off, the noted end with them', () => replace(hospitals.an, original.slice(0, 6)), { kind: 'missing', sequence: 7 }],
    ['a row put in, those behind it counted on', () => {
      const forged = nextLink(sha256, original[2] ?? null, viewed(hospitals.binh))
      return replace(hospitals.an, [...original.slice(0, 3), forged, ...original.slice(3).map((link) => ({ ...link, sequence: link.sequence + 1 }))])
    }, { kind: 'inserted', sequence: 4 }],
    ['two rows that changed places', () => replace(hospitals.an, original.map((link) => ({ ...(link.sequence === 2 ? original[5] : link.sequence === 6 ? original[1] : link) ?? link, sequence: link.sequence }))), { kind: 'moved', sequence: 2, from: 6 }],
    ['a row changed and every hash behind it computed anew', () => replace(hospitals.an, rewritten(original, 3, (body) => body.replace('viewed', 'edited'))), { kind: 'altered', sequence: 3 }],
    ['a row taken out and the rest computed anew', () => replace(hospitals.an, rewritten(original.filter(({ sequence }) => sequence !== 4).map((link, index) => ({ ...link, sequence: index + 1 })), 4, (body) => body)), { kind: 'altered', sequence: 4 }],
  ]

  test.each(attacks)('names %s, by the owner of the database', async (_what, attack, fault) => {
    await attack()
    await rounds()['check-audit']()
    expect(await lastFault(hospitals.an)).toEqual(fault)
    expect(await lastFault(hospitals.binh)).toBeNull()
  })

  test('names a row that was rewritten within the minute in which it was written', async () => {
    const file = join(journalFolder(folder), 'witness.ndjson')
    const witnessed = once(watch(file), 'change')
    const keeping = watchOver().keepWitnessing(20)
    await store.atomically(hospitals.an.doctor, ({ audit }) => audit.append(viewed(hospitals.an, 9)))
    await witnessed
    await keeping.close()
    await replace(hospitals.an, rewritten(await rowsOf(hospitals.an), 9, (body) => body.replace('viewed', 'edited')))
    await rounds()['check-audit']()
    expect(await lastFault(hospitals.an)).toEqual({ kind: 'altered', sequence: 9 })
  })

  test('does not believe a journal that somebody wrote in', async () => {
    const file = join(journalFolder(folder), 'witness.ndjson')
    const [first = '', ...rest] = (await readFile(file, 'utf8')).split('\n')
    await writeFile(file, [first.replace(/"hashes":\["./, (text) => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`), ...rest].join('\n'))
    await expect(rounds()['check-audit']()).rejects.toThrow('line 1 of the audit witness')
  })
})

describe('an exported trail, on a machine that has nothing else', () => {
  test('is found whole, and by the key that the auditor kept', async () => {
    const text = await exported(hospitals.an)
    await rounds()['witness-audit']()
    const [code, said] = await verified(text, '--key', join(journalFolder(folder), 'witness-key.pem'))
    expect([code, said.includes('9 dòng nhật ký nguyên vẹn')]).toEqual([0, true])
    expect(text).not.toContain(hospitals.binh.id)
  })

  test.each([
    ['a changed row', (links: string) => links.replace('patient.viewed\\"', 'patient.edited\\"'), 'Dòng 1 đã bị sửa'],
    ['a row taken out', (links: string) => links.replace(/,\{"resource":\{"resourceType":"AuditEvent","id":"[^"]+\.3".*?(?=,\{"resource":\{"resourceType":"AuditEvent","id":"[^"]+\.4")/s, ''), 'Dòng 3 đã bị xóa'],
    ['another key', (links: string) => links.replace(/("contentType":"application\/x-pem-file","data":")[^"]+/, (_all, head: string) => `${head}${Buffer.from('-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n').toString('base64')}`), 'Khóa trong tệp khác khóa bạn đưa'],
  ])('is named when the file itself was written in: %s', async (_what, tamper, sentence) => {
    const text = await exported(hospitals.an)
    const [code, said] = await verified(tamper(text), '--key', join(journalFolder(folder), 'witness-key.pem'))
    expect([code, said.includes(sentence)]).toEqual([3, true])
  })

  test('tells of the owner who rewrote the whole chain before it was exported', async () => {
    await replace(hospitals.an, rewritten(original, 3, (body) => body.replace('viewed', 'edited')))
    const [code, said] = await verified(await exported(hospitals.an), '--key', join(journalFolder(folder), 'witness-key.pem'))
    expect([code, said.includes('Dòng 3 đã bị sửa')]).toEqual([3, true])
  })

  test('is for the auditor alone', async () => {
    expect(await auditOf().exportTrail(hospitals.an.doctor)).toEqual({ ok: false, error: 'audit.not-allowed' })
  })
})

describe('a collector of the hospital\'s', () => {
  test('hears every event once, over UDP, as a FHIR AuditEvent in RFC 5424', async () => {
    const collector = createSocket('udp4')
    const heard: string[] = []
    const whole = new Promise<void>((resolve) => {
      collector.on('message', (message) => {
        heard.push(message.toString('utf8'))
        if (heard.length === 16) resolve()
      })
    })
    collector.bind(0, '127.0.0.1')
    await once(collector, 'listening')
    const target = { protocol: 'udp', host: '127.0.0.1', port: collector.address().port } as const
    await rounds(target)['witness-audit']()
    await whole
    await rounds(target)['witness-audit']()
    collector.close()
    expect(heard).toHaveLength(16)
    expect(heard[0]).toMatch(/^<109>1 2026-11-21T03:00:00\.000Z \S+ lien-vien - patient\.viewed - \uFEFF\{"resourceType":"AuditEvent"/)
  })

  test('that was down hears everything later, over TCP, and the witness has not waited for it', async () => {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    server.close()
    await once(server, 'close')
    const target = { protocol: 'tcp', host: '127.0.0.1', port } as const
    await store.atomically(hospitals.an.doctor, ({ audit }) => audit.append(viewed(hospitals.an)))
    await rounds(target)['witness-audit']()
    let text = ''
    const again = createServer((socket) => socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
    }))
    again.listen(port, '127.0.0.1')
    await once(again, 'listening')
    await rounds(target)['witness-audit']()
    again.close()
    await once(again, 'close')
    expect(text.match(/<109>1 /g)).toHaveLength(17)
    await rounds()['check-audit']()
    expect(await store.read(hospitals.an.auditor, ({ trail }) => trail.lastCheck())).toMatchObject({ links: 9, witnessed: 9, fault: null })
  })
})
