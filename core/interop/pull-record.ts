import type { Actor } from '#core/directory/actor.ts'
import type { IncomingPatient, IntakeCount, RecordOrigin } from '#core/record/incoming.ts'
import type { Patient } from '#core/record/patient.ts'
import { foldForSearch } from '#core/record/search-text.ts'
import { mayReadRecords } from '#core/record/view-record.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { FhirSource, FhirSourceClient, PullRefusal, SourceRefusal } from './fhir-source.ts'
import type { InteropRepositories } from './ports.ts'
import { mayManageClients } from './system-client.ts'

type Repositories = Pick<InteropRepositories, 'patients' | 'intake' | 'audit' | 'fhirSources'>

interface SourcePorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: Repositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly client: FhirSourceClient
  readonly seal: (token: string) => string
}

/** The hospital's own server as its administrator sees it: never the token. */
export const makeViewFhirSource =
  ({ atomically }: SourcePorts) =>
  (actor: Actor): Promise<Result<{ readonly url: string; readonly hasToken: boolean } | null, 'auth.not-allowed'>> =>
    atomically(actor, async ({ fhirSources }) => {
      if (!mayManageClients(actor)) return err('auth.not-allowed')
      const source = await fhirSources.find()
      return ok(source === null ? null : { url: source.url, hasToken: source.sealedToken !== null })
    })

/** Whether a clinician can fetch records from the hospital's own server. */
export const makeHasFhirSource =
  ({ atomically }: SourcePorts) =>
  (actor: Actor): Promise<boolean> =>
    atomically(actor, async ({ fhirSources }) => mayReadRecords(actor) && (await fhirSources.find()) !== null)

/** Keeps where the hospital's own server is, once it has answered; without a new token the known one stays. */
export const makeSaveFhirSource =
  ({ atomically, clock, client, seal }: SourcePorts) =>
  async (actor: Actor, input: { readonly url: string; readonly token: string }): Promise<Result<null, 'auth.not-allowed' | SourceRefusal>> => {
    if (!mayManageClients(actor)) return err('auth.not-allowed')
    const known = await atomically(actor, ({ fhirSources }) => fhirSources.find())
    // A known token goes to the server that it was given for, and to no other.
    const kept = known !== null && known.url === input.url ? known.sealedToken : null
    const source: FhirSource = { url: input.url, sealedToken: input.token === '' ? kept : seal(input.token) }
    const answered = await client.check(source)
    if (!answered.ok) return answered
    await atomically(actor, ({ fhirSources }) => fhirSources.save(source, actor.practitioner, clock()))
    return ok(null)
  }

const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && foldForSearch(a) !== foldForSearch(b)

/** A person whose number, or whose name and birth date, are not those of the patient is somebody else. */
const isAnother = (known: Patient, told: IncomingPatient): boolean =>
  differ(known.citizenId, told.citizenId) || differ(known.insuranceNumber, told.insuranceNumber) || (differ(known.name, told.name) && differ(known.birthDate, told.birthDate))

export type PullRecordRefusal = PullRefusal | 'patient.not-allowed' | 'patient.not-found' | 'fhir-source.none' | 'record.identity-mismatch'

/** Fetches what the hospital's own server holds of a patient into the record; what was known stays, each new fact with its provenance. */
export const makePullRecord =
  ({ atomically, clock, client }: SourcePorts) =>
  async (actor: Actor, patient: PatientId): Promise<Result<IntakeCount & { readonly left: readonly string[]; readonly source: string }, PullRecordRefusal>> => {
    if (!mayReadRecords(actor)) return err('patient.not-allowed')
    const [known, source] = await atomically(actor, async ({ patients, fhirSources }) => [await patients.find(patient), await fhirSources.find()] as const)
    if (known === null) return err('patient.not-found')
    if (source === null) return err('fhir-source.none')
    // Nothing is held open while another system thinks.
    const pulled = await client.pull(source, known)
    if (!pulled.ok) return pulled
    const { record, message, left } = pulled.value
    if (isAnother(known, record.patient)) return err('record.identity-mismatch')
    const origin: RecordOrigin = {
      channel: 'fhir-pull', source: `fhir:${new URL(source.url).host}`, message, practitioner: actor.practitioner, client: null, receivedAt: clock(),
    }
    const count = await atomically(actor, async ({ intake, audit }) => {
      const taken = await intake.addFacts(known.id, record, origin)
      await audit.append({
        organization: actor.organization, actor: actor.practitioner, at: origin.receivedAt,
        payload: { type: 'record.received', patient: known.id, channel: 'fhir-pull', client: null, added: taken.added + taken.corrected, known: taken.known },
      })
      return taken
    })
    return ok({ ...count, left, source: new URL(source.url).host })
  }
