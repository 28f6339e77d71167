import pg from 'pg'
import type { Actor } from '#core/directory/actor.ts'
import { brandId } from '#core/shared/ids.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { words } from './crowded-database.ts'
import { openMigratedDatabase, type MigratedDatabase } from '#infra/testing/migrated-database.ts'

/** The whole country on one directory. */
export const nation = { organizations: 1_400, people: 20_000, cases: 200_000, appointments: 500_000 } as const

/** Hubs that are asked, the busiest first; each has a staff, and so has each of the others, which ask. */
const hubs = { count: 60, staff: 150, coordinators: 5 } as const
const askers = { first: hubs.count + 1, count: nation.organizations - hubs.count, staff: 8 } as const
const patientsOfAsker = 37

/** A database with every case of three years, and who looks at it. */
export interface NationalDatabase extends Pick<MigratedDatabase, 'adminUrl' | 'appUrl' | 'authUrl'> {
  /** Under row-level security, as the product asks. */
  readonly guarded: Store
  /** The same program and tables under a role that no policy binds: what the questions cost by themselves. */
  readonly unguarded: Store
  /** At the hub that is asked most. */
  readonly coordinator: Actor
  readonly specialist: Actor
  /** At a hospital that asks. */
  readonly districtDoctor: Actor
  /** How many cases the busiest hub has. */
  readonly largest: number
  close(): Promise<void>
}

/** Ids that can be computed again from a number; nothing in them but what is immutable, so that each call becomes part of its statement. */
const functions = `
  CREATE FUNCTION pg_temp.place(n int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5('place ' || n::text)::uuid;
  CREATE FUNCTION pg_temp.person(n int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5('person ' || n::text)::uuid;
  CREATE FUNCTION pg_temp.patient(n int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5('patient ' || n::text)::uuid;
  CREATE FUNCTION pg_temp.case_of(n int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN md5('case ' || n::text)::uuid;
  CREATE FUNCTION pg_temp.at_hub(hub int, k int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN pg_temp.person((hub - 1) * ${hubs.staff} + k);
  CREATE FUNCTION pg_temp.at_asker(asker int, k int) RETURNS uuid LANGUAGE sql IMMUTABLE RETURN pg_temp.person(${hubs.count * hubs.staff} + (asker - ${askers.first}) * ${askers.staff} + k);
  CREATE FUNCTION pg_temp.name(n bigint) RETURNS text LANGUAGE sql IMMUTABLE RETURN
    ('{${words.family.join(',')}}'::text[])[1 + (n * 7919) % ${words.family.length}] || ' '
    || ('{${words.middle.join(',')}}'::text[])[1 + (n * 104729 / 17) % ${words.middle.length}] || ' '
    || ('{${words.given.join(',')}}'::text[])[1 + (n * 1299709 / 31) % ${words.given.length}];`

const atHubs = hubs.count * hubs.staff
const placed = atHubs + askers.count * askers.staff

const directory = `
  INSERT INTO organization (id, name, short_name, facility_code, authority, address, phone)
  SELECT pg_temp.place(n), 'Bệnh viện số ' || n, 'BV ' || n, lpad(n::text, 5, '0'), 'BỘ Y TẾ', '', '' FROM generate_series(1, ${nation.organizations}) n;
  INSERT INTO hub_link (hub_id, satellite_id, specialties, valid_from)
  SELECT pg_temp.place(1 + (asker + other * 19) % ${hubs.count}), pg_temp.place(asker), '{cardiology}', now() - interval '3 years'
  FROM generate_series(${askers.first}, ${nation.organizations}) asker, generate_series(0, 2) other;
  INSERT INTO practitioner (id, name, title, licence_number)
  SELECT pg_temp.person(n), pg_temp.name(n), 'BS.', lpad(n::text, 6, '0') || '/CCHN' FROM generate_series(1, ${nation.people}) n;
  INSERT INTO practitioner_role (practitioner_id, organization_id, roles, specialties)
  SELECT pg_temp.person(n),
    pg_temp.place(CASE WHEN n <= ${atHubs} THEN 1 + (n - 1) / ${hubs.staff} WHEN n <= ${placed} THEN ${askers.first} + (n - 1 - ${atHubs}) / ${askers.staff} ELSE 1 END),
    CASE WHEN n <= ${atHubs} AND (n - 1) % ${hubs.staff} < ${hubs.coordinators} OR n BETWEEN ${atHubs + 1} AND ${placed} AND (n - 1 - ${atHubs}) % ${askers.staff} = 0
      THEN '{coordinator}'::text[] ELSE '{doctor}'::text[] END,
    '{cardiology}'
  FROM generate_series(1, ${nation.people}) n;
  INSERT INTO patient (id, organization_id, hospital_number, name, birth_date, sex)
  SELECT pg_temp.patient(n), pg_temp.place(${askers.first} + n % ${askers.count}), 'BN' || lpad(n::text, 8, '0'), pg_temp.name(n + 7), date '1930-01-01' + n % 32000, CASE n % 2 WHEN 0 THEN 'female' ELSE 'male' END
  FROM generate_series(0, ${askers.count * patientsOfAsker - 1}) n;`

