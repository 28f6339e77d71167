import type { ConsultCase, StaffedCase } from '#core/case/case.ts'
import { hasTeam } from '#core/case/case.ts'
import { outcomeDueAfter } from '#core/case/my-work.ts'
import type { PractitionerId } from '#core/shared/ids.ts'
import type { Minutes } from './minutes.ts'
import { overdueAfter, turnSince } from './remind-signers.ts'
import { nextSigners } from './signing-order.ts'

/** What minutes wait for: to be written, to be made into a PDF, to be signed. */
export type WaitingStep = 'write' | 'render' | 'sign'

/** Minutes that are not signed yet, whom they wait for, and since when. */
export interface UnsignedMinutes {
  readonly case: ConsultCase
  readonly step: WaitingStep
  readonly isAddendum: boolean
  readonly version: number
  readonly waitingFor: readonly PractitionerId[]
  readonly since: Date
  readonly overdue: boolean
}

/** A filed consult whose outcome is not reported yet (7 days). */
export interface OpenOutcome {
  readonly case: ConsultCase
  readonly waitingFor: PractitionerId
  readonly dueAt: Date
  readonly overdue: boolean
}

/** Minutes are written within a day of the session's end (product.md §3). */
export const writeWithin = 24 * 3_600_000

/** Where the newest minutes of a case wait, or null when nothing of them does. */
export function unsignedMinutes(one: ConsultCase, latest: Minutes | null, now: Date): UnsignedMinutes | null {
  if (!('endedAt' in one) || !hasTeam(one)) return null
  const isAddendum = latest !== null && latest.amends !== null
  const entry = (step: WaitingStep, waitingFor: readonly PractitionerId[], [since, within]: readonly [Date, number]): UnsignedMinutes => ({
    case: one, step, isAddendum, version: latest?.version ?? 1, waitingFor, since, overdue: now.getTime() - since.getTime() >= within,
  })
  if (latest === null) return entry('write', [leader(one, 'secretary')], [one.endedAt, writeWithin])
  switch (latest.status) {
    case 'draft':
      return entry('write', [leader(one, 'secretary'), leader(one, 'chair')], [one.endedAt, writeWithin])
    case 'frozen':
      return entry('render', [], [latest.frozenAt, writeWithin])
    case 'signing':
      return entry('sign', nextSigners(latest).map(({ practitioner }) => practitioner), [turnSince(latest), overdueAfter])
    case 'signed':
    case 'returned':
      return null
  }
}

const leader = (one: StaffedCase, part: 'chair' | 'secretary'): PractitionerId =>
  one.team.find((member) => member.part === part)?.practitioner ?? one.coordinator

/** What a filed case still owes its outcome. */
export function openOutcome(one: ConsultCase, now: Date): OpenOutcome | null {
  if (one.status !== 'filed' && one.status !== 'awaiting-outcome') return null
  const dueAt = new Date(one.filing.filedAt.getTime() + outcomeDueAfter)
  return { case: one, waitingFor: one.requester, dueAt, overdue: dueAt <= now }
}
