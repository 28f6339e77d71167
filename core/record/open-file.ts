import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PatientId, Sha256 } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { ImagingStudy } from './patient-record.ts'
import type { FileStore } from './ports.ts'
import { mayReadRecords } from './view-record.ts'

/** The repositories together with the write-once files, in one transaction. */
export interface FileRepositories extends Repositories {
  readonly files: FileStore
}

/**
 * Whether a look at a series has been recorded lately: scrolling through 300 slices is one view, not 300. Forgetting is harmless,
 * as it only records once more.
 */
export interface RecentViews {
  has(view: string): boolean
  add(view: string): void
}

export interface FilePorts extends Pick<CasePorts, 'clock'> {
  readonly atomically: <T>(actor: Actor, work: (repositories: FileRepositories) => Promise<T>) => Promise<T>
  readonly recentViews: RecentViews
}

export interface OpenedFile {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

/** The series that a picture belongs to, or null when none of the studies holds it. */
export const seriesOfPicture = (studies: readonly ImagingStudy[], picture: Sha256): string | null =>
  studies.flatMap((study) => study.series).find((series) => series.instances.some((one) => one.preview === picture))?.uid ?? null

/** Opens a document that was filed into a patient's record; every opening is recorded. */
export const makeOpenDocument =
  (ports: FilePorts) =>
  (actor: Actor, input: { readonly patient: PatientId; readonly file: Sha256 }): Promise<Result<OpenedFile, 'patient.not-allowed' | 'file.not-found'>> =>
    ports.atomically(actor, async ({ patients, files, audit }) => {
      if (!mayReadRecords(actor)) return err('patient.not-allowed')
      const record = await patients.record(input.patient)
      const document = record?.documents.find((one) => one.file === input.file)
      const file = document ? await files.get(document.file) : null
      if (!document || file === null) return err('file.not-found')
      const payload = { type: 'document.downloaded', case: document.case, sha256: document.file } as const
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload })
      return ok(file)
    })

/** Opens one picture of a patient of the own hospital; the look at its series is recorded. */
export const makeOpenPatientImage =
  (ports: FilePorts) =>
  async (actor: Actor, input: { readonly patient: PatientId; readonly picture: Sha256 }): Promise<Result<OpenedFile, 'patient.not-allowed' | 'file.not-found'>> => {
    const opened = await ports.atomically(actor, async ({ patients, files, audit }) => {
      if (!mayReadRecords(actor)) return err('patient.not-allowed')
      const record = await patients.record(input.patient)
      const series = record === null ? null : seriesOfPicture(record.imagingStudies, input.picture)
      const file = series === null ? null : await files.get(input.picture)
      if (series === null || file === null) return err('file.not-found')
      const view = `${actor.practitioner} ${input.patient} ${series}`
      if (!ports.recentViews.has(view)) {
        const payload = { type: 'patient.image-viewed', patient: input.patient, series } as const
        await audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload })
      }
      return ok({ file, view })
    })
    if (!opened.ok) return opened
    ports.recentViews.add(opened.value.view)
    return ok(opened.value.file)
  }
