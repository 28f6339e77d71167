import pg from 'pg'
import { outageOf } from '#prisma/outage.ts'

/** What the queue takes for a server that cannot be reached now, and waits for. */
const tryAgain = 'EHOSTUNREACH'
const closed = /^Cannot use a pool after calling end/

/**
 * Says of an outage what the queue understands. By itself it waits for a few of them only, and of the others it makes a rejection that
 * nobody hears where a job that was done is taken out of the table: one that ends the process, and with it the work of every other job.
 */
function retell(cause: unknown): never {
  if (!(cause instanceof Error) || (outageOf(cause) === null && !closed.test(cause.message))) throw cause
  throw Object.assign(new Error(cause.message, { cause }), { code: tryAgain })
}

/** Only what was asked by promise: callbacks belong to the driver itself. */
const heard = (asked: unknown): unknown => (asked instanceof Promise ? asked.catch(retell) : asked)

type Ask = (...given: readonly unknown[]) => unknown
type Connected = (cause: unknown, client: unknown, release: (cause?: unknown) => void) => void

/**
 * A connection is given back once. The queue gives the one that it listens on back twice where it is asked to stop before its LISTEN is
 * answered and the connection then breaks; nobody hears the second time's throw either.
 */
const givenBackOnce = (connected: Connected): Connected => (cause, client, release) => {
  let held = true
  connected(cause, client, (why) => {
    if (held) release(why)
    held = false
  })
}

/** Connections of a queue, which outlives that its database goes away, takes no writes or has no room. */
export function openPatientPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl })
  // Whoever asks next is told; here nobody would hear it.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    const query = client.query.bind(client) as Ask
    Object.assign(client, { query: (...given: readonly unknown[]) => heard(query(...given)) })
  })
  const connect = pool.connect.bind(pool) as Ask
  return Object.assign(pool, { connect: (connected?: Connected) => heard(connected ? connect(givenBackOnce(connected)) : connect()) as Promise<pg.PoolClient> })
}
