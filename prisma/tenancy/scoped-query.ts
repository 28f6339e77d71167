import pg from 'pg'
import type { Connection, QueryConfig } from 'pg'
import type { Scope } from './scope.ts'

/** The internals of pg.Query that its published types leave out. */
interface QueryInternals {
  readonly name?: string | undefined
  readonly text: string
  prepare(connection: Connection): void
  handleError(error: Error, connection: Connection): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Connection): void
}

const base = pg.Query.prototype as unknown as QueryInternals

const setScope = {
  name: 'set_scope',
  text: `SELECT set_config('app.organization', $1, true), set_config('app.practitioner', $2, true), set_config('app.roles', $3, true),
    set_config('plan_cache_mode', $4, true)`,
}

/**
 * How a statement is planned. A named question that begins with WITH is one of ours over many tables, whose plan is the same whoever asks;
 * PostgreSQL takes that plan for dear and would make another each time, which under row-level security costs half as much as the answer.
 */
const planningOf = (name: string | undefined, text: string): string => (name !== undefined && /^\s*WITH\b/i.test(text) ? 'force_generic_plan' : 'auto')

/** Connections that know the statement already; one that failed to parse it (in an aborted transaction) is asked again. */
const prepared = new WeakSet<Connection>()

/**
 * Statements by name that a connection has carried out. What failed may be parsed there or not, and is closed before it is parsed again;
 * pg would take the answer to our own statement for the answer to this one.
 */
const named = new WeakMap<Connection, Set<string>>()

type WireConnection = Connection & {
  parse(query: { text: string; name: string; types: readonly number[] }): void
  bind(config: { portal: string; statement: string; values: readonly string[]; valueMapper: (value: unknown) => unknown }): void
  execute(config: { portal: string; rows: number }): void
  close(config: { type: 'S'; name: string }): void
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
    const { name, text } = statementOf(this)
    connection.bind({
      portal: '',
      statement: setScope.name,
      values: [organization ?? '', practitioner ?? '', roles.join(','), planningOf(name, text)],
      valueMapper: (value) => value,
    })
    connection.execute({ portal: '', rows: 0 })
    if (name !== undefined && !this.hasBeenParsed(connection)) connection.close({ type: 'S', name })
    base.prepare.call(this, connection)
  }

  /** Asked by pg before it parses. */
  hasBeenParsed(connection: Connection): boolean {
    const { name } = statementOf(this)
    return name !== undefined && named.get(connection)?.has(name) === true
  }

  handleDataRow(message: unknown): void {
    if (!this.scopePending) base.handleDataRow.call(this, message)
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    if (!this.scopePending) {
      base.handleCommandComplete.call(this, message, connection)
      this.remember(connection)
      return
    }
    this.scopePending = false
    prepared.add(connection)
  }

  handleError(error: Error, connection: Connection): void {
    const { name } = statementOf(this)
    if (name !== undefined) named.get(connection)?.delete(name)
    base.handleError.call(this, error, connection)
  }

  private remember(connection: Connection): void {
    const { name } = statementOf(this)
    if (name === undefined) return
    const known = named.get(connection) ?? new Set()
    named.set(connection, known.add(name))
  }
}

/** An empty name is none. */
function statementOf(query: ScopedQuery): { readonly name: string | undefined; readonly text: string } {
  const { name, text } = query as unknown as QueryInternals
  return { name: name === '' ? undefined : name, text }
}
