import pg from 'pg'

/** Connects as whoever the URL names for as long as the work lasts, past the product's own store: for tampering and for looking. */
export async function withSql<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The rows that one statement answers with. */
export const rowsBySql = <Row extends pg.QueryResultRow>(url: string, sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withSql(url, async (client) => (await client.query<Row>(sql, [...values])).rows)
