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
  constructor(config?: pg.ClientConfig) {
    super(config)
    const plain = super.query.bind(this) as LooseQuery
    const send: LooseQuery = (config, values, callback) => {
      if (typeof config !== 'string' && typeof (config as { submit?: unknown }).submit === 'function') return plain(config, values, callback)
      const whole = toConfig(config as string | ScopedConfig, values)
      const scope = whole.scope ?? currentScope()
      if (scope === undefined || transactionControl.test(whole.text)) return plain(config, values, callback)
      const query = new ScopedQuery(whole, scope)
      const done = callbackOf(values, callback)
      if (done !== undefined) return plain(query, done)
      return new Promise((resolve, reject) => {
        plain(query, (error: Error | null, result: QueryResult) => (error ? reject(error) : resolve(result)))
      })
    }
    this.query = send as typeof this.query
  }
}

/**
 * A pool that notes the scope when it is asked, not when a connection comes free: a waiting query is started by whoever gives
 * a connection back, in that caller's context.
 */
export class ScopedPool extends pg.Pool {
  constructor(config: PoolConfig) {
    super({ ...config, Client: ScopedClient } as PoolConfig)
    const plain = super.query.bind(this) as LooseQuery
    const send: LooseQuery = (config, values, callback) => {
      const scope = currentScope()
      return plain({ ...toConfig(config as string | ScopedConfig, values), scope }, callbackOf(values, callback))
    }
    this.query = send as typeof this.query
  }
}
