import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { standingPolicies, withoutPolicy } from '#infra/mutants/mutants.ts'
import { databaseRoles } from '#prisma/bootstrap.ts'

/**
 * A row of some hospital in every table, and people who have nothing to do with it. What they are let do is a matter of privileges and
 * row-level policies alone: checks, foreign keys and triggers, which would refuse them as well, are taken away.
 */
export interface Probes {
  /** What a table lets people do who have no business with its row. */
  readonly of: (table: string) => Promise<readonly Probe[]>
  readonly tables: readonly string[]
  /** The policies that keep something back. */
  readonly policies: () => Promise<readonly string[]>
  /** What the table of a policy lets people do without it; the policy stands again afterwards. */
  readonly without: (policy: string) => Promise<readonly Probe[]>
  readonly close: () => Promise<void>
}

/** Who was let do what, in words: `allergy: a stranger reads`. */
type Probe = string

interface Asker {
  readonly who: string
  readonly role: string
  readonly organization: string
  readonly practitioner: string
  readonly roles: string
}

const [organization, practitioner] = [randomUUID(), randomUUID()]
const nobody = { organization: '', practitioner: '', roles: '' }
const askers: readonly Asker[] = [
  { who: 'nobody', role: databaseRoles.app, ...nobody },
  { who: 'nobody among the jobs', role: databaseRoles.jobs, ...nobody },
  { who: 'the owner for nobody', role: databaseRoles.owner, ...nobody },
  { who: 'a stranger', role: databaseRoles.app, organization, practitioner, roles: '' },
  { who: 'a stranger of every role', role: databaseRoles.app, organization, practitioner, roles: 'doctor,nurse,coordinator,admin,auditor' },
]

/** Whoever is signed in anywhere may look these up: with whom to consult, and who is on duty there. */
const directory = ['department', 'duty_leave', 'duty_shift', 'hub_link', 'minutes_template', 'organization', 'organization_name', 'practitioner', 'practitioner_role', 'staff_presence']
/** Written by triggers and functions that run as the owner, which nobody signs in as. */
const keptByOwner = ['audit_tip', 'case_counter', 'case_guest', 'patient_word', 'stored_file_access']

/** All that is let to people who have no business with a row. */
export const openByDesign: ReadonlySet<Probe> = new Set([
  ...directory.flatMap((table) => [`${table}: a stranger reads`, `${table}: a stranger of every role reads`]),
  ...keptByOwner.flatMap((table) => ['reads', 'changes', 'erases', 'adds'].map((act) => `${table}: the owner for nobody ${act}`)),
  'break_glass: the owner for nobody adds',
  'stored_file: the owner for nobody adds',
  'organization_name: the owner for nobody adds',
  // An administrator takes in somebody who works nowhere yet.
  'practitioner: a stranger of every role adds',
])

const refused = '42501'

/** A value of each type that the tables use; two ids or hashes are never the same, and so nobody's. */
const valueOf: Readonly<Record<string, () => unknown>> = {
  uuid: () => randomUUID(), _uuid: () => [randomUUID()], text: () => JSON.stringify(randomUUID()), bpchar: () => randomBytes(32).toString('hex'), _text: () => [], jsonb: () => '{}', date: () => '2026-11-22',
  timestamptz: () => '2026-11-22T00:00:00Z', float8: () => 1, int4: () => 1, int8: () => 1, bool: () => false, bytea: () => Buffer.alloc(1),
}

interface Column {
  readonly table: string
  readonly name: string
  readonly type: string
}

/** Every table of the domain with the columns that are written, generated ones left out. */
const columnsOfDomain = `
  SELECT c.table_name AS table, c.column_name AS name, c.udt_name AS type
    FROM information_schema.columns c JOIN pg_class t ON t.relname = c.table_name AND t.relnamespace = 'public'::regnamespace AND t.relkind = 'r'
   WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER' AND c.table_name NOT LIKE 'auth\\_%' AND c.table_name <> '_prisma_migrations'
   ORDER BY c.table_name, c.ordinal_position`

const barePoliciesAndPrivileges = `
DO $$
DECLARE one record;
BEGIN
  FOR one IN SELECT conrelid::regclass AS on_table, conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'c', 'x') LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.on_table, one.conname);
  END LOOP;
  FOR one IN SELECT oid::regclass AS on_table FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
    EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', one.on_table);
  END LOOP;
END $$`

