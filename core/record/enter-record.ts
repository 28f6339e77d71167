import type { InteropRepositories } from '#core/interop/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId, PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { IncomingRecord, IntakeCount, RecordOrigin } from './incoming.ts'
import { noFacts } from './incoming.ts'
import type { ParsedResult } from './parse-results.ts'
import { resultFacts } from './parse-results.ts'
import type { Received, ReceiveRefusal } from './receive-record.ts'
import { receiveRecord } from './receive-record.ts'
import { mayReadRecords } from './view-record.ts'

/** What writing into a record by hand needs. */
export interface EntryPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: InteropRepositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly newId: NewId
}

/** A fact's origin where a clinician brought it. */
export const originOf = (actor: Actor, came: Pick<RecordOrigin, 'channel' | 'message' | 'receivedAt'>): RecordOrigin => ({
  ...came, source: came.channel === 'typed' ? 'portal' : 'upload', practitioner: actor.practitioner, client: null,
})

/** Writes results that a clinician typed or pasted into a patient's record; the same twice are one, a corrected one stands beside the former. */
export const makeEnterResults =
  (ports: EntryPorts) =>
  (actor: Actor, input: { readonly patient: PatientId; readonly results: readonly ParsedResult[]; readonly effectiveAt: Date }): Promise<Result<IntakeCount, 'patient.not-allowed' | 'patient.not-found' | 'record.in-the-future'>> =>
    ports.atomically(actor, async ({ patients, intake, audit }) => {
      if (!mayReadRecords(actor)) return err('patient.not-allowed')
      const now = ports.clock()
      if (input.effectiveAt.getTime() > now.getTime() + 5 * 60_000) return err('record.in-the-future')
      const patient = await patients.find(input.patient)
      if (patient === null) return err('patient.not-found')
      const origin = originOf(actor, { channel: 'typed', message: input.effectiveAt.toISOString(), receivedAt: now })
      const count = await intake.addFacts(patient.id, { ...noFacts, observations: resultFacts(input.results, input.effectiveAt) }, origin)
      await audit.append({
        organization: actor.organization, actor: actor.practitioner, at: now,
        payload: { type: 'record.received', patient: patient.id, channel: 'typed', client: null, added: count.added + count.corrected, known: count.known },
      })
      return ok(count)
    })

/** Takes in a record that a clinician brought as a file from another system. */
export const makeUploadRecord =
  (ports: EntryPorts) =>
  (actor: Actor, input: { readonly record: IncomingRecord; readonly message: string }): Promise<Result<Received, 'patient.not-allowed' | ReceiveRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      if (!mayReadRecords(actor)) return err('patient.not-allowed')
      const origin = originOf(actor, { channel: 'fhir-upload', message: input.message, receivedAt: ports.clock() })
      return receiveRecord(repositories, input.record, { organization: actor.organization, newId: ports.newId, origin })
    })
