import { setTimeout as pause } from 'node:timers/promises'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import pg from 'pg'

/** Where a case's room and minutes live: in this process, or in the one at the address. */
export type Home = 'here' | { readonly address: string }

interface CaseHomesOptions {
  readonly url: string
  /** How the other processes reach this one, e.g. `http://10.0.0.3:3002`; at most 50 characters. */
  readonly address: string
  /** Another process has taken the case while the database could not be reached from here. */
  readonly onTaken: (one: CaseId) => void
  readonly onFailure: (cause: unknown) => void
}

interface Connection {
  /** Resolves when it has ended, whoever ended it. */
  readonly broken: Promise<void>
}

/** PostgreSQL cuts an application name at 63 bytes, and a cut address leads nowhere. */
const longestAddress = 50
const prefix = 'signaling@'
/** A case nobody is in is kept this long, in milliseconds, so that a reload finds its room where it was. */
const keptFor = 60_000
const again = { first: 100, most: 2_000 }
/** PostgreSQL's own code for it. */
const connectionDoesNotExist = '08003'

/** PostgreSQL shows a 64-bit key in two halves. */
const holder = `
  SELECT activity.application_name AS name
    FROM pg_locks AS lock JOIN pg_stat_activity AS activity USING (pid)
   WHERE lock.locktype = 'advisory' AND lock.granted AND lock.objsubid = 1
     AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND lock.classid::bigint = (($1::bigint >> 32) & 4294967295) AND lock.objid::bigint = ($1::bigint & 4294967295)`

/** The first 64 bits of the case's random id. */
const keyOf = (one: CaseId): string => BigInt.asIntN(64, BigInt(`0x${one.replaceAll('-', '').slice(0, 16)}`)).toString()

/**
 * Keeps each case in one process at a time: its home is whoever holds the case's advisory lock. The lock goes with the connection,
 * so a killed process is followed by another at once, and nothing has to be renewed or cleared up.
 */
export class CaseHomes {
  readonly #options: CaseHomesOptions
  readonly #closing = new AbortController()
  readonly #held = new Map<CaseId, number>()
  readonly #settling = new Map<CaseId, Promise<Home>>()
  #client: pg.Client | null = null
  #running: Promise<void> = Promise.resolve()

  private constructor(options: CaseHomesOptions) {
    this.#options = options
  }

  /** Connects; rejects where the database cannot be reached. Later losses are mended by itself. */
  static async open(options: CaseHomesOptions): Promise<CaseHomes> {
    if (options.address.length > longestAddress) throw new Error('signaling: the address for other nodes is longer than 50 characters')
    const homes = new CaseHomes(options)
    homes.#running = homes.#stayConnected(await homes.#dial())
    return homes
  }

  /** Takes the case for this process unless another has it. */
  settle(one: CaseId): Promise<Home> {
    if (this.#held.has(one)) {
      this.#held.set(one, Date.now())
      return Promise.resolve('here')
    }
    const settling = this.#settling.get(one) ?? this.#take(one).finally(() => this.#settling.delete(one))
    this.#settling.set(one, settling)
    return settling
  }

  /** Where the case is now; null where nobody has it. */
  async find(one: CaseId): Promise<Home | null> {
    return this.#held.has(one) ? 'here' : this.#holderOf(one)
  }

  /** Gives back the cases in which nobody has been for a while. */
  async sweep(inUse: ReadonlySet<CaseId>): Promise<void> {
    for (const [one, since] of this.#held) {
      if (inUse.has(one) || Date.now() - since < keptFor) continue
      this.#held.delete(one)
      await this.#connected().query('SELECT pg_advisory_unlock($1)', [keyOf(one)])
    }
  }

  /** Gives every case back. Idempotent. */
  async close(): Promise<void> {
    this.#closing.abort()
    await this.#client?.end().catch(() => undefined)
    await this.#running
  }

  async #take(one: CaseId): Promise<Home> {
    for (;;) {
      if (await this.#lock(one)) {
        this.#held.set(one, Date.now())
        return 'here'
      }
      const home = await this.#holderOf(one)
      // Given back between the two questions: asked again.
      if (home !== null) return home
    }
  }

  async #lock(one: CaseId): Promise<boolean> {
    const { rows } = await this.#connected().query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [keyOf(one)])
    return rows[0]?.taken === true
  }

  async #holderOf(one: CaseId): Promise<Home | null> {
    const { rows } = await this.#connected().query<{ name: string }>(holder, [keyOf(one)])
    const name = rows[0]?.name
    return name === undefined ? null : { address: name.slice(prefix.length) }
  }

  #connected(): pg.Client {
    if (this.#client === null) throw Object.assign(new Error('signaling: no connection to the database'), { code: connectionDoesNotExist })
    return this.#client
  }

  async #dial(): Promise<Connection> {
    const { url, address, onFailure } = this.#options
    const client = new pg.Client({ connectionString: url, application_name: `${prefix}${address}`, keepAlive: true })
    const broken = new Promise<void>((resolve) => {
      client.on('end', resolve)
      client.on('error', (cause) => {
        onFailure(cause)
        resolve()
      })
    })
    await client.connect()
    this.#client = client
    return { broken }
  }

  async #stayConnected(first: Connection): Promise<void> {
    let connection: Connection | null = first
    for (let wait = again.first; ; wait = Math.min(wait * 2, again.most)) {
      if (connection !== null) {
        await connection.broken
        this.#client = null
        wait = again.first
      }
      if (this.#closing.signal.aborted) return
      await pause(wait, undefined, { signal: this.#closing.signal }).catch(() => undefined)
      connection = await this.#comeBack().catch((cause: unknown) => {
        this.#options.onFailure(cause)
        return null
      })
    }
  }

  /** The rooms have gone on without the database; those that nobody took meanwhile go on further. */
  async #comeBack(): Promise<Connection | null> {
    if (this.#closing.signal.aborted) return null
    const connection = await this.#dial()
    for (const one of [...this.#held.keys()]) {
      if (await this.#lock(one)) continue
      this.#held.delete(one)
      this.#options.onTaken(brandId<CaseId>(one))
    }
    return connection
  }
}