/** The chances of each case, drawn once: the busiest hub is asked often, the sixtieth seldom; four of a hundred cases are open. */
const chancesOf = (count: number, { total, thresholds }: ReturnType<typeof ranks>): string => `
  SELECT setseed(0.42);
  CREATE UNLOGGED TABLE drawn AS
  SELECT *, CASE WHEN open THEN now() - luck * interval '10 days' ELSE now() - interval '8 days' - luck * interval '1087 days' END AS sent_at,
    CASE
      WHEN NOT open THEN CASE WHEN state < 0.97 THEN 'closed' WHEN state < 0.985 THEN 'cancelled' ELSE 'rejected' END
      WHEN state < 0.08 THEN 'submitted' WHEN state < 0.16 THEN 'coordinating' WHEN state < 0.19 THEN 'needs-info' WHEN state < 0.25 THEN 'assigned'
      WHEN state < 0.62 THEN 'scheduled' WHEN state < 0.8 THEN 'awaiting-signatures' ELSE 'awaiting-outcome' END AS status
  FROM (
    SELECT n, 1 + width_bucket(random() * ${total}, ARRAY[${thresholds.join(', ')}]::float8[]) AS hub, ${askers.first} + (random() * ${askers.count - 1})::int AS asker,
      (random() * ${patientsOfAsker - 1})::int AS patient, 2 + (random() * ${askers.staff - 2})::int AS requester, 1 + (random() * ${hubs.coordinators - 1})::int AS coordinator,
      ${hubs.coordinators + 1} + (random() * ${hubs.staff - hubs.coordinators - 5})::int AS chair, random() < 0.04 AS open, random() AS luck, random() AS state, random() AS when_booked,
      (ARRAY['urgent', 'priority', 'priority', 'routine', 'routine', 'routine', 'routine', 'emergency'])[1 + (random() * 7)::int] AS urgency
    FROM generate_series(1, ${count}) n) chance`

const booked = `status IN ('scheduled', 'awaiting-signatures', 'awaiting-outcome', 'closed')`
const hash = `repeat('0', 64)`
const prose = `'Bệnh nhân vào viện vì đau ngực sau xương ức, lan tay trái, khó thở khi gắng sức. Đã xử trí oxy, aspirin, heparin. ' || n`

