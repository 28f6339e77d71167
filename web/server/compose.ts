import { randomUUID } from 'node:crypto'
import { makeAnswerInvitation } from '#core/case/answer-invitation.ts'
import { makeAssignTeam } from '#core/case/assign-team.ts'
import { makeBrowseCases } from '#core/case/browse-cases.ts'
import { makeFindConflicts } from '#core/case/find-conflicts.ts'
import type { CasePorts } from '#core/case/ports.ts'
import { makeMarkNoticesRead, makeReadNotices } from '#core/case/read-notices.ts'
import { makeScheduleSession } from '#core/case/schedule-session.ts'
import { makeAskForMore, makeRejectCase, makeTakeInHand } from '#core/case/triage-case.ts'
import { makeViewCoordination } from '#core/case/view-coordination.ts'
import { makeViewMyWork, type ReadPorts } from '#core/case/view-my-work.ts'
import { makeViewSchedule } from '#core/case/view-schedule.ts'
import { portalStore } from './store.ts'

/** Every use case that the portal calls, on the real record, clock and ids. */
function compose() {
  const { atomically, read } = portalStore()
  const clock = () => new Date()
  const newId = () => randomUUID()
  const writes: CasePorts = { atomically, clock, newId }
  const reads: ReadPorts = { read, clock }
  return {
    clock,
    viewMyWork: makeViewMyWork(reads),
    browseCases: makeBrowseCases(reads),
    viewSchedule: makeViewSchedule(reads),
    viewCoordination: makeViewCoordination(reads),
    findConflicts: makeFindConflicts(reads),
    takeInHand: makeTakeInHand(writes),
    askForMore: makeAskForMore(writes),
    rejectCase: makeRejectCase(writes),
    assignTeam: makeAssignTeam(writes),
    scheduleSession: makeScheduleSession(writes),
    answerInvitation: makeAnswerInvitation(writes),
    readNotices: makeReadNotices(reads),
    markNoticesRead: makeMarkNoticesRead(writes),
  }
}

let composed: ReturnType<typeof compose> | undefined

/** The portal's use cases, composed at the first use, so that a build needs no database. */
export const portal = (): ReturnType<typeof compose> => (composed ??= compose())
