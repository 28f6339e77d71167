import { makeViewCaseImage, makeViewPatientImage, type ImagePorts } from '#core/imaging/view-images.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { Store } from '#prisma/store.ts'
import { makeArchives } from './archives.ts'
import type { PortalEnv } from './env.ts'
import { makeRecentViews } from './recent-views.ts'
import { makeSentImages } from './sent-images.ts'

interface Sources {
  readonly store: Store
  readonly env: PortalEnv
  readonly clock: Clock
}

/** What the portal does with images. */
export function composeImaging({ store, env, clock }: Sources) {
  const archiveOf = makeArchives({ env, connectionOf: (organization) => store.asOrganization(organization, ({ archives }) => archives.find()) })
  const ports: ImagePorts = { read: store.read, atomically: store.atomically, clock, recentViews: makeRecentViews(clock), archiveOf, sentImages: makeSentImages() }
  return {
    viewCaseImage: makeViewCaseImage(ports),
    viewPatientImage: makeViewPatientImage(ports),
  }
}
