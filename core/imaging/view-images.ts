import { mayOpenSent } from '#core/case/open-sent.ts'
import { seesIdentity } from '#core/case/policy.ts'
import { glassOf, type Actor } from '#core/directory/actor.ts'
import type { ImagingStudy } from '#core/record/patient-record.ts'
import type { FileRepositories, RecentViews } from '#core/record/open-file.ts'
import { mayReadRecords } from '#core/record/view-record.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, OrganizationId, PatientId, SnapshotId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err } from '#core/shared/result.ts'
import type { AuditPayload } from '#core/audit/audit-event.ts'
import type { ImageRequest, InstanceAddress, SeriesAddress } from './image-address.ts'
import type { ArchiveOf, ArchiveRefusal, ImageBody, ImagingRepository } from './ports.ts'

/** Everything that reading images stands on in one transaction. */
export interface ImagingRepositories extends FileRepositories {
  readonly imaging: ImagingRepository
}

type Work = <T>(actor: Actor, work: (repositories: ImagingRepositories) => Promise<T>) => Promise<T>

export interface ImagePorts {
  /** Without a transaction: a picture must come fast. */
  readonly read: Work
  readonly atomically: Work
  readonly clock: Clock
  readonly recentViews: RecentViews
  readonly archiveOf: ArchiveOf
  /** Which images a snapshot names; a snapshot never changes, so its list may be kept. */
  readonly sentImages: (snapshot: SnapshotId, bundle: () => Promise<string | null>) => Promise<SentImages>
}

/** The images that went along with a snapshot. */
export interface SentImages {
  has(address: SeriesAddress | InstanceAddress): boolean
}

/** Reads off which images a record names, so that nothing beside them is handed out. */
export function imagesOf(studies: readonly ImagingStudy[]): SentImages {
  const named = new Set(
    studies.flatMap((study) =>
      study.series.flatMap((series) => [
        `${study.uid} ${series.uid}`,
        ...series.instances.map((instance) => `${study.uid} ${series.uid} ${instance.uid}`),
      ]),
    ),
  )
  return {
    has: (address) => named.has('instance' in address ? `${address.study} ${address.series} ${address.instance}` : `${address.study} ${address.series}`),
  }
}

interface Look {
  /** Whose archive holds it. */
  readonly archive: OrganizationId
  readonly payload: AuditPayload
  /** A series looked at by one person in one place is one look. */
  readonly view: string
  /** The viewer may not know whose image it is. */
  readonly masked: boolean
}

/**
 * Opens an image under a case: to the asking hospital all of the patient's, to the advising one what its snapshot names.
 * Whatever is not for these eyes does not exist.
 */
export const makeViewCaseImage =
  (ports: ImagePorts) =>
  async (actor: Actor, input: { readonly case: CaseId; readonly request: ImageRequest }): Promise<Result<ImageBody, ArchiveRefusal>> => {
    const { address } = input.request
    const look = await ports.read(actor, async ({ cases, snapshots, directory, imaging }): Promise<Look | null> => {
      const one = await cases.find(input.case)
      if (one === null || !(await mayOpenSent(directory, { actor, one, now: ports.clock() }))) return null
      const isAsking = actor.organization === one.requestingOrganization
      const sent = 'snapshot' in one ? one.snapshot : null
      const isTheirs =
        (isAsking && (await imaging.holds(one.patient, address))) ||
        (sent !== null && (await ports.sentImages(sent, async () => (await snapshots.find(sent))?.bundle ?? null)).has(address))
      const masked = !seesIdentity(actor, one)
      // A page within an image is printed with its patient's name as a rule.
      if (!isTheirs || (masked && input.request.kind === 'document')) return null
      const payload = { type: 'image.viewed', case: input.case, series: address.series } as const
      return { archive: one.requestingOrganization, payload, masked, view: `${actor.practitioner} ${input.case} ${address.series} ${glassOf(actor, one.id)?.id ?? ''}` }
    })
    return open(ports, actor, { look, request: input.request })
  }

/** Opens an image of a patient of the own hospital. */
export const makeViewPatientImage =
  (ports: ImagePorts) =>
  async (actor: Actor, input: { readonly patient: PatientId; readonly request: ImageRequest }): Promise<Result<ImageBody, ArchiveRefusal>> => {
    const { address } = input.request
    if (!mayReadRecords(actor)) return err('image.not-found')
    const isTheirs = await ports.read(actor, ({ imaging }) => imaging.holds(input.patient, address))
    const payload = { type: 'patient.image-viewed', patient: input.patient, series: address.series } as const
    const look = { archive: actor.organization, payload, masked: false, view: `${actor.practitioner} ${input.patient} ${address.series}` }
    return open(ports, actor, { look: isTheirs ? look : null, request: input.request })
  }

/** Records the look before anything is shown (TT 13/2025), then asks the archive. */
async function open(ports: ImagePorts, actor: Actor, { look, request }: { readonly look: Look | null; readonly request: ImageRequest }): Promise<Result<ImageBody, ArchiveRefusal>> {
  if (look === null) return err('image.not-found')
  if (!ports.recentViews.has(look.view)) {
    await ports.atomically(actor, ({ audit }) =>
      audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload: look.payload }),
    )
    ports.recentViews.add(look.view)
  }
  const archive = await ports.archiveOf(look.archive)
  return archive.fetch(look.masked ? { ...request, masked: true } : request)
}
