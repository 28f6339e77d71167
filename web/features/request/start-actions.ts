'use server'

import { z } from 'zod'
import { patientId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** Opens a draft for the patient, or goes on with the one that is open. */
export const startRequest = action({
  input: z.object({ patient: patientId }),
  run: (viewer, { patient }) => portal().startRequest(viewer.actor, patient),
  present: (draft) => ({ id: draft.id }),
})
