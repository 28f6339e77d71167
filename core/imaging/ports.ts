import type { OrganizationId, PatientId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import type { InstanceAddress, ImageRequest, SeriesAddress } from './image-address.ts'

/** `image.not-found`: the archive does not hold it. `image.archive-unreachable`: nobody can tell now. */
export type ArchiveRefusal = 'image.not-found' | 'image.archive-unreachable'

/** What an archive hands over: bytes of a type, as they come. */
export interface ImageBody {
  readonly mediaType: string
  readonly body: ReadableStream<Uint8Array> | Uint8Array
}

/** A study as an archive lists it. */
export interface FoundStudy {
  readonly uid: string
  readonly patientNumber: string
  /** As written, with carets; empty where the archive does not tell. */
  readonly patientName: string
  readonly modality: string
  readonly description: string
  /** Local date and time as the device wrote them, `20261121` and `091530`; empty where it wrote none. */
  readonly date: string
  readonly time: string
}

export interface FoundSeries {
  readonly uid: string
  readonly number: number
  readonly description: string
  readonly instances: readonly FoundInstance[]
}

export interface FoundInstance {
  readonly uid: string
  readonly number: number
  readonly sopClass: string
  readonly frames: number
}

/** One hospital's picture archive (PACS). */
export interface ImageArchive {
  /** Studies of exactly this patient number. */
  findStudies(patientNumber: string): Promise<Result<readonly FoundStudy[], ArchiveRefusal>>
  /** Everything that one study holds; `image.not-found` when the archive does not know it. */
  findSeries(study: string): Promise<Result<readonly FoundSeries[], ArchiveRefusal>>
  fetch(request: ImageRequest): Promise<Result<ImageBody, ArchiveRefusal>>
  /** The whole file, as it is stored. */
  file(address: InstanceAddress): Promise<Result<Uint8Array, ArchiveRefusal>>
  /** Keeps DICOM files; the answer names the instances that were not taken. */
  store(files: readonly Uint8Array[]): Promise<Result<{ readonly refused: readonly string[] }, 'image.archive-unreachable'>>
}

/** The archive of a hospital: its own where one is configured, else the one that comes with the platform. */
export type ArchiveOf = (organization: OrganizationId) => Promise<ImageArchive>

/** Which images belong to which patient of the own hospital. */
export interface ImagingRepository {
  /** Whether the patient's record names the series, and the instance where one is given. */
  holds(patient: PatientId, address: SeriesAddress | InstanceAddress): Promise<boolean>
}

/** How a hospital's own archive is reached. */
export interface ArchiveConnection {
  /** Root of the DICOMweb service. */
  readonly url: string
  readonly user: string | null
  /** Sealed under the deployment's secret; null without a user. */
  readonly sealedPassword: string | null
  /** Where the PACS speaks no DICOMweb: the name by which the Orthanc at `url` knows it as a modality. */
  readonly modality: string | null
}

export interface ArchiveConnections {
  /** The scope's own hospital's; null when it has none and uses the platform's. */
  find(): Promise<ArchiveConnection | null>
}
