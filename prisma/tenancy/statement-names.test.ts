import { describe, expect, it } from 'vitest'
import { makeStatementNames } from './statement-names.ts'

const read = 'SELECT id FROM consult_case WHERE id = $1'
const nameAfter = (sql: string, times: number): string => {
  const name = makeStatementNames()
  let last = ''
  for (let time = 0; time < times; time++) last = name({ sql })
  return last
}

describe('a statement', () => {
  it('that comes again is named, and keeps its name', () => {
    const name = makeStatementNames()
    const given = Array.from({ length: 7 }, () => name({ sql: read }))
    expect(given.slice(0, 4)).toEqual(['', '', '', ''])
    expect(new Set(given.slice(4)).size).toBe(1)
    expect(given[4]).toMatch(/^lv_[0-9a-f]{24}$/)
  })

  it.each(['INSERT INTO notice VALUES ($1)', 'UPDATE notice SET read_at = $1', 'SELECT id FROM notice WHERE id IN ($1,$2)', 'BEGIN'])('has no name: %s', (sql) => {
    expect(nameAfter(sql, 20)).toBe('')
  })

  it('has no name any more when a connection would keep too many plans', () => {
    const name = makeStatementNames()
    const named = Array.from({ length: 150 }, (_, n) => n).filter((n) => Array.from({ length: 5 }, () => name({ sql: `SELECT ${String(n)}` })).at(-1) !== '')
    expect(named.length).toBe(100)
  })
})
