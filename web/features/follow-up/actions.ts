'use server'

import { z } from 'zod'
import { caseId, patientId } from '#contract/ids.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

/** The patient or the family has been told. */
export const noteInformed = action({
  input: z.object({ case: caseId }),
  run: ({ actor }, input) => portal().noteInformed(actor, input),
  present: () => null,
})

/** The doctor who looks treats this patient. */
export const treatPatient = action({
  input: z.object({ case: caseId }),
  run: ({ actor }, input) => portal().treatPatient(actor, input),
  present: () => null,
})

/** Whether passing the gates by was right. */
export const reviewEmergency = action({
  input: z.object({ case: caseId, note: z.string().max(2_000) }),
  run: ({ actor }, input) => portal().reviewEmergency(actor, input),
  present: () => null,
})

/** Who the unknown patient turned out to be. */
export const identifyPatient = action({
  input: z.object({ case: caseId, patient: patientId }),
  run: ({ actor }, input) => portal().identifyPatient(actor, input),
  present: () => null,
})

/** Patients of the own hospital, by name or number. */
export const findPatients = action({
  input: z.object({ text: z.string().max(120) }),
  run: ({ actor }, { text }) => portal().searchPatients(actor, text),
  present: (found) => found.map(({ patient }) => ({ id: String(patient.id), name: patient.name ?? '—', hint: [patient.hospitalNumber, patient.birthDate].filter((part) => part !== null).join(' · ') })),
})
