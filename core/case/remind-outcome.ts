import type { CaseId, NewId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { ConsultCase } from './case.ts'
import { teamOf } from './case.ts'
import { outcomeDueAfter } from './my-work.ts'
import type { Repositories } from './ports.ts'

const day = 24 * 3_600_000

/** Two days before the outcome is due, when it is due, and then every week for a month. */
const reminders = [outcomeDueAfter - 2 * day, outcomeDueAfter, ...[1, 2, 3, 4].map((weeks) => outcomeDueAfter + weeks * 7 * day)]

/** When the next reminder goes out, or null after the last. */
export function nextReminder(filedAt: Date, now: Date): Date | null {
  const next = reminders.map((after) => filedAt.getTime() + after).find((at) => at > now.getTime())
  return next === undefined ? null : new Date(next)
}

interface ReminderPorts {
  readonly atomically: <T>(caseId: CaseId, work: (repositories: Repositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
}

/** The job that asks for the outcome: the treating doctor first, and once it is overdue the chair and the coordinator as well. */
export const makeRemindOutcome =
  ({ atomically, clock, newId }: ReminderPorts) =>
  (job: { readonly case: CaseId }): Promise<'reminded' | 'nothing-to-do'> =>
    atomically(job.case, async ({ cases, notices, jobs }) => {
      const one = await cases.find(job.case)
      if (one?.status !== 'filed' && one?.status !== 'awaiting-outcome') return 'nothing-to-do'
      const at = clock()
      const overdue = at.getTime() > one.filing.filedAt.getTime() + outcomeDueAfter
      await notices.add([
        { id: brandId(newId()), recipient: one.requester, kind: overdue ? 'outcome.overdue' : 'outcome.due', case: one.id, at, readAt: null },
        ...(overdue ? followers(one) : []).map((recipient) => ({
          id: brandId<Parameters<typeof notices.add>[0][number]['id']>(newId()), recipient, kind: 'outcome.overdue' as const, case: one.id, at, readAt: null,
        })),
      ])
      const next = nextReminder(one.filing.filedAt, at)
      if (next !== null) await jobs.enqueue({ name: 'remind-outcome', case: one.id }, next)
      return 'reminded'
    })

const followers = (one: Extract<ConsultCase, { readonly coordinator: PractitionerId }>): readonly PractitionerId[] => [
  one.coordinator,
  ...teamOf(one).filter(({ part }) => part === 'chair').map(({ practitioner }) => practitioner),
]
