import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuditEvent } from '#core/audit/audit-event.ts'
import type { Actor } from '#core/directory/actor.ts'
import { withSql } from '#infra/testing/sql.ts'
import { createStore } from '#prisma/store.ts'
import type { Store } from '#prisma/store.ts'
import type { TestHospital } from '#prisma/test-hospitals.ts'
import { createHospitals } from '#prisma/test-hospitals.ts'
import { createTestDatabase } from '#prisma/testing.ts'
import type { TestDatabase } from '#prisma/testing.ts'

let database: TestDatabase
let store: Store
let hospitals: Record<'an' | 'binh' | 'chau' | 'dung' | 'giang' | 'hoa', TestHospital>

beforeAll(async () => {
  database = await createTestDatabase()
  hospitals = await createHospitals(database.appUrl, ['an', 'binh', 'chau', 'dung', 'giang', 'hoa'])
  store = createStore({ url: database.appUrl, applicationName: 'test' })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const viewed = (actor: Actor, patient: TestHospital['patient']): AuditEvent => ({
  organization: actor.organization,
  actor: actor.practitioner,
  at: new Date('2026-11-21T03:00:00.000Z'),
  payload: { type: 'patient.viewed', patient },
})

const append = ({ doctor, patient }: TestHospital): Promise<void> =>
  store.atomically(doctor, ({ audit }) => audit.append(viewed(doctor, patient)))

const scopeSql = ({ auditor }: TestHospital): string =>
  `SELECT set_config('app.organization', '${auditor.organization}', false), set_config('app.roles', 'auditor', false)`

describe('the audit chain', () => {
  test('stays whole when fifty people write at the same time', async () => {
    await Promise.all(Array.from({ length: 50 }, () => append(hospitals.an)))
    expect(await store.verifyAudit(hospitals.an.auditor)).toBeNull()
    await withSql(database.adminUrl, async (admin) => {
      const { rows } = await admin.query('SELECT count(*)::int, max(sequence) FROM audit_link WHERE organization_id = $1', [hospitals.an.id])
      expect(rows).toEqual([{ count: 50, max: 50 }])
    })
  })

  test('loses nothing and keeps nothing when the work it tells of is undone', async () => {
    const undone = store.atomically(hospitals.binh.doctor, async ({ audit }) => {
      await audit.append(viewed(hospitals.binh.doctor, hospitals.binh.patient))
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    await append(hospitals.binh)
    expect(await store.verifyAudit(hospitals.binh.auditor)).toBeNull()
  })

  test('cannot be written for another hospital', async () => {
    const forged = store.atomically(hospitals.an.doctor, ({ audit }) => audit.append(viewed(hospitals.binh.doctor, hospitals.binh.patient)))
    await expect(forged).rejects.toThrow()
  })

  test('is read by the auditor of the own hospital alone', async () => {
    await withSql(database.appUrl, async (client) => {
      const seen = async () => (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_link')).rows[0]?.n
      await client.query(`SELECT set_config('app.organization', $1, false), set_config('app.roles', 'doctor', false)`, [hospitals.an.id])
      expect(await seen()).toBe(0)
      await client.query(scopeSql(hospitals.an))
      expect(await seen()).toBe(50)
    })
  })

  test.each(['UPDATE audit_link SET body = body', 'DELETE FROM audit_link', 'TRUNCATE audit_link'])('refuses the application: %s', async (statement) => {
    await withSql(database.appUrl, async (client) => {
      await client.query(scopeSql(hospitals.an))
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501', message: expect.stringContaining('permission denied') as string })
    })
  })

  test.each(['UPDATE audit_link SET body = body', 'DELETE FROM audit_link', 'TRUNCATE audit_link'])('refuses the superuser as well: %s', async (statement) => {
    await withSql(database.adminUrl, async (client) => {
      await expect(client.query(statement)).rejects.toThrow(/written once/)
    })
  })

  test('refuses a link that does not follow, even by its own role', async () => {
    await append(hospitals.hoa)
    await withSql(database.appUrl, async (client) => {
      await client.query(scopeSql(hospitals.hoa))
      const link = `INSERT INTO audit_link (organization_id, sequence, body, previous, hash) VALUES ('${hospitals.hoa.id}', $1, '{}', $2, repeat('a', 64))`
      await expect(client.query(link, [7, 'b'.repeat(64)])).rejects.toThrow(/does not follow/)
      await expect(client.query(link, [2, 'b'.repeat(64)])).rejects.toThrow(/does not follow/)
    })
  })
})

describe('tampering past the triggers is found', () => {
  const tamper = (statement: string, hospital: TestHospital): Promise<void> =>
    withSql(database.adminUrl, async (admin) => {
      await admin.query('SET session_replication_role = replica')
      await admin.query(statement, [hospital.id])
    })

  const fourLinks = async (hospital: TestHospital): Promise<void> => {
    for (let at = 0; at < 4; at++) await append(hospital)
    expect(await store.verifyAudit(hospital.auditor)).toBeNull()
  }

  test('a changed text', async () => {
    await fourLinks(hospitals.chau)
    await tamper(`UPDATE audit_link SET body = replace(body, 'viewed', 'edited') WHERE sequence = 2 AND organization_id = $1`, hospitals.chau)
    expect(await store.verifyAudit(hospitals.chau.auditor)).toEqual({ kind: 'altered', sequence: 2 })
  })

  test('a link taken out of the middle', async () => {
    await fourLinks(hospitals.dung)
    await tamper('DELETE FROM audit_link WHERE sequence = 3 AND organization_id = $1', hospitals.dung)
    expect(await store.verifyAudit(hospitals.dung.auditor)).toEqual({ kind: 'missing', sequence: 3 })
  })

  test('links cut off at the end', async () => {
    await fourLinks(hospitals.giang)
    await tamper('DELETE FROM audit_link WHERE sequence > 2 AND organization_id = $1', hospitals.giang)
    expect(await store.verifyAudit(hospitals.giang.auditor)).toEqual({ kind: 'missing', sequence: 3 })
  })
})
