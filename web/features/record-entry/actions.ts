'use server'

import { z } from 'zod'
import { patientId } from '#contract/ids.ts'
import { parseResults } from '#core/record/parse-results.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Writes pasted results into the record; the text is read again here, so that what is written is what the server read. */
export const enterResults = action({
  input: z.object({ patient: patientId, text: z.string().max(50_000), takenAt: z.iso.datetime() }),
  run: (viewer, { patient, text, takenAt }) =>
    portal().enterResults(viewer.actor, { patient, results: parseResults(text).map(({ result }) => result).filter((one) => one !== null), effectiveAt: new Date(takenAt) }),
  present: (count) => count,
})

/** Fetches what the hospital's own FHIR server holds of the patient. */
export const pullRecord = action({
  input: z.object({ patient: patientId }),
  run: (viewer, { patient }) => portal().pullRecord(viewer.actor, patient),
  present: ({ added, known, corrected, left, source }) => ({ added, known, corrected, left, source }),
})