const cases = `
  INSERT INTO consult_case (id, code, status, requesting_organization_id, consulting_organization_id, patient_id, subject_name, subject_birth_date, subject_sex,
    requester_id, created_at, clock_at, kind, urgency, specialty, questions, course, current_condition, provisional_diagnosis,
    legal_basis_kind, legal_basis_text, legal_basis_by_id, legal_basis_at, snapshot_id, submitted_at, coordinator_id, ask_text, asked_at,
    rejection_reason, rejection_suggestion, rejected_at, assigned_at, filed_document, filed_at, filing_receipt,
    outcome_followed, outcome_reason, outcome_result, outcome_at, cancellation_reason, cancelled_at, cancelled_by_id)
  SELECT pg_temp.case_of(n), 'HC-' || lpad(n::text, 6, '0'), status, pg_temp.place(asker), pg_temp.place(hub), person.id, person.name, person.birth_date, person.sex,
    pg_temp.at_asker(asker, requester), sent_at - interval '1 hour', sent_at, 'case', urgency, 'cardiology', '[{"id": "1", "text": "Có cần chuyển tuyến không?"}]', ${prose}, ${prose}, 'Nhồi máu cơ tim cấp (I21.9)',
    'written-request', 'Giấy đề nghị', pg_temp.at_asker(asker, requester), sent_at, md5('snapshot ' || n)::uuid, sent_at,
    CASE WHEN status <> 'submitted' THEN pg_temp.at_hub(hub, coordinator) END, CASE WHEN status = 'needs-info' THEN 'Xin điện tim' END, CASE WHEN status = 'needs-info' THEN sent_at END,
    CASE WHEN status = 'rejected' THEN 'Đúng tuyến' END, CASE WHEN status = 'rejected' THEN 'Điều trị tiếp' END, CASE WHEN status = 'rejected' THEN sent_at END,
    CASE WHEN ${booked} OR status = 'assigned' THEN sent_at END,
    CASE WHEN status IN ('closed', 'awaiting-outcome') THEN ${hash} END, CASE WHEN status IN ('closed', 'awaiting-outcome') THEN sent_at END, CASE WHEN status IN ('closed', 'awaiting-outcome') THEN 'BL-' || n END,
    CASE WHEN status = 'closed' THEN true END, CASE WHEN status = 'closed' THEN '' END, CASE WHEN status = 'closed' THEN 'Ổn định' END, CASE WHEN status = 'closed' THEN sent_at END,
    CASE WHEN status = 'cancelled' THEN 'Đã chuyển viện' END, CASE WHEN status = 'cancelled' THEN sent_at END, CASE WHEN status = 'cancelled' THEN pg_temp.at_asker(asker, requester) END
  FROM drawn JOIN patient person ON person.id = pg_temp.patient(asker - ${askers.first} + ${askers.count} * patient);
  INSERT INTO team_member (case_id, practitioner_id, organization_id, part, position, reply, invited_at, answered_at)
  SELECT pg_temp.case_of(n), pg_temp.at_hub(seat_hub, chair + seat), pg_temp.place(seat_hub), CASE seat WHEN 0 THEN 'chair' WHEN 1 THEN 'secretary' ELSE 'member' END, seat, 'accepted', sent_at, sent_at
  FROM drawn, generate_series(0, 3) seat, LATERAL (SELECT CASE WHEN seat = 3 AND n % 50 = 0 THEN 1 + hub % ${hubs.count} ELSE hub END AS seat_hub) s
  WHERE ${booked} OR status = 'assigned';
  INSERT INTO case_guest (case_id, practitioner_id, organization_id) SELECT case_id, practitioner_id, organization_id FROM team_member;`

