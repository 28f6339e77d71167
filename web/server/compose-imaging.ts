import { join } from 'node:path'
import { readSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { makeQuarantine } from '#adapters/intake/quarantine.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeHasOwnArchive, makePullImages } from '#core/imaging/pull-images.ts'
import { makeBeginUpload, makeFindUpload, makeImportUpload, type IntakePorts } from '#core/imaging/receive-upload.ts'
import { makeViewCaseMedia, makeViewPatientMedia, type MediaPorts } from '#core/imaging/view-media.ts'
import { makeViewCaseImage, makeViewPatientImage, type ImagePorts } from '#core/imaging/view-images.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { NewId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import { makeArchives } from './archives.ts'
import type { PortalEnv } from './env.ts'
import { makeRecentViews } from './recent-views.ts'
import { makeSentImages } from './sent-images.ts'
import { freeSpaceIn } from './free-space.ts'

interface Sources {
  readonly store: Store
  readonly env: Pick<PortalEnv, 'ARCHIVE_URL' | 'ARCHIVE_USER' | 'ARCHIVE_PASSWORD' | 'PACS_SECRET' | 'DATA_DIR'>
  readonly clock: Clock
  readonly newId: NewId
}

/** The same work asked for again by the same person while it runs is not done twice. */
function onceAtATime<T>(work: (actor: Actor, id: string) => Promise<T>): (actor: Actor, id: string) => Promise<T> {
  const running = new Map<string, Promise<T>>()
  return (actor, id) => {
    const key = `${actor.practitioner} ${id}`
    const before = running.get(key)
    if (before !== undefined) return before
    const now = work(actor, id).finally(() => running.delete(key))
    running.set(key, now)
    return now
  }
}

/** What the portal does with images. */
export function composeImaging({ store, env, clock, newId }: Sources) {
  const archiveOf = makeArchives({ env, connectionOf: (organization) => store.asOrganization(organization, ({ archives }) => archives.find()) })
  const reading = { read: store.read, atomically: store.atomically, clock, recentViews: makeRecentViews(clock) }
  const ports: ImagePorts = { ...reading, archiveOf, sentImages: makeSentImages() }
  const media: MediaPorts = { ...reading, readBundle: readSnapshotBundle }
  const folder = join(env.DATA_DIR, 'uploads')
  const intake: IntakePorts = { atomically: store.atomically, clock, newId, archiveOf, quarantine: makeQuarantine(folder), freeSpace: () => freeSpaceIn(folder) }
  const importUpload = makeImportUpload(intake)
  const pulling = { atomically: store.atomically, clock, archiveOf }
  return {
    viewCaseImage: makeViewCaseImage(ports),
    viewPatientImage: makeViewPatientImage(ports),
    viewCaseMedia: makeViewCaseMedia(media),
    viewPatientMedia: makeViewPatientMedia(media),
    hasOwnArchive: makeHasOwnArchive(pulling),
    pullImages: makePullImages(pulling),
    beginUpload: makeBeginUpload(intake),
    findUpload: makeFindUpload(intake),
    importUpload: onceAtATime(importUpload),
  }
}
