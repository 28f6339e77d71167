import type { ShelfPage, ShelfQuery } from '#core/interop/ports.ts'

/** One page of a table: how many there are in all, and the rows of this page. */
export interface Source<Row> {
  count(): Promise<number>
  rows(page: { readonly take: number; readonly skip: number }): Promise<readonly Row[]>
}

/** Reads a page; the rows are not asked for when there are none, nor when only their number was. */
export async function pageOf<Row, Item>(source: Source<Row>, { limit, offset }: ShelfQuery, itemOf: (row: Row) => Item): Promise<ShelfPage<Item>> {
  const total = await source.count()
  const rows = total <= offset || limit === 0 ? [] : await source.rows({ take: limit, skip: offset })
  return { total, items: rows.map(itemOf) }
}

/** Only what is given narrows. */
export const within = <Value>(values: readonly Value[] | undefined) => (values === undefined ? {} : { in: [...values] })

/** A half-open span of time, as far as it is given. */
export const span = ({ from, until }: { readonly from?: Date | undefined; readonly until?: Date | undefined }) => ({ ...(from && { gte: from }), ...(until && { lt: until }) })
