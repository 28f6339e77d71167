import { expect, it } from 'vitest'
import { countAll, makeAuditTally, type Query } from './tally.ts'

const [one, other, doctor, hospital] = ['1', '2', '3', '4'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-${digit.repeat(12)}`) as [string, string, string, string]
const body = (type: string, of: string, by = doctor): string => JSON.stringify({ organization: hospital, actor: { practitioner: by }, payload: { type, case: of } })

it('counts what matches, and nothing else', () => {
  expect([...countAll(['ab a', 'a'], /a/g)]).toEqual([['a', 3]])
})

it('reads each link of the audit trail once, and counts by kind and everybody who is named', async () => {
  const trail = [body('case.created', one), body('case.moved', one), body('case.moved', other)]
  const asked: unknown[] = []
  const query = (async (sql: string, values: readonly number[] = []) => {
    if (sql.includes('audit_tip')) return [{ organization: 'o', sequence: trail.length }]
    asked.push(values.slice(1))
    return trail.slice(values[1], values[2]).map((text) => ({ body: text }))
  }) as unknown as Query
  const audit = makeAuditTally(query)
  await audit.readOn()
  expect([audit.count('case.created', one), audit.count('case.moved', one), audit.count('case.created', other)]).toEqual([1, 1, 0])
  trail.push(body('case.moved', one, other))
  await audit.readOn()
  expect([audit.count('case.moved', one), audit.count('case.moved', one, doctor), audit.count('case.moved', one, undefined)]).toEqual([2, 1, 0])
  expect(asked).toEqual([[0, 3], [3, 4]])
})
