import type { Actor } from '#core/directory/actor.ts'
import type { InteropRepositories } from '#core/interop/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err } from '#core/shared/result.ts'
import type { AdmissionDraftRepository } from './admission-draft.ts'
import { originOf } from './enter-record.ts'
import type { IncomingPatient, IncomingRecord } from './incoming.ts'
import { noFacts } from './incoming.ts'
import type { Condition, Encounter } from './patient-record.ts'
import { receiveRecord, tellsOfAnother, type Received, type ReceiveRefusal } from './receive-record.ts'
import { mayReadRecords } from './view-record.ts'

/** A patient who lies here, as a clinician types them where no other system sends them. */
export interface Admission {
  readonly patient: IncomingPatient & { readonly name: string; readonly hospitalNumber: string }
  readonly stay: Omit<Encounter, 'id' | 'dischargedAt'>
  readonly diagnosis: Pick<Condition, 'code' | 'display'> | null
}

/** What writing down a patient needs. */
export interface AdmissionPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: InteropRepositories & { readonly admissionDrafts: AdmissionDraftRepository }) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
}

const clocksDifferMs = 5 * 60_000

function recordOf({ patient, stay, diagnosis }: Admission): IncomingRecord {
  const key = `typed|${stay.admissionNumber}`
  return {
    ...noFacts,
    patient,
    encounters: [{ key, item: { ...stay, dischargedAt: null } }],
    conditions: diagnosis === null ? [] : [{ key: `${key}|${diagnosis.code}`, item: { ...diagnosis, status: 'active', recordedAt: stay.admittedAt } }],
  }
}

/**
 * Writes down a patient and their stay by hand. Whoever is known by one of the numbers gets the stay alone, and only where name and
 * birth date agree: a digit typed wrongly must not put it into a stranger's record. What had been kept of the form is forgotten.
 */
export const makeAdmitPatient =
  (ports: AdmissionPorts) =>
  (actor: Actor, admission: Admission): Promise<Result<Received, 'patient.not-allowed' | 'record.in-the-future' | ReceiveRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      if (!mayReadRecords(actor)) return err('patient.not-allowed')
      const { patient, stay } = admission
      const now = ports.clock()
      if (stay.admittedAt.getTime() > now.getTime() + clocksDifferMs) return err('record.in-the-future')
      const { hospitalNumber, citizenId, insuranceNumber } = patient
      const known = await repositories.intake.findByNumbers({ hospitalNumber, citizenId, insuranceNumber })
      if (known.some((one) => tellsOfAnother(one, patient))) return err('record.identity-mismatch')
      const origin = originOf(actor, { channel: 'typed', message: stay.admissionNumber, receivedAt: now })
      const received = await receiveRecord(repositories, recordOf(admission), { organization: actor.organization, newId: ports.newId, origin })
      if (received.ok) await repositories.admissionDrafts.remove()
      return received
    })
