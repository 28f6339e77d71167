'use server'

import { z } from 'zod'
import { patientId } from '#contract/ids.ts'
import { admissionFields, type AdmissionDraft } from '#core/record/admission-draft.ts'
import { diagnosisOf } from '#core/record/icd10.ts'
import { parseResults } from '#core/record/parse-results.ts'
import { sexes } from '#core/record/patient.ts'
import { action } from '#web/server/action.ts'
import { portal } from '#web/server/compose.ts'

const few = z.string().trim().min(1).max(60)
const orNone = (longest: number) => z.string().trim().max(longest).transform((text) => (text === '' ? null : text))

/** Writes down a patient who lies here, where no other system sends them; a diagnosis is one of the common ones, whose words are ours. */
export const admitPatient = action({
  input: z.object({
    patient: z.object({
      name: z.string().trim().min(1).max(200), sex: z.enum(sexes), birthDate: z.iso.date().nullable(), hospitalNumber: few,
      citizenId: orNone(20), insuranceNumber: orNone(20), phone: orNone(30), address: orNone(300),
    }),
    stay: z.object({ kind: z.enum(['inpatient', 'emergency', 'outpatient']), admissionNumber: few, department: z.string().trim().min(1).max(200), room: orNone(60), bed: orNone(60), admittedAt: z.iso.datetime() }),
    diagnosis: z.string().max(6).nullable(),
  }),
  run: (viewer, { patient, stay, diagnosis }) => {
    const known = diagnosis === null ? null : diagnosisOf(diagnosis)
    return portal().admitPatient(viewer.actor, { patient, stay: { ...stay, admittedAt: new Date(stay.admittedAt) }, diagnosis: known === null ? null : { code: known.code, display: known.name } })
  },
  present: ({ patient, isNew }) => ({ patient, isNew }),
})

const halfWritten = z.record(z.enum(admissionFields), z.string().max(300)) satisfies z.ZodType<AdmissionDraft>

/** What the viewer had begun to write of a patient; null where there is nothing. */
export const readAdmission = action({
  input: z.object({}),
  run: (viewer) => portal().readAdmissionDraft(viewer.actor),
  present: (draft) => draft,
})

/** Keeps what is being written of a patient. */
export const keepAdmission = action({
  input: halfWritten,
  run: (viewer, draft) => portal().keepAdmissionDraft(viewer.actor, draft),
  present: (at) => ({ revision: 0, at: at.toISOString() }),
})

/** Forgets what was begun. */
export const dropAdmission = action({
  input: z.object({}),
  run: (viewer) => portal().dropAdmissionDraft(viewer.actor),
  present: () => null,
})

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
