'use server'

import { z } from 'zod'
import { caseId } from '#contract/ids.ts'
import { consentGivers, type ConsentId } from '#core/record/consent.ts'
import { recordingRetentions } from '#core/recording/recording.ts'
import type { RecordingId } from '#core/room/recording-standing.ts'
import { brandId } from '#core/shared/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const words = z.string().trim().min(1).max(1_000)
const recordingId = z.uuid().transform((raw) => brandId<RecordingId>(raw))

/** Notes that the patient, or whoever may speak for the patient, allows recording. */
export const notePatientConsent = action({
  input: z.object({ case: caseId, givenBy: z.enum(consentGivers), evidence: words }),
  run: ({ actor }, { case: of, givenBy, evidence }) =>
    portal().giveConsent(actor, { case: of, kind: 'recording', subject: { who: 'patient', givenBy }, evidence }),
  present: ({ recordedAt }) => ({ recordedAt: recordedAt.toISOString() }),
})

/** Notes that the patient's side withdraws it; a running recording stops at once. */
export const withdrawPatientConsent = action({
  input: z.object({ case: caseId, consent: z.uuid().transform((raw) => brandId<ConsentId>(raw)), reason: words }),
  run: ({ actor }, input) => portal().revokeConsent(actor, input),
  present: () => ({}),
})

/** Chooses why, and so for how long, a recording is kept. */
export const keepRecordingFor = action({
  input: z.object({ recording: recordingId, retention: z.enum(recordingRetentions) }),
  run: ({ actor }, input) => portal().keepRecording(actor, input),
  present: ({ keepUntil }) => ({ keepUntil: keepUntil.toISOString() }),
})

/** Puts a recording under a legal hold, or lifts it. */
export const holdRecording = action({
  input: z.object({ recording: recordingId, reason: words.nullable() }),
  run: ({ actor }, input) => portal().holdRecording(actor, input),
  present: ({ hold }) => ({ held: hold !== null }),
})
