/** A row that says what the domain knows cannot be: the database was changed by something other than this program. */
export class BrokenRow extends Error {
  override readonly name = 'BrokenRow'
  constructor(table: string, id: string, what: string) {
    super(`${table} ${id}: ${what}`)
  }
}

/** Names a row in the complaint about it; ids only, never contents. */
export interface RowName {
  readonly table: string
  readonly id: string
}

/** A column that must be set in this state. */
export function present<T>(row: RowName, column: string, value: T): NonNullable<T> {
  if (value === null || value === undefined) throw new BrokenRow(row.table, row.id, `${column} is missing`)
  return value
}

/** A column that holds one of a vocabulary. */
export function oneOf<const Word extends string>(row: RowName, words: readonly Word[], value: string | null | undefined): Word {
  const found = words.find((word) => word === value)
  if (found === undefined) throw new BrokenRow(row.table, row.id, `"${value ?? 'null'}" is not one of ${words.join(', ')}`)
  return found
}
