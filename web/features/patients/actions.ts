'use server'

import { z } from 'zod'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'
import { presentPatients } from './present-patients.ts'

/** Looks for patients; an action and not a query in the address, because addresses are logged and names are patient data. */
export const searchPatients = action({
  input: z.object({ text: z.string().max(120) }),
  run: (viewer, { text }) => portal().searchPatients(viewer.actor, text),
  present: (found) => presentPatients(found, portal().clock()),
})
