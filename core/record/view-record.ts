import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isClinical } from '#core/directory/actor.ts'
import type { PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { PatientRecord } from './patient-record.ts'
import type { PatientListItem } from './ports.ts'

type RecordPorts = Pick<CasePorts, 'atomically' | 'clock'>

/** Clinicians of the hospital read its records; administrators, auditors and coordinators do not. */
export const mayReadRecords = (actor: Actor): boolean => isClinical(actor)

/** How many patients one search answers with. */
export const searchLimit = 50

/** Looks for patients of the own hospital; that somebody searched is recorded, and how many were shown. */
export const makeSearchPatients =
  (ports: RecordPorts) =>
  (actor: Actor, text: string): Promise<Result<readonly PatientListItem[], 'patient.not-allowed'>> =>
    ports.atomically(actor, async ({ patients, audit }) => {
      if (!mayReadRecords(actor)) return err('patient.not-allowed')
      const found = await patients.search(text, searchLimit)
      const payload = { type: 'patient.searched', results: found.length } as const
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload })
      return ok(found)
    })

/** Opens a patient's record; the view is recorded (TT 13/2025). */
export const makeViewRecord =
  (ports: RecordPorts) =>
  (actor: Actor, patient: PatientId): Promise<Result<PatientRecord, 'patient.not-allowed' | 'patient.not-found'>> =>
    ports.atomically(actor, async ({ patients, audit }) => {
      if (!mayReadRecords(actor)) return err('patient.not-allowed')
      const record = await patients.record(patient)
      if (record === null) return err('patient.not-found')
      const payload = { type: 'patient.viewed', patient } as const
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload })
      return ok(record)
    })
