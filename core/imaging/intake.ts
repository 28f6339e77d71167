import type { PatientId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'

/** The most that one upload may bring: a long CT study with room to spare. */
export const largestUpload = 2 * 1024 ** 3

/** Why a file was not taken; each has its sentence. */
export const intakeFaults = [
  'archive-unreachable', 'dicom-executable', 'dicom-malformed', 'dicom-without-image', 'empty', 'encrypted', 'other-patient', 'picture-broken',
  'refused-by-archive', 'too-large', 'type-unknown', 'used-elsewhere', 'zip-bomb', 'zip-broken', 'zip-within-zip',
] as const
export type IntakeFault = (typeof intakeFaults)[number]

/** What a DICOM file says about where it belongs. */
export interface DicomFacts {
  readonly study: string
  readonly series: string
  readonly instance: string
  readonly sopClass: string
  readonly modality: string
  readonly studyDescription: string
  readonly seriesDescription: string
  readonly seriesNumber: number
  readonly number: number
  readonly frames: number
  readonly patientNumber: string
  /** As written, with carets. */
  readonly patientName: string
  /** `20261121`, `091530`; empty where the device wrote none. */
  readonly date: string
  readonly time: string
}

export type MediaKind = 'picture' | 'video' | 'document'

/** One thing that came in, looked at and made harmless; `name` is what its sender called it. */
export type Received =
  | { readonly kind: 'dicom'; readonly name: string; readonly bytes: Uint8Array; readonly facts: DicomFacts }
  | { readonly kind: 'media'; readonly name: string; readonly media: MediaKind; readonly bytes: Uint8Array; readonly mediaType: string; readonly thumbnail: Uint8Array | null }
  | { readonly kind: 'refused'; readonly name: string; readonly fault: IntakeFault }

/** Uploaded bytes, kept apart until they have been looked at. */
export interface Quarantine {
  /** How many bytes have come; null when there is no such upload. */
  received(upload: string): Promise<number | null>
  /** Looks at everything in an upload, one thing at a time; never throws for what it finds. */
  inspect(upload: string): AsyncIterable<Received>
  discard(upload: string): Promise<void>
}

/** What became of an upload. */
export interface IntakeOutcome {
  readonly images: number
  readonly series: number
  /** Files that the record already held. */
  readonly known: number
  readonly media: number
  readonly refused: readonly { readonly name: string; readonly fault: IntakeFault }[]
  /** A number or name in the images that is not the patient's; shown, so that somebody looks. */
  readonly otherIdentity: string | null
}

/** One upload: who brings how much for whom, and what became of it. */
export interface Upload {
  readonly id: string
  readonly patient: PatientId
  readonly uploader: PractitionerId
  readonly size: number
  readonly createdAt: Date
  readonly outcome: IntakeOutcome | null
}

export interface UploadRepository {
  add(upload: Upload): Promise<void>
  find(id: string): Promise<Upload | null>
  finish(id: string, outcome: IntakeOutcome, at: Date): Promise<void>
}

/** A picture, clip or document beside the DICOM images (FHIR Media). */
export interface NewMedia {
  readonly id: string
  readonly kind: MediaKind
  readonly title: string
  readonly takenAt: Date
  readonly file: Sha256
  readonly thumbnail: Sha256 | null
  readonly mediaType: string
  readonly size: number
  readonly addedBy: PractitionerId
}

/** Puts what came in into the records of the own hospital. */
export interface IntakeRepository {
  /** The patient whose record holds a study; null when none of the hospital's does. */
  ownerOf(study: string): Promise<PatientId | null>
  /** Notes, before the archive is sent the first image of a study that it does not have, that it is this hospital that brings it. */
  claim(study: string, at: Date): Promise<void>
  /** Whether the hospital has claimed a study that no record of its names yet, and no other hospital has claimed or named it. */
  isClaimed(study: string): Promise<boolean>
  /** Which of these instances the study already names. */
  known(study: string, instances: readonly string[]): Promise<ReadonlySet<string>>
  /** Names the images in the record; a claim to their study has served. */
  addImages(patient: PatientId, images: readonly (DicomFacts & { readonly startedAt: Date })[]): Promise<void>
  addMedia(patient: PatientId, media: NewMedia): Promise<void>
}

export type BeginRefusal = 'patient.not-allowed' | 'patient.not-found' | 'upload.too-large' | 'upload.empty' | 'upload.no-space'
export type Begin = Result<Upload, BeginRefusal>
