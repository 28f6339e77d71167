import type { InteropRepositories } from '#core/interop/ports.ts'
import type { OrganizationId, PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { IncomingPatient, RecordOrigin } from './incoming.ts'
import type { Patient } from './patient.ts'

type Correction = Pick<InteropRepositories, 'intake' | 'audit' | 'patients'>
type Made = { readonly organization: OrganizationId; readonly origin: RecordOrigin }

/** Replaces a patient's particulars; the former ones are kept, and the hospital's own number stays what it is. */
export async function correctPatient(
  { intake, audit, patients }: Correction,
  change: { readonly patient: PatientId; readonly told: Omit<IncomingPatient, 'hospitalNumber'> },
  { organization, origin }: Made,
): Promise<Result<Patient, 'patient.not-found'>> {
  const known = await patients.find(change.patient)
  if (known === null) return err('patient.not-found')
  const { name, birthDate, sex, citizenId, insuranceNumber, address, phone } = change.told
  const corrected: Patient = { ...known, name, birthDate, sex, citizenId, insuranceNumber, address, phone }
  if (JSON.stringify(corrected) === JSON.stringify(known)) return ok(known)
  await intake.correctPatient(corrected, origin)
  const { channel, client, practitioner, receivedAt } = origin
  await audit.append({ organization, actor: practitioner, at: receivedAt, payload: { type: 'patient.corrected', patient: known.id, channel, client } })
  return ok(corrected)
}

/** Joins a patient to the one they turned out to be; both rows stay, and their facts are read as one record from then on. */
export async function mergePatients(
  { intake, audit, patients }: Correction,
  pair: { readonly merged: PatientId; readonly into: PatientId },
  { organization, origin }: Made,
): Promise<Result<null, 'patient.not-found' | 'record.same-patient'>> {
  const [merged, record] = [await patients.find(pair.merged), await patients.record(pair.into)]
  if (merged === null || record === null) return err('patient.not-found')
  // Where the other was merged before, the record's own patient is who it is now.
  const into = record.patient.id
  const whole = await patients.record(pair.merged)
  if (whole?.patient.id === into) return err('record.same-patient')
  await intake.mergePatient(pair.merged, into, origin)
  const { channel, practitioner, receivedAt } = origin
  await audit.append({ organization, actor: practitioner, at: receivedAt, payload: { type: 'patient.merged', patient: pair.merged, into, channel } })
  return ok(null)
}