/** Fills a migrated database that nobody else uses. */
export async function openProbes(adminUrl: string): Promise<Probes> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(barePoliciesAndPrivileges)
  const { rows: columns } = await admin.query<Column>(columnsOfDomain)
  const byTable = Map.groupBy(columns, ({ table }) => table)
  const acts = await actsOn(admin, byTable)
  for (const table of byTable.keys()) await admin.query(...insertInto(table, byTable.get(table) ?? []))

  /** Leaves nothing behind, neither the role nor what was done. */
  const lets = async ({ role, ...scope }: Asker, [sql, values]: Statement): Promise<boolean> => {
    await admin.query('SAVEPOINT probe')
    try {
      await admin.query(`SELECT set_config('app.organization', $1, true), set_config('app.practitioner', $2, true), set_config('app.roles', $3, true)`, [scope.organization, scope.practitioner, scope.roles])
      await admin.query(`SET LOCAL ROLE ${role}`)
      return ((await admin.query(sql, [...values])).rowCount ?? 0) > 0
    } catch (cause) {
      // Whatever else is wrong with the row, the policy has let it through.
      return !(cause instanceof pg.DatabaseError && cause.code === refused)
    } finally {
      await admin.query('ROLLBACK TO probe')
    }
  }
  const probe = async (table: string): Promise<readonly Probe[]> => {
    const found: Probe[] = []
    for (const asker of askers) {
      for (const [act, statement] of acts(table, asker.role)) if (await lets(asker, statement)) found.push(`${table}: ${asker.who} ${act}`)
    }
    return found
  }
  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    await admin.query('BEGIN')
    try {
      return await work()
    } finally {
      await admin.query('ROLLBACK')
    }
  }
  return {
    tables: [...byTable.keys()],
    of: (table) => within(() => probe(table)),
    policies: async () => (await admin.query<{ name: string }>(standingPolicies)).rows.map(({ name }) => name),
    without: (policy) => within(async () => {
      await admin.query(withoutPolicy(policy))
      return probe(policy.split('.')[0] ?? '')
    }),
    close: () => admin.end(),
  }
}

type Statement = readonly [sql: string, values: readonly unknown[]]

const insertInto = (table: string, columns: readonly Column[]): [string, unknown[]] => [
  `INSERT INTO ${table} (${columns.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${columns.map((_one, index) => `$${index + 1}`).join(', ')})`,
  columns.map(({ type, name }) => {
    const make = valueOf[type]
    if (make === undefined) throw new Error(`no value is known for ${name}, which is ${type}`)
    return make()
  }),
]

/** What a role may try on a table by its privileges: each column on its own is enough, and none is read, so that one policy alone decides. */
async function actsOn(admin: pg.Client, byTable: ReadonlyMap<string, readonly Column[]>) {
  const { rows } = await admin.query<{ table: string; name: string; role: string; adds: boolean; changes: boolean }>(
    `SELECT c.table, c.name, r.role, has_column_privilege(r.role, c.table, c.name, 'INSERT') AS adds, has_column_privilege(r.role, c.table, c.name, 'UPDATE') AS changes
       FROM (${columnsOfDomain}) c CROSS JOIN unnest($1::text[]) AS r(role)`, [[...new Set(askers.map(({ role }) => role))]])
  const granted = Map.groupBy(rows, ({ table, role }) => `${table} ${role}`)
  return (table: string, role: string): readonly (readonly [act: string, Statement])[] => {
    const own = granted.get(`${table} ${role}`) ?? []
    const added = (byTable.get(table) ?? []).filter(({ name }) => own.some((one) => one.adds && one.name === name))
    const changed = own.find(({ changes }) => changes)
    return [
      ['reads', [`SELECT 1 FROM ${table}`, []]],
      ...(changed === undefined ? [] : [['changes', [`UPDATE ${table} SET "${changed.name}" = DEFAULT`, []]] as const]),
      ['erases', [`DELETE FROM ${table}`, []]],
      ...(added.length === 0 ? [] : [['adds', insertInto(table, added)] as const]),
    ]
  }
}
