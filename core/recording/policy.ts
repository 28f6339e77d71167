import type { ConsultCase } from '#core/case/case.ts'
import { mayAnswerForPatient, membershipOf } from '#core/case/policy.ts'
import type { Actor } from '#core/directory/actor.ts'

/** A copy that leaves the platform: of those who may watch, only who answers for the patient, or for the session. */
export const mayDownloadRecording = (actor: Actor, one: ConsultCase): boolean =>
  mayAnswerForPatient(actor, one) || membershipOf(actor, one)?.part === 'chair'

/** For how long it is kept, and whether it is held, is said by the treating doctor: it is part of the patient's record. */
export const mayKeepRecording = (actor: Actor, one: ConsultCase): boolean => mayAnswerForPatient(actor, one)
