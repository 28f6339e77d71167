import type { Repositories } from '#core/case/ports.ts'
import type { ConsultCase } from '#core/case/case.ts'
import type { SignedMinutes } from '#core/minutes/minutes.ts'
import type { RecordIntake, RecordOrigin } from '#core/record/incoming.ts'
import type { Allergy, Condition, Encounter, ImagingStudy, Medication, Observation, Procedure, RecordDocument, WrittenReport } from '#core/record/patient-record.ts'
import type { Patient, PlainDate, Sex } from '#core/record/patient.ts'
import type { FileStore } from '#core/record/ports.ts'
import type { Snapshot } from '#core/record/snapshot.ts'
import type { AuditEvent } from '#core/audit/audit-event.ts'
import type { ClientId, OrganizationId, PatientId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import type { FhirSourceRepository } from './fhir-source.ts'
import type { RefusedRepository } from './refused-message.ts'
import type { SystemClient } from './system-client.ts'

/** What another system looks for; every condition given must hold. */
export interface ShelfQuery {
  readonly ids?: readonly string[]
  readonly patients?: readonly string[]
  readonly codes?: readonly string[]
  readonly categories?: readonly string[]
  readonly statuses?: readonly string[]
  /** Half-open: from ≤ moment < until. */
  readonly from?: Date
  readonly until?: Date
  /** Of the patient alone. */
  readonly name?: string
  readonly numbers?: readonly string[]
  readonly birthDates?: readonly PlainDate[]
  readonly sexes?: readonly Sex[]
  /** What a provenance is about. */
  readonly targets?: readonly string[]
  readonly limit: number
  readonly offset: number
}

export interface ShelfPage<Item> {
  readonly total: number
  readonly items: readonly Item[]
}

/** An item together with whose it is. */
export interface OfPatient<Item> {
  readonly patient: PatientId
  readonly item: Item
}

/** The laboratory results of one patient at one moment. */
export interface LaboratoryReport {
  readonly effectiveAt: Date
  readonly results: readonly { readonly id: string; readonly display: string }[]
}

/** Where one fact of the record came from. */
export interface FactProvenance {
  readonly id: string
  readonly patient: PatientId
  readonly kind: string
  readonly target: string
  readonly origin: RecordOrigin
}

export interface CaseMinutes {
  readonly one: ConsultCase
  readonly minutes: SignedMinutes
  readonly isAmended: boolean
}

export interface SentSnapshot {
  readonly one: ConsultCase
  readonly snapshot: Omit<Snapshot, 'bundle'> & { readonly size: number }
}

type Shelf<Item> = (query: ShelfQuery) => Promise<ShelfPage<Item>>

/** Everything of one hospital that its own systems may read, a page at a time, newest first. */
export interface Shelves {
  readonly patients: Shelf<Patient>
  readonly encounters: Shelf<OfPatient<Encounter>>
  readonly conditions: Shelf<OfPatient<Condition>>
  readonly allergies: Shelf<OfPatient<Allergy>>
  readonly medications: Shelf<OfPatient<Medication>>
  readonly observations: Shelf<OfPatient<Observation>>
  readonly reports: Shelf<OfPatient<LaboratoryReport>>
  readonly writtenReports: Shelf<OfPatient<WrittenReport>>
  readonly procedures: Shelf<OfPatient<Procedure>>
  readonly studies: Shelf<OfPatient<ImagingStudy>>
  readonly documents: Shelf<OfPatient<RecordDocument>>
  /** What was sent along with the hospital's own requests. */
  readonly snapshots: Shelf<SentSnapshot>
  /** The cases between this hospital and another, sent ones only where it advises. */
  readonly cases: Shelf<ConsultCase>
  readonly sessions: Shelf<ConsultCase>
  /** The hospital's own cases that have a legal basis. */
  readonly consents: Shelf<ConsultCase>
  readonly minutes: Shelf<CaseMinutes>
  readonly provenance: Shelf<FactProvenance>
  readonly auditEvents: Shelf<{ readonly sequence: number; readonly event: AuditEvent }>
  /** The exact bytes of a document of the hospital or of a snapshot that it sent. */
  readonly bytes: (hash: Sha256) => Promise<{ readonly patient: PatientId; readonly bytes: Uint8Array; readonly mediaType: string } | null>
}

/** Records what systems look at, each look in the chain before its answer is given. */
export interface LookLog {
  /** False where the system is let in no more: then nothing was recorded, and nothing may be shown. */
  append(client: ClientId, event: AuditEvent): Promise<boolean>
}

/** The systems that one hospital has let in. */
export interface ClientRepository {
  all(): Promise<readonly SystemClient[]>
  add(client: SystemClient): Promise<void>
  /** False when there is no such client, or it was revoked before. */
  revoke(id: ClientId, by: PractitionerId, at: Date): Promise<boolean>
}

export interface InteropRepositories extends Repositories {
  readonly files: FileStore
  readonly intake: RecordIntake
  readonly shelves: Shelves
  readonly clients: ClientRepository
  readonly refused: RefusedRepository
  readonly fhirSources: FhirSourceRepository
}

/** One transaction of the platform itself within one hospital: no person. */
export type AsOrganization = <T>(organization: OrganizationId, work: (repositories: InteropRepositories) => Promise<T>) => Promise<T>

/** What the platform reads within one hospital, each question for itself: no transaction, and nothing is written. */
export type LookInto = <T>(organization: OrganizationId, look: (repositories: Pick<InteropRepositories, 'shelves'>) => Promise<T>) => Promise<T>
