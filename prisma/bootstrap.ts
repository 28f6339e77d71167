import pg from 'pg'

/** The database roles: the owner migrates, the application and its jobs work under row-level security, sign-in sees only its tables. */
export const databaseRoles = { owner: 'lienvien_owner', app: 'lienvien_app', auth: 'lienvien_auth', jobs: 'lienvien_jobs' } as const
export type DatabaseRole = keyof typeof databaseRoles

export interface BootstrapOptions {
  /** An account that may create roles, and databases unless `database` exists. */
  readonly adminUrl: string
  readonly database: string
  readonly passwords: Readonly<Record<DatabaseRole, string>>
}

/** Addresses of the same database, one for each role. */
export type RoleUrls = Readonly<Record<`${DatabaseRole}Url`, string>>

/** Says in one sentence why the server's account cannot set the database up, and what to ask for. */
export class BootstrapRefusal extends Error {
  override readonly name = 'BootstrapRefusal'
}

interface Account {
  readonly name: string
  readonly isSuperuser: boolean
  readonly mayCreateRoles: boolean
  readonly mayCreateDatabases: boolean
}

/** Arbitrary but fixed: two starts at once must not create the same roles side by side. */
const bootstrapLock = 7_301_482_201

/** Creates roles and database where missing and sets their rights; safe to repeat. PostgreSQL 15 or newer. */
export async function bootstrapDatabase(options: BootstrapOptions): Promise<RoleUrls> {
  const admin = new pg.Client({ connectionString: options.adminUrl })
  await admin.connect()
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [bootstrapLock])
    const account = await readAccount(admin)
    await ensureRoles(admin, account, options.passwords)
    await ensureDatabase(admin, account, options.database)
  } finally {
    await admin.end()
  }
  await openDatabase(options)
  return roleUrls(options)
}

/** The addresses that `bootstrapDatabase` answers, without asking the server. */
export function roleUrls({ adminUrl, database, passwords }: BootstrapOptions): RoleUrls {
  const urlOf = (role: DatabaseRole): string => {
    const url = new URL(adminUrl)
    url.username = databaseRoles[role]
    url.password = encodeURIComponent(passwords[role])
    url.pathname = `/${encodeURIComponent(database)}`
    return url.href
  }
  return { ownerUrl: urlOf('owner'), appUrl: urlOf('app'), authUrl: urlOf('auth'), jobsUrl: urlOf('jobs') }
}

async function readAccount(admin: pg.Client): Promise<Account> {
  const version = await admin.query<{ server_version_num: string }>('SHOW server_version_num')
  if (Number(version.rows[0]?.server_version_num) < 150_000) throw new BootstrapRefusal('cần PostgreSQL 15 trở lên.')
  const { rows } = await admin.query<{ rolname: string; rolsuper: boolean; rolcreaterole: boolean; rolcreatedb: boolean }>(
    'SELECT rolname, rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user',
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the current role is not in pg_roles')
  return {
    name: row.rolname,
    isSuperuser: row.rolsuper,
    mayCreateRoles: row.rolsuper || row.rolcreaterole,
    mayCreateDatabases: row.rolsuper || row.rolcreatedb,
  }
}

async function ensureRoles(admin: pg.Client, account: Account, passwords: BootstrapOptions['passwords']): Promise<void> {
  if (!account.mayCreateRoles)
    throw new BootstrapRefusal(
      `tài khoản PostgreSQL "${account.name}" không được tạo vai trò; nhờ quản trị viên chạy: ALTER ROLE ${pg.escapeIdentifier(account.name)} CREATEROLE CREATEDB;`,
    )
  await admin.query(`SET password_encryption = 'scram-sha-256'`)
  for (const role of Object.keys(databaseRoles) as DatabaseRole[]) {
    const name = databaseRoles[role]
    const { rows } = await admin.query<{ dangerous: boolean }>(
      'SELECT rolsuper OR rolbypassrls AS dangerous FROM pg_roles WHERE rolname = $1',
      [name],
    )
    if (rows[0]?.dangerous === true)
      throw new BootstrapRefusal(`vai trò ${name} đang có SUPERUSER hoặc BYPASSRLS nên các bệnh viện sẽ không còn tách biệt; hãy bỏ hai thuộc tính đó.`)
    const verb = rows.length === 0 ? 'CREATE' : 'ALTER'
    await admin.query(`${verb} ROLE ${name} LOGIN PASSWORD ${pg.escapeLiteral(passwords[role])}`)
  }
  await admin.query(`GRANT ${databaseRoles.app} TO ${databaseRoles.jobs}`)
  // Creating a database for another role asks for membership in it.
  if (!account.isSuperuser) await admin.query(`GRANT ${databaseRoles.owner} TO ${pg.escapeIdentifier(account.name)}`)
}

async function ensureDatabase(admin: pg.Client, account: Account, database: string): Promise<void> {
  const { rows } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  if (rows.length > 0) return
  if (!account.mayCreateDatabases)
    throw new BootstrapRefusal(
      `tài khoản PostgreSQL "${account.name}" không được tạo cơ sở dữ liệu; nhờ quản trị viên chạy: CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${databaseRoles.owner};`,
    )
  await admin.query(
    `CREATE DATABASE ${pg.escapeIdentifier(database)} OWNER ${databaseRoles.owner} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
  )
}

/** Rights within the database: the owner may create there, the others may connect, nobody else may. */
async function openDatabase({ adminUrl, database }: BootstrapOptions): Promise<void> {
  const url = new URL(adminUrl)
  url.pathname = `/${encodeURIComponent(database)}`
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  const name = pg.escapeIdentifier(database)
  try {
    await admin.query(`GRANT ALL ON DATABASE ${name} TO ${databaseRoles.owner}`)
    await admin.query(`GRANT CONNECT ON DATABASE ${name} TO ${databaseRoles.app}, ${databaseRoles.auth}, ${databaseRoles.jobs}`)
    await admin.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`)
    // A database that an administrator made for somebody else lets only that owner create in "public".
    await admin.query(`GRANT ALL ON SCHEMA public TO ${databaseRoles.owner}`)
  } finally {
    await admin.end()
  }
}
