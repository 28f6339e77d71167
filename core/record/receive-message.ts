import type { InteropRepositories } from '#core/interop/ports.ts'
import type { NewId, OrganizationId, PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { correctPatient, mergePatients } from './correct-patient.ts'
import type { IncomingRecord, RecordOrigin } from './incoming.ts'
import type { ReceiveRefusal } from './receive-record.ts'
import { matchPatient, receiveRecord } from './receive-record.ts'

/** What a message of a hospital's own systems tells: a patient with facts, new particulars, or that two are one. */
export type RecordMessage =
  | { readonly kind: 'record' | 'update'; readonly record: IncomingRecord }
  | { readonly kind: 'merge'; readonly record: IncomingRecord; readonly mergedNumber: string }

export type MessageRefusal = ReceiveRefusal | 'patient.not-found' | 'record.same-patient'

type Took = Pick<InteropRepositories, 'intake' | 'audit' | 'patients'>

/** Takes in one message of the hospital's own systems; everything it says or nothing. */
export async function receiveMessage(
  repositories: Took,
  message: RecordMessage,
  made: { readonly organization: OrganizationId; readonly newId: NewId; readonly origin: RecordOrigin },
): Promise<Result<PatientId, MessageRefusal>> {
  if (message.kind === 'update') {
    const matched = await matchPatient(repositories, { ...message.record.patient, name: null }, made)
    if (!matched.ok) return matched
    // Found by number alone, as the very name may be what is corrected; a new one is made as the message tells.
    const corrected = await correctPatient(repositories, { patient: matched.value.patient.id, told: kept(matched.value.patient, message.record.patient) }, made)
    if (!corrected.ok) return corrected
  }
  const received = await receiveRecord(repositories, message.record, made)
  if (!received.ok) return received
  if (message.kind !== 'merge') return ok(received.value.patient)
  const [merged] = await repositories.intake.findByNumbers({ hospitalNumber: message.mergedNumber, citizenId: null, insuranceNumber: null })
  if (merged === undefined) return err('patient.not-found')
  // They are one already: whoever heard no answer sends the message again.
  if (merged.id === received.value.patient && merged.hospitalNumber !== message.mergedNumber) return ok(merged.id)
  const done = await mergePatients(repositories, { merged: merged.id, into: received.value.patient }, made)
  return done.ok ? ok(received.value.patient) : done
}

type Told = IncomingRecord['patient']

/** What a message leaves out stays as it is known. */
const kept = (known: Omit<Told, 'hospitalNumber'>, told: Told): Omit<Told, 'hospitalNumber'> => ({
  name: told.name ?? known.name,
  birthDate: told.birthDate ?? known.birthDate,
  sex: told.sex === 'unknown' ? known.sex : told.sex,
  citizenId: told.citizenId ?? known.citizenId,
  insuranceNumber: told.insuranceNumber ?? known.insuranceNumber,
  address: told.address ?? known.address,
  phone: told.phone ?? known.phone,
})
