import type { ConsultCase } from '#core/case/case.ts'
import { mayAnswerForPatient, mayViewCase, mayViewSnapshotByRight, membershipOf } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'

/** Whoever has a right to what was sent may look at what was recorded: the asking clinicians, and the team until 7 days after the close. */
export const mayWatchRecording = (actor: Actor, one: ConsultCase, now: Date): boolean =>
  mayViewCase(actor, one) && mayViewSnapshotByRight(actor, one, now)

/** A copy that leaves the platform: only those who answer for the patient, or for the session. */
export const mayDownloadRecording = (actor: Actor, one: ConsultCase, now: Date): boolean =>
  mayWatchRecording(actor, one, now) && (mayAnswerForPatient(actor, one) || membershipOf(actor, one)?.part === 'chair')

/** For how long it is kept, and whether it is held, is said by the treating doctor: it is part of the patient's record. */
export const mayKeepRecording = (actor: Actor, one: ConsultCase): boolean => mayAnswerForPatient(actor, one)
