import type { CaseId, OrganizationId } from '#core/shared/ids.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { RetentionCandidate, RetentionRepositories } from './ports.ts'
import { isDue, shortestPeriod, yearsBefore } from './retention.ts'

interface ExpiryPorts {
  /** Cases of every hospital whose last entry is older than this, and which are not on the list. */
  readonly candidates: (olderThan: Date, limit: number) => Promise<readonly RetentionCandidate[]>
  readonly forParty: <T>(caseId: CaseId, organization: OrganizationId, work: (repositories: RetentionRepositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
}

/** More than this in one night is a list to work off, not to make in one go. */
const atMost = 1_000

/**
 * The nightly round: records past their time are put on the hospital's list, where an administrator decides. It deletes nothing, and
 * what is on hold is not even listed.
 */
export const makeListExpired = (ports: ExpiryPorts) => async (): Promise<number> => {
  const now = ports.clock()
  let listed = 0
  for (const { case: caseId, organization } of await ports.candidates(yearsBefore(now, shortestPeriod), atMost)) {
    listed += await ports.forParty(caseId, organization, async ({ retention, audit }) => {
      const line = await retention.findForChange(caseId)
      if (line === null || !isDue(line, now)) return 0
      await retention.putOnList(caseId, { kind: line.kind, at: now })
      await audit.append({ organization, actor: null, at: now, payload: { type: 'retention.listed', case: caseId, kind: line.kind } })
      return 1
    })
  }
  return listed
}
