import { expect, it } from 'vitest'
import { exampleActors } from '#core/case/testing.ts'
import { mayBreakGlass, reviewDueAt } from './policy.ts'

it.each([
  ['a Monday morning', '2026-11-16T02:00:00Z', '2026-11-19T17:00:00.000Z'],
  ['a Friday evening, over the weekend', '2026-11-20T13:00:00Z', '2026-11-25T17:00:00.000Z'],
  ['a Saturday', '2026-11-21T02:00:00Z', '2026-11-25T17:00:00.000Z'],
  ['Sunday night in Vietnam, still Sunday', '2026-11-22T16:59:00Z', '2026-11-25T17:00:00.000Z'],
  ['just after midnight in Vietnam, a Monday', '2026-11-22T17:00:00Z', '2026-11-26T17:00:00.000Z'],
])('an opening on %s is reviewed by the end of the third working day', (_when, openedAt, due) => {
  expect(reviewDueAt(new Date(openedAt)).toISOString()).toBe(due)
})

it.each([
  ['doctor', true],
  ['coordinator', true],
  ['nurse', false],
  ['auditor', false],
  ['admin', false],
] as const)('a %s may break the glass: %s', (role, may) => {
  expect(mayBreakGlass({ ...exampleActors.stranger, roles: [role] })).toBe(may)
})
