import type { ShelfPage, ShelfQuery } from '#core/interop/ports.ts'

/** One page of a table: how many there are in all, and the rows of this page. */
export interface Source<Row> {
  count(): Promise<number>
  rows(page: { readonly take: number; readonly skip: number }): Promise<readonly Row[]>
}

/** Reads a page; how many there are is only asked where the page does not tell: where it is full, or lies behind the end. */
export async function pageOf<Row, Item>(source: Source<Row>, { limit, offset }: ShelfQuery, itemOf: (row: Row) => Item): Promise<ShelfPage<Item>> {
  const rows = limit === 0 ? [] : await source.rows({ take: limit, skip: offset })
  const isLast = rows.length < limit && (rows.length > 0 || offset === 0)
  return { total: isLast ? offset + rows.length : await source.count(), items: rows.map(itemOf) }
}

/** Only what is given narrows. */
export const within = <Value>(values: readonly Value[] | undefined) => (values === undefined ? {} : { in: [...values] })

/** A half-open span of time, as far as it is given. */
export const span = ({ from, until }: { readonly from?: Date | undefined; readonly until?: Date | undefined }) => ({ ...(from && { gte: from }), ...(until && { lt: until }) })