/** One current appointment a case, and those that were moved before it. */
const sessionsOf = (count: number): string => `
  CREATE UNLOGGED TABLE appointed AS
  SELECT n, asker, hub, status, date_trunc('hour', CASE WHEN status = 'scheduled' THEN now() + when_booked * interval '14 days' ELSE sent_at + when_booked * interval '7 days' END) + n % 4 * interval '15 minutes' AS starts_at
  FROM drawn WHERE ${booked};
  INSERT INTO consult_session (id, case_id, is_current, starts_at, duration_minutes, booked_until, started_at, ended_at, requesting_organization_id, consulting_organization_id)
  SELECT gen_random_uuid(), pg_temp.case_of(n), true, starts_at, 30, starts_at + interval '30 minutes',
    CASE WHEN status <> 'scheduled' THEN starts_at END, CASE WHEN status <> 'scheduled' THEN starts_at + interval '25 minutes' END, pg_temp.place(asker), pg_temp.place(hub)
  FROM appointed;
  INSERT INTO consult_session (id, case_id, is_current, starts_at, duration_minutes, booked_until, requesting_organization_id, consulting_organization_id)
  SELECT gen_random_uuid(), pg_temp.case_of(n), false, starts_at - earlier * interval '1 day', 30, starts_at - earlier * interval '1 day' + interval '30 minutes', pg_temp.place(asker), pg_temp.place(hub)
  FROM appointed, generate_series(1, 2) earlier LIMIT ${count} - (SELECT count(*) FROM appointed);
  INSERT INTO minutes (id, case_id, version, status, form, document, frozen_at, frozen_by_id, rendered_sha256, sealed_sha256, signed_at, created_at)
  SELECT gen_random_uuid(), pg_temp.case_of(n), 1, CASE status WHEN 'awaiting-signatures' THEN 'signing' ELSE 'signed' END,
    json_build_object('secretary', json_build_object('practitioner', pg_temp.at_hub(hub, chair + 1)), 'chair', json_build_object('practitioner', pg_temp.at_hub(hub, chair)), 'members', '[]'::json),
    '{"type": "doc"}', sent_at, pg_temp.at_hub(hub, chair), ${hash}, ${hash}, CASE status WHEN 'awaiting-signatures' THEN NULL ELSE sent_at END, sent_at
  FROM drawn WHERE status IN ('awaiting-signatures', 'awaiting-outcome', 'closed');
  DROP TABLE drawn, appointed;`

/** Each hub is asked in proportion to one by the square root of its rank: the first seven times as often as the fiftieth. */
function ranks(): { readonly total: number; readonly thresholds: readonly number[] } {
  let total = 0
  const ends = Array.from({ length: hubs.count }, (_, rank) => (total += 1 / Math.sqrt(rank + 1)))
  return { total, thresholds: ends.slice(0, -1) }
}

/** Fills it by statements over whole sets: the whole directory, and that share of the cases. */
async function fill(admin: pg.Client, share: number): Promise<number> {
  await admin.query(functions)
  await admin.query(directory)
  await admin.query(chancesOf(Math.round(nation.cases * share), ranks()))
  // What the triggers copy row by row is copied in one statement.
  await admin.query('SET session_replication_role = replica')
  await admin.query(cases)
  await admin.query(sessionsOf(Math.round(nation.appointments * share)))
  await admin.query('VACUUM ANALYZE')
  const { rows } = await admin.query<{ count: number }>('SELECT count(*)::int FROM consult_case WHERE consulting_organization_id = pg_temp.place(1)')
  return rows[0]?.count ?? 0
}

async function idOf(admin: pg.Client, kind: 'place' | 'person', n: number): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(`SELECT pg_temp.${kind}($1) AS id`, [n])
  return rows[0]?.id ?? ''
}

/** Starts the server, fills the database and opens it both ways. */
export async function openNationalDatabase(share: number): Promise<NationalDatabase> {
  const { adminUrl, appUrl, authUrl, drop } = await openMigratedDatabase('nation')
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const largest = await fill(admin, share)
  await admin.query(`CREATE ROLE unguarded LOGIN PASSWORD 'unguarded' BYPASSRLS IN ROLE lienvien_app`)
  const actor = async (place: number, person: number, role: Actor['roles'][number]): Promise<Actor> =>
    ({ organization: brandId(await idOf(admin, 'place', place)), practitioner: brandId(await idOf(admin, 'person', person)), roles: [role] })
  const coordinator = await actor(1, 1, 'coordinator')
  const specialist = await actor(1, 60, 'doctor')
  const districtDoctor = await actor(askers.first, atHubs + 3, 'doctor')
  await admin.end()
  const unguardedUrl = new URL(appUrl)
  unguardedUrl.username = unguardedUrl.password = 'unguarded'
  const guarded = createStore({ url: appUrl, applicationName: 'bench' })
  const unguarded = createStore({ url: unguardedUrl.href, applicationName: 'bench-unguarded' })
  return {
    adminUrl, appUrl, authUrl, guarded, unguarded, coordinator, specialist, districtDoctor, largest,
    close: async () => {
      await Promise.all([guarded.close(), unguarded.close()])
      await drop()
    },
  }
}
