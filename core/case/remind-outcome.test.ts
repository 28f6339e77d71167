import { describe, expect, it } from 'vitest'
import type { ConsultCase } from './case.ts'
import type { Notice } from './notice.ts'
import type { Repositories } from './ports.ts'
import { makeRemindOutcome, nextReminder } from './remind-outcome.ts'
import { exampleCases } from './testing.ts'
import { decide } from './transitions.ts'

const day = 24 * 3_600_000
const filed = exampleCases['awaiting-outcome']
if (filed.status !== 'awaiting-outcome') throw new Error('the example is of another state')
const { filedAt } = filed.filing
const after = (days: number): Date => new Date(filedAt.getTime() + days * day)

async function remind(one: ConsultCase, now: Date) {
  const told: Notice[] = []
  const later: (Date | undefined)[] = []
  const repositories = {
    cases: { find: async () => one },
    notices: { add: async (added: readonly Notice[]) => void told.push(...added) },
    jobs: { enqueue: async (_job: unknown, at?: Date) => void later.push(at) },
  } as unknown as Repositories
  const answer = await makeRemindOutcome({ atomically: (_case, work) => work(repositories), clock: () => now, newId: () => 'n' })({ case: one.id })
  return { answer, told: told.map(({ recipient, kind }) => [recipient, kind]), later }
}

describe('the reminder of the outcome', () => {
  it('comes two days before it is due, when it is due, then weekly for a month, then no more', () => {
    const days: number[] = []
    for (let next = nextReminder(filedAt, after(0)); next !== null; next = nextReminder(filedAt, next)) {
      days.push((next.getTime() - filedAt.getTime()) / day)
    }
    expect(days).toEqual([5, 7, 14, 21, 28, 35])
  })

  it('asks the treating doctor in time, and when overdue the chair and the coordinator hear of it too', async () => {
    expect(await remind(filed, after(5))).toEqual({ answer: 'reminded', told: [[filed.requester, 'outcome.due']], later: [after(7)] })
    const overdue = await remind(filed, after(8))
    expect(overdue.told).toHaveLength(3)
    expect(new Set(overdue.told.map(([, kind]) => kind))).toEqual(new Set(['outcome.overdue']))
    expect(overdue.told.map(([recipient]) => recipient)).toEqual(expect.arrayContaining([filed.requester, filed.coordinator]))
  })

  it('is silent once the outcome is there', async () => {
    expect(await remind(exampleCases.closed, after(8))).toEqual({ answer: 'nothing-to-do', told: [], later: [] })
  })
})

describe('the treating doctor’s answer to the advice', () => {
  const at = after(1)
  it('is kept with a filed case, and needs a reason when it is no', () => {
    expect(decide(filed, { agreed: true, reason: '', recordedAt: at })).toMatchObject({ ok: true, value: { status: 'awaiting-outcome', decision: { agreed: true } } })
    expect(decide(filed, { agreed: false, reason: ' ', recordedAt: at })).toEqual({ ok: false, error: 'outcome.no-reason' })
  })

  it('is not asked before filing', () => {
    expect(decide(exampleCases.signed, { agreed: true, reason: '', recordedAt: at })).toEqual({ ok: false, error: 'case.wrong-state' })
  })
})
