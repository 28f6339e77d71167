import { randomUUID } from 'node:crypto'
import pg from 'pg'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { openMigratedDatabase } from '#infra/testing/migrated-database.ts'

export const crowd = { patients: 100_000, hospitals: 1_400 } as const

/** A database as a large hospital's in a full directory; names as common as they are in Vietnam. */
export interface CrowdedDatabase {
  readonly store: Store
  readonly adminUrl: string
  readonly appUrl: string
  readonly doctor: Actor
  close(): Promise<void>
}

/** The commonest names, as often as they come. */
export const words = {
  family: ['Nguyễn', 'Nguyễn', 'Nguyễn', 'Nguyễn', 'Trần', 'Trần', 'Lê', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'],
  middle: ['Văn', 'Thị', 'Hữu', 'Đức', 'Minh', 'Ngọc', 'Thanh', 'Quang', 'Thu', 'Kim', 'Xuân', 'Gia', 'Bảo', 'Hồng'],
  given: ['Anh', 'Bình', 'Châu', 'Cường', 'Dung', 'Dũng', 'Giang', 'Hà', 'Hải', 'Hạnh', 'Hiền', 'Hiếu', 'Hoa', 'Hòa', 'Hùng', 'Hương', 'Khánh', 'Lan', 'Linh', 'Long', 'Mai', 'Nam', 'Nga', 'Ngân', 'Phong', 'Phúc', 'Phước', 'Phương', 'Quân', 'Quỳnh', 'Sơn', 'Tâm', 'Thảo', 'Thắng', 'Thủy', 'Trang', 'Trung', 'Tuấn', 'Tú', 'Vân', 'Việt', 'Yến', 'Ước', 'Ẩn'],
}

/** One row a patient, made by the database; the mixing numbers are primes, so that the names spread. */
async function fill(adminUrl: string, own: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const { family, middle, given } = words
  await admin.query(`INSERT INTO organization (id, name, short_name, facility_code, authority, address, phone)
    SELECT CASE n WHEN 1 THEN $1::uuid ELSE gen_random_uuid() END, 'Bệnh viện số ' || n, 'BV ' || n, lpad(n::text, 5, '0'), 'BỘ Y TẾ', '', '' FROM generate_series(1, ${crowd.hospitals}) n`, [own])
  await admin.query(`INSERT INTO hub_link (hub_id, satellite_id, specialties, valid_from) SELECT id, $1::uuid, '{cardiology}', now() - interval '1 day' FROM organization WHERE id <> $1::uuid`, [own])
  await admin.query(`INSERT INTO patient (id, organization_id, hospital_number, name, birth_date, sex, citizen_id)
    SELECT gen_random_uuid(), $1::uuid, 'BN' || lpad(n::text, 8, '0'),
      ($2::text[])[1 + (n::bigint * 7919) % ${family.length}] || ' ' || ($3::text[])[1 + (n::bigint * 104729 / 17) % ${middle.length}] || ' ' || ($4::text[])[1 + (n::bigint * 1299709 / 31) % ${given.length}],
      date '1930-01-01' + (n % 32000), CASE n % 2 WHEN 0 THEN 'female' ELSE 'male' END, lpad((n * 99991::bigint)::text, 12, '0')
    FROM generate_series(1, ${crowd.patients}) n`, [own, family, middle, given])
  // Two hundred thousand stays at once: the order of the list is set in one go afterwards, not by the trigger of each.
  await admin.query('SET session_replication_role = replica')
  await admin.query(`INSERT INTO encounter (id, organization_id, patient_id, kind, admission_number, department, admitted_at)
    SELECT gen_random_uuid(), organization_id, id, 'inpatient', 'A' || hospital_number || '-' || visit, 'Khoa Nội', timestamptz '2020-01-01' + (hashtext(hospital_number || visit) & 2147483647) % 200000000 * interval '1 second'
    FROM patient, generate_series(1, 2) visit`)
  await admin.query(`INSERT INTO condition (id, organization_id, patient_id, code, display, status, recorded_at) SELECT gen_random_uuid(), organization_id, id, 'I10', 'Tăng huyết áp', 'active', now() FROM patient`)
  await admin.query('UPDATE patient SET last_admitted_at = (SELECT max(admitted_at) FROM encounter WHERE patient_id = patient.id)')
  await admin.query('VACUUM ANALYZE')
  await admin.end()
}

/** Starts it; takes about half a minute. */
export async function openCrowdedDatabase(): Promise<CrowdedDatabase> {
  const { adminUrl, appUrl, drop } = await openMigratedDatabase('crowded')
  const own = randomUUID()
  await fill(adminUrl, own)
  const store = createStore({ url: appUrl, applicationName: 'bench' })
  const doctor: Actor = { organization: brandId(own), practitioner: brandId(randomUUID()), roles: ['doctor'] }
  return {
    store, adminUrl, appUrl, doctor,
    close: async () => {
      await store.close()
      await drop()
    },
  }
}
