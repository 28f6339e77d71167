import type { WorkKind } from '#core/case/my-work.ts'
import { caseLinks } from './case-links.ts'

const links: Readonly<Record<WorkKind, (caseId: string) => string>> = {
  'answer-invitation': (id) => `${caseLinks.page(id)}#invitation`,
  'enter-session': caseLinks.room,
  'answer-handover': caseLinks.coordination,
  'replace-decliner': caseLinks.coordination,
  'take-in-hand': caseLinks.coordination,
  'assign-team': caseLinks.coordination,
  'schedule-session': caseLinks.coordination,
  'answer-ask': caseLinks.draft,
  'sign-minutes': caseLinks.sign,
  'write-minutes': caseLinks.minutes,
  'conclude-minutes': caseLinks.minutes,
  'report-outcome': caseLinks.outcome,
  'finish-draft': caseLinks.draft,
  'session-ahead': (id) => `${caseLinks.page(id)}#session`,
}

/** Where a matter is dealt with, from the list of work and from the case's own head alike. */
export const workLink = (kind: WorkKind, caseId: string): string => links[kind](caseId)
