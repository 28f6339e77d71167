import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PatientId, Sha256 } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
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
}

export interface OpenedFile {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

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
