'use server'

import { z } from 'zod'
import { patientId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Names in the record what the hospital's own archive holds of the patient. */
export const pullImages = action({
  input: z.object({ patient: patientId }),
  run: (viewer, { patient }) => portal().pullImages(viewer.actor, patient),
  present: ({ studies, images, known, ofAnother }) => ({ studies, images, known, ofAnother }),
})
