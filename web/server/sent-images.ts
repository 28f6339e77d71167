import { readSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import type { ImagePorts, SentImages } from '#core/imaging/view-images.ts'
import { imagesOf } from '#core/imaging/view-images.ts'
import type { SnapshotId } from '#core/shared/ids.ts'

const most = 200
const none: SentImages = { has: () => false }

/** Remembers which images the latest used snapshots name: reading a bundle for each slice would be slower than the slice. */
export function makeSentImages(): ImagePorts['sentImages'] {
  const known = new Map<SnapshotId, SentImages>()
  return async (id, load) => {
    const found = known.get(id)
    if (found !== undefined) return found
    const bundle = await load()
    if (bundle === null) return none
    const sent = imagesOf(readSnapshotBundle(bundle).record.imagingStudies)
    known.set(id, sent)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return sent
  }
}
