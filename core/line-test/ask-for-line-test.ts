import type { ConsultCase } from '#core/case/case.ts'
import { teamOf } from '#core/case/case.ts'
import type { Job, Repositories } from '#core/case/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, NewId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'

/** How long before a session both sites are asked to test their lines, in milliseconds. */
export const lineTestBefore = 15 * 60_000

/** A queue may be a little late or early; a session that was moved is asked about at its own time. */
const punctual = 3 * 60_000

/** The work that asks, and when; a session that begins at once is not waited for. */
export function lineTestJob(one: { readonly id: CaseId; readonly session: { readonly startsAt: Date } }, now: Date): { readonly job: Job; readonly at: Date } | null {
  const at = new Date(one.session.startsAt.getTime() - lineTestBefore)
  return at.getTime() <= now.getTime() ? null : { job: { name: 'ask-line-test', case: one.id }, at }
}

interface AskPorts {
  readonly atomically: <T>(caseId: CaseId, work: (repositories: Pick<Repositories, 'cases' | 'notices'>) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
}

/** The job that asks the treating doctor and the advising team, fifteen minutes before they meet, to let their machines test the line. */
export const makeAskForLineTest =
  ({ atomically, clock, newId }: AskPorts) =>
  (job: { readonly case: CaseId }): Promise<'asked' | 'nothing-to-do'> =>
    atomically(job.case, async ({ cases, notices }) => {
      const one = await cases.find(job.case)
      const at = clock()
      if (one === null || (one.status !== 'scheduled' && one.status !== 'lobby')) return 'nothing-to-do'
      if (Math.abs(one.session.startsAt.getTime() - lineTestBefore - at.getTime()) > punctual) return 'nothing-to-do'
      await notices.add(
        whoTests(one).map((recipient) => ({ id: brandId(newId()), recipient, kind: 'session.line-check' as const, case: one.id, at, readAt: null })),
      )
      return 'asked'
    })

/** Whoever will sit in front of a camera: the asking doctor, and those of the team who have not declined. */
const whoTests = (one: ConsultCase): readonly PractitionerId[] => [
  ...new Set([one.requester, ...teamOf(one).filter(({ invitation }) => invitation.reply !== 'declined').map(({ practitioner }) => practitioner)]),
]
