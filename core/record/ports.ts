import type { CaseId, PatientId, Sha256, SnapshotId } from '#core/shared/ids.ts'
import type { Patient } from './patient.ts'
import type { PatientRecord, RecordDocument } from './patient-record.ts'
import type { Snapshot, SnapshotContent } from './snapshot.ts'

/** The hospital's own patients; another hospital's are not found. */
export interface PatientRepository {
  find(id: PatientId): Promise<Patient | null>
  record(id: PatientId): Promise<PatientRecord | null>
  /** Patients of whose name, number, CCCD or BHYT each word asked for begins a word, without diacritics; an empty text lists the latest admitted. */
  search(text: string, limit: number): Promise<readonly PatientListItem[]>
  /** Puts a filed document into the record; the same case and hash twice is one entry. */
  fileDocument(patient: PatientId, document: RecordDocument): Promise<void>
}

export interface PatientListItem {
  readonly patient: Patient
  readonly department: string | null
  readonly room: string | null
  readonly bed: string | null
  readonly mainDiagnosis: string | null
  readonly admittedAt: Date | null
}

export interface SnapshotRepository {
  add(snapshot: Snapshot): Promise<void>
  find(id: SnapshotId): Promise<Snapshot | null>
  latestVersion(caseId: CaseId): Promise<number>
}

/** Bytes kept for good under their hash. */
export interface FileStore {
  put(file: { readonly bytes: Uint8Array; readonly mediaType: string }): Promise<Sha256>
  get(hash: Sha256): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | null>
  /** A piece of a large file, from a byte counted from 0; null when there is no such file. */
  piece(hash: Sha256, from: number, length: number): Promise<{ readonly bytes: Uint8Array; readonly size: number } | null>
}

/** Writes a snapshot as the FHIR document Bundle that is hashed and sent. */
export type ComposeBundle = (content: SnapshotContent, facts: { readonly id: SnapshotId; readonly createdAt: Date }) => string

/** Reads the content back out of a snapshot's hashed text. */
export type ReadBundle = (bundle: string) => SnapshotContent

/** SHA-256 of UTF-8 text or bytes. */
export type Digest = (data: string | Uint8Array) => Sha256
