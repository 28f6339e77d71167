import pg from 'pg'
import type { PoolConfig, QueryConfig, QueryResult } from 'pg'
import { currentScope } from './scope.ts'
import type { Scope } from './scope.ts'
import { ScopedQuery } from './scoped-query.ts'

type ScopedConfig = QueryConfig & { readonly scope?: Scope | undefined }
type Callback = (error: Error | null, result?: QueryResult) => void
type LooseQuery = (config: unknown, values?: unknown, callback?: unknown) => unknown

/** BEGIN and its kin must not be preceded by a statement: a snapshot taken before SET TRANSACTION makes PostgreSQL refuse it. */
const transactionControl = /^\s*(begin|commit|rollback|savepoint|release|set)\b/i

const toConfig = (config: string | ScopedConfig, values: unknown): ScopedConfig => {
  const whole = typeof config === 'string' ? { text: config } : config
  return Array.isArray(values) ? { ...whole, values } : whole
}

const callbackOf = (values: unknown, callback: unknown): Callback | undefined => {
  const found = typeof values === 'function' ? values : callback
  return typeof found === 'function' ? (found as Callback) : undefined
}

/** A connection whose every query is sent together with the scope of whoever asked. */
class ScopedClient extends pg.Client {
  /** Prisma loads the relations of one row side by side, which within a transaction means on one connection: in turn, then. */
  private last: Promise<unknown> = Promise.resolve()

  constructor(config?: pg.ClientConfig) {
    super(config)
    const plain = super.query.bind(this) as LooseQuery
    const send: LooseQuery = (config, values, callback) => {
      if (typeof config !== 'string' && typeof (config as { submit?: unknown }).submit === 'function') return plain(config, values, callback)
      const query = prepareQuery(toConfig(config as string | ScopedConfig, values))
      const done = callbackOf(values, callback)
      if (done !== undefined) return plain(query, done)
      const answer = this.last.then(() => promised(plain, query))
      this.last = answer.catch(() => undefined)
      return answer
    }
    this.query = send as typeof this.query
  }
}

/** The scope is that which the pool noted, or within a transaction that of the running call. */
function prepareQuery(config: ScopedConfig): pg.Query {
  const scope = config.scope ?? currentScope()
  return scope === undefined || transactionControl.test(config.text) ? new pg.Query(config) : new ScopedQuery(config, scope)
}

const promised = (plain: LooseQuery, query: pg.Query): Promise<unknown> =>
  new Promise((resolve, reject) => {
    plain(query, (error: Error | null, result: QueryResult) => (error ? reject(error) : resolve(result)))
  })

/**
 * A pool that notes the scope when it is asked, not when a connection comes free: a waiting query is started by whoever gives
 * a connection back, in that caller's context.
 */
export class ScopedPool extends pg.Pool {
  constructor(config: PoolConfig) {
    super({ ...config, Client: ScopedClient })
    const plain = super.query.bind(this) as LooseQuery
    const send: LooseQuery = (config, values, callback) => {
      const scope = currentScope()
      return plain({ ...toConfig(config as string | ScopedConfig, values), scope }, callbackOf(values, callback))
    }
    this.query = send as typeof this.query
  }
}
