import type { ClientId, PatientId, PractitionerId } from '#core/shared/ids.ts'
import type { Patient } from './patient.ts'
import type { PrintedPage } from './printed-page.ts'
import type { Allergy, Condition, Encounter, Medication, Observation, Procedure, WrittenReport } from './patient-record.ts'

/** The ways by which a record reaches us. */
export const recordChannels = ['typed', 'fhir-upload', 'fhir-pull', 'fhir-api', 'hl7v2'] as const
export type RecordChannel = (typeof recordChannels)[number]

/** Where facts come from; kept with each of them. */
export interface RecordOrigin {
  readonly channel: RecordChannel
  /** The sender as it names itself, such as `HIS|BVDKBL`. */
  readonly source: string
  /** The message or document that brought it: its control id, or its hash. */
  readonly message: string
  readonly practitioner: PractitionerId | null
  readonly client: ClientId | null
  readonly receivedAt: Date
  /** When the sender says that it told it; left out where it does not. */
  readonly toldAt?: Date | undefined
}

/** One fact as it came: `key` is by what its sender knows it, so that the same one coming twice is recognised. */
export interface IncomingFact<Item> {
  readonly key: string
  readonly item: Omit<Item, 'id'>
  /** What its sender left out of it: that stays as it was told before. */
  readonly untold?: readonly (keyof Item & string)[]
  /** Whether what was left out keeps it from being taken where nothing was told before. */
  readonly onlyIfKnown?: boolean
}

/** Who the sender says the patient is; a name may be lacking only where the sender says that nobody knows it. */
export interface IncomingPatient extends Pick<Patient, 'name' | 'birthDate' | 'sex' | 'citizenId' | 'insuranceNumber' | 'address' | 'phone'> {
  /** The hospital's own number; null when the sender knows the person by CCCD or BHYT alone. */
  readonly hospitalNumber: string | null
}

/** The kinds of facts that can come in, by FHIR type. */
export interface IncomingFacts {
  readonly encounters: readonly IncomingFact<Encounter>[]
  readonly conditions: readonly IncomingFact<Condition>[]
  readonly allergies: readonly IncomingFact<Allergy>[]
  readonly medications: readonly IncomingFact<Medication>[]
  readonly observations: readonly IncomingFact<Observation>[]
  readonly procedures: readonly IncomingFact<Procedure>[]
  /** `results` are keys of observations that came with it; the record keeps their ids. */
  readonly reports: readonly IncomingFact<WrittenReport>[]
  /** Reports as they were printed; each stands beside the others, since what was printed is never corrected in place. */
  readonly pages: readonly IncomingFact<PrintedPage>[]
}
export type FactKind = keyof IncomingFacts

/** Keys of facts that stand no longer: their sender takes them back, or they ended on a day that it does not tell. */
export type WithdrawnKeys = Readonly<Partial<Record<FactKind, readonly string[]>>>

/** What is told of a patient, and what is taken back of it. */
export interface ToldFacts extends IncomingFacts {
  readonly withdrawn?: WithdrawnKeys
}

export interface IncomingRecord extends ToldFacts {
  readonly patient: IncomingPatient
}

export const noFacts: IncomingFacts = { encounters: [], conditions: [], allergies: [], medications: [], observations: [], procedures: [], reports: [], pages: [] }

/** What became of the facts that came: new ones, ones known already, and ones that correct an earlier one or take it back. */
export interface IntakeCount {
  readonly added: number
  readonly known: number
  readonly corrected: number
}

/** How the hospital's patients and facts are taken in; a fact is added or stands in place of another, and is never overwritten. */
export interface RecordIntake {
  /** The hospital's patients who carry one of these numbers; of one who was merged into another, that other. */
  findByNumbers(numbers: Pick<IncomingPatient, 'hospitalNumber' | 'citizenId' | 'insuranceNumber'>): Promise<readonly Patient[]>
  /** The patient as nobody else changes them until this work has ended; null when there is none. */
  hold(patient: PatientId): Promise<Patient | null>
  addPatient(patient: Patient, origin: RecordOrigin): Promise<void>
  /** Replaces the particulars; the former ones are kept beside it. */
  correctPatient(patient: Patient, origin: RecordOrigin): Promise<void>
  /** Joins one patient to another: both rows stay, their facts are read as one record. */
  mergePatient(merged: PatientId, into: PatientId, origin: RecordOrigin): Promise<void>
  addFacts(patient: PatientId, facts: ToldFacts, origin: RecordOrigin): Promise<IntakeCount>
  /** The id that an order of the sender was given before, or null. */
  knownOrder(source: string, key: string): Promise<string | null>
  keepOrder(order: { readonly patient: PatientId; readonly target: string; readonly key: string }, origin: RecordOrigin): Promise<void>
  /** Whether something newer has been taken about what this tells: the patient's particulars, where it changes them, or one of its facts. */
  hasNewer(told: { readonly record: IncomingRecord; readonly changesPatient: boolean }, than: { readonly source: string; readonly moment: Date }): Promise<boolean>
}
