import pg from 'pg'

const unknownDatabase = '3D000'

/** Writes one line of the engine's log, from which Prisma's CLI reads why a command failed. */
const log = (level, fields, target) =>
  process.stderr.write(`${JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target })}\n`)

/** Reports a failure in the two lines that Prisma's CLI looks for: the greeting, then the error. */
export function logFailure(fields) {
  log('INFO', { message: 'Starting schema engine CLI' }, 'schema_engine')
  log('ERROR', { is_panic: false, ...fields }, 'schema_engine::logger')
}

const databaseOf = (url) => decodeURIComponent(new URL(url).pathname.slice(1))

/** The server's own maintenance database, from which others are created and dropped. */
function maintenanceUrl(url) {
  const address = new URL(url)
  address.pathname = '/postgres'
  address.search = ''
  return address.href
}

async function canConnect(url) {
  const address = new URL(url)
  address.search = ''
  const client = new pg.Client({ connectionString: address.href, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    await client.end()
    process.stdout.write('Connection successful\n')
    return 0
  } catch (cause) {
    const database = databaseOf(url)
    if (cause.code === unknownDatabase)
      logFailure({ error_code: 'P1003', message: `Database ${database} does not exist`, meta: { database_name: database } })
    else
      logFailure({
        error_code: 'P1001',
        message: cause.message,
        meta: { database_host: address.hostname, database_port: address.port },
      })
    return 1
  }
}

async function onMaintenanceDatabase(url, statement, report) {
  const client = new pg.Client({ connectionString: maintenanceUrl(url) })
  await client.connect()
  try {
    await client.query(statement)
    process.stdout.write(`${report}\n`)
    return 0
  } finally {
    await client.end()
  }
}

const commands = {
  'can-connect-to-database': canConnect,
  'create-database': (url) => {
    const name = databaseOf(url)
    return onMaintenanceDatabase(
      url,
      `CREATE DATABASE ${pg.escapeIdentifier(name)}`,
      `Database '${name}' was successfully created.`,
    )
  },
  'drop-database': (url) =>
    onMaintenanceDatabase(
      url,
      `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(databaseOf(url))} WITH (FORCE)`,
      'The database was successfully dropped.',
    ),
}

/** Runs one of the engine's `cli` commands and returns its exit code. */
export async function runAdminCommand(name, url) {
  const command = commands[name]
  if (!command) {
    logFailure({ message: `unknown command: ${name}` })
    return 1
  }
  try {
    return await command(url)
  } catch (cause) {
    logFailure({ message: cause.message, error_code: cause.code })
    return 1
  }
}
