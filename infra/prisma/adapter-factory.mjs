import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import pg from 'pg'

// PostgreSQL's catalogues use its internal "char" type, which the driver adapter refuses to read.
const internalChar = 18
const text = 25

/**
 * Lets the adapter read the internal "char" as text, and then says that it was a character, which the engine insists on:
 * since PostgreSQL 18 it meets one in every table with a NOT NULL column.
 */
function readInternalChars(adapter) {
  const { queryRaw } = adapter
  adapter.queryRaw = async (query) => {
    const characters = new Set()
    const reading = Object.create(adapter, {
      performIO: {
        value: async (request) => {
          const result = await adapter.performIO(request)
          result.fields.forEach((field, position) => {
            if (field.dataTypeID !== internalChar) return
            characters.add(position)
            field.dataTypeID = text
          })
          return result
        },
      },
    })
    const result = await queryRaw.call(reading, query)
    const columnTypes = result.columnTypes.map((type, position) =>
      characters.has(position) ? ColumnTypeEnum.Character : type,
    )
    return { ...result, columnTypes }
  }
}

function connectionOf(url) {
  const address = new URL(url)
  return {
    host: address.searchParams.get('host') ?? address.hostname,
    port: Number(address.port || 5432),
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password) || undefined,
    database: decodeURIComponent(address.pathname.slice(1)),
  }
}

async function openAdapter(connection, schema) {
  const pool = new pg.Pool({ ...connection, max: 1 })
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect()
  readInternalChars(adapter)
  // The driver adapter splits a script at every ';' and so breaks $$ bodies; the simple protocol takes the script whole.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script)
    } catch (cause) {
      adapter.onError(cause)
    }
  }
  return adapter
}

/** Opens a fresh database under a name of its own, which disappears when the adapter is disposed of. */
async function openShadow(connection, schema) {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`
  const admin = new pg.Client(connection)
  await admin.connect()
  await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
  const adapter = await openAdapter({ ...connection, database: name }, schema)
  const dispose = adapter.dispose.bind(adapter)
  adapter.dispose = async () => {
    await dispose()
    await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`)
    await admin.end()
  }
  return adapter
}

/** A driver-adapter factory for the WASM engine; without an address (`prisma validate`) it never connects. */
export function createAdapterFactory(url) {
  const connection = url ? connectionOf(url) : { host: '127.0.0.1', port: 1 }
  const schema = url ? (new URL(url).searchParams.get('schema') ?? undefined) : undefined
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => openAdapter(connection, schema),
    connectToShadowDb: () => openShadow(connection, schema),
  }
}
