import { recordAsSeenBy } from '#core/case/masked-case.ts'
import { mayOpenSent } from '#core/case/open-sent.ts'
import { glassOf, type Actor } from '#core/directory/actor.ts'
import type { FileRepositories, RecentViews } from '#core/record/open-file.ts'
import type { ClinicalMedia } from '#core/record/patient-record.ts'
import type { ReadBundle } from '#core/record/ports.ts'
import { mayReadRecords } from '#core/record/view-record.ts'
import type { AuditPayload } from '#core/audit/audit-event.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, PatientId, Sha256 } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'

/** A stretch of a file, both ends included; `end` is null for "to the last byte". */
export interface ByteRange {
  readonly start: number
  readonly end: number | null
}

/** A stored file opened for reading in pieces. */
export interface MediaFile {
  readonly file: Sha256
  readonly mediaType: string
  readonly size: number
  readonly title: string
}

export interface MediaPorts {
  readonly read: <T>(actor: Actor, work: (repositories: FileRepositories) => Promise<T>) => Promise<T>
  readonly atomically: <T>(actor: Actor, work: (repositories: FileRepositories) => Promise<T>) => Promise<T>
  readonly readBundle: ReadBundle
  readonly recentViews: RecentViews
  readonly clock: Clock
}

type Asked = { readonly media: string; readonly thumbnail: boolean }

const opened = (one: ClinicalMedia | undefined, thumbnail: boolean): MediaFile | null => {
  if (one === undefined || (thumbnail && one.thumbnail === null)) return null
  if (thumbnail && one.thumbnail !== null) return { file: one.thumbnail, mediaType: 'image/jpeg', size: 0, title: one.title }
  return { file: one.file, mediaType: one.mediaType, size: one.size, title: one.title }
}

/** Opens a picture, clip or document of a patient of the own hospital; each is recorded once while it is looked at. */
export const makeViewPatientMedia =
  (ports: MediaPorts) =>
  async (actor: Actor, input: Asked & { readonly patient: PatientId }): Promise<Result<MediaFile, 'file.not-found'>> => {
    if (!mayReadRecords(actor)) return err('file.not-found')
    const record = await ports.read(actor, ({ patients }) => patients.record(input.patient))
    const found = opened(record?.media.find(({ id }) => id === input.media), input.thumbnail)
    if (found === null) return err('file.not-found')
    if (!input.thumbnail) await note(ports, actor, { view: `${input.patient} ${input.media}`, payload: { type: 'patient.media-viewed', patient: input.patient, sha256: found.file } })
    return ok(found)
  }

/** Opens what was sent along with a case; to the asking hospital's clinicians also what the record has gained since. */
export const makeViewCaseMedia =
  (ports: MediaPorts) =>
  async (actor: Actor, input: Asked & { readonly case: CaseId }): Promise<Result<MediaFile, 'file.not-found'>> => {
    const found = await ports.read(actor, async ({ cases, snapshots, directory, patients }) => {
      const one = await cases.find(input.case)
      if (one === null || !(await mayOpenSent(directory, { actor, one, now: ports.clock() }))) return null
      const sent = 'snapshot' in one && one.snapshot !== null ? await snapshots.find(one.snapshot) : null
      const named = sent === null ? [] : recordAsSeenBy(actor, one, ports.readBundle(sent.bundle).record).media
      const own = actor.organization === one.requestingOrganization ? ((await patients.record(one.patient))?.media ?? []) : []
      return opened([...named, ...own].find(({ id }) => id === input.media), input.thumbnail)
    })
    if (found === null) return err('file.not-found')
    if (!input.thumbnail) await note(ports, actor, { view: `${input.case} ${input.media} ${glassOf(actor, input.case)?.id ?? ''}`, payload: { type: 'media.viewed', case: input.case, sha256: found.file } })
    return ok(found)
  }

async function note(ports: MediaPorts, actor: Actor, { view, payload }: { readonly view: string; readonly payload: AuditPayload }): Promise<void> {
  const key = `${actor.practitioner} ${view}`
  if (ports.recentViews.has(key)) return
  await ports.atomically(actor, ({ audit }) => audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload }))
  ports.recentViews.add(key)
}
