import pg from 'pg'
import type { Connection, QueryConfig } from 'pg'
import type { Scope } from './scope.ts'

/** The internals of pg.Query that its published types leave out. */
interface QueryInternals {
  prepare(connection: Connection): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Connection): void
}

const base = pg.Query.prototype as unknown as QueryInternals

const setScope = {
  name: 'set_scope',
  text: `SELECT set_config('app.organization', $1, true), set_config('app.practitioner', $2, true), set_config('app.roles', $3, true)`,
}

/** Connections that know the statement already; one that failed to parse it (in an aborted transaction) is asked again. */
const prepared = new WeakSet<Connection>()

type WireConnection = Connection & {
  parse(query: { text: string; name: string; types: readonly number[] }): void
  bind(config: { portal: string; statement: string; values: readonly string[]; valueMapper: (value: unknown) => unknown }): void
  execute(config: { portal: string; rows: number }): void
}

/**
 * A query that carries its scope: both statements leave in one packet before one Sync, so they share a transaction and a round
 * trip. The settings are local to that transaction, so nothing of one actor stays on the pooled connection for the next.
 */
export class ScopedQuery extends pg.Query {
  /** Read by pg: only the extended protocol can put two statements before one Sync. */
  readonly queryMode = 'extended'
  private readonly scope: Scope
  private scopePending = true

  constructor(config: QueryConfig, scope: Scope) {
    super(config)
    this.scope = scope
  }

  prepare(connection: WireConnection): void {
    if (!prepared.has(connection)) connection.parse({ ...setScope, types: [] })
    const { organization, practitioner, roles } = this.scope
    connection.bind({
      portal: '',
      statement: setScope.name,
      values: [organization ?? '', practitioner ?? '', roles.join(',')],
      valueMapper: (value) => value,
    })
    connection.execute({ portal: '', rows: 0 })
    base.prepare.call(this, connection)
  }

  handleDataRow(message: unknown): void {
    if (!this.scopePending) base.handleDataRow.call(this, message)
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    if (!this.scopePending) {
      base.handleCommandComplete.call(this, message, connection)
      return
    }
    this.scopePending = false
    prepared.add(connection)
  }
}
