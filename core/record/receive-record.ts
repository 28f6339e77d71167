import type { InteropRepositories } from '#core/interop/ports.ts'
import type { NewId, OrganizationId, PatientId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { IncomingPatient, IncomingRecord, IntakeCount, RecordOrigin } from './incoming.ts'
import type { Patient } from './patient.ts'
import { foldForSearch } from './search-text.ts'

export type ReceiveRefusal = MatchRefusal
export type MatchRefusal = 'record.ambiguous-patient' | 'record.identity-mismatch' | 'record.patient-without-number'

export interface Received extends IntakeCount {
  readonly patient: PatientId
  readonly isNew: boolean
}

type Intake = Pick<InteropRepositories, 'intake' | 'audit'>

/** The same words whatever the marks and the case; a name nobody knows contradicts none. */
const differs = (a: string | null, b: string | null): boolean => a !== null && b !== null && foldForSearch(a) !== foldForSearch(b)

/** Whether the sender tells of another person than the one who carries the number: both the name and the birth date differ. */
const isAnother = (known: Patient, told: IncomingPatient): boolean => differs(known.name, told.name) && differs(known.birthDate, told.birthDate)

/** Whether anything that is told contradicts the one who carries the number. */
export const tellsOfAnother = (known: Patient, told: IncomingPatient): boolean => differs(known.name, told.name) || differs(known.birthDate, told.birthDate)

/** Finds whom a sender means by the numbers it gives, or makes the patient; never by the name. */
export async function matchPatient(
  { intake }: Intake,
  told: IncomingPatient,
  made: { readonly organization: OrganizationId; readonly newId: NewId; readonly origin: RecordOrigin },
): Promise<Result<{ readonly patient: Patient; readonly isNew: boolean }, MatchRefusal>> {
  const { hospitalNumber, citizenId, insuranceNumber } = told
  const found = await intake.findByNumbers({ hospitalNumber, citizenId, insuranceNumber })
  const [known] = found
  if (known !== undefined) {
    if (found.length > 1) return err('record.ambiguous-patient')
    return isAnother(known, told) ? err('record.identity-mismatch') : ok({ patient: known, isNew: false })
  }
  if (hospitalNumber === null) return err('record.patient-without-number')
  const patient: Patient = { ...told, id: brandId(made.newId()), organization: made.organization, hospitalNumber }
  await intake.addPatient(patient, made.origin)
  return ok({ patient, isNew: true })
}

/** Takes a record in: the patient is recognised by number, each fact by the key of its sender; nothing that stood there is lost. */
export async function receiveRecord(
  repositories: Intake,
  record: IncomingRecord,
  made: { readonly organization: OrganizationId; readonly newId: NewId; readonly origin: RecordOrigin },
): Promise<Result<Received, ReceiveRefusal>> {
  const matched = await matchPatient(repositories, record.patient, made)
  if (!matched.ok) return matched
  const { patient, isNew } = matched.value
  const { channel, client, practitioner, receivedAt } = made.origin
  const count = await repositories.intake.addFacts(patient.id, record, made.origin)
  await repositories.audit.append({
    organization: made.organization, actor: practitioner, at: receivedAt,
    payload: { type: 'record.received', patient: patient.id, channel, client, added: count.added + count.corrected, known: count.known },
  })
  return ok({ patient: patient.id, isNew, ...count })
}
