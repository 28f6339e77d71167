import type { Logger } from '#adapters/observability/logger.ts'
import { sealVideo } from '#adapters/recordings/sealed-video.ts'
import { writeSidecar, type Sidecar } from '#adapters/recordings/sidecar.ts'
import type { KeyRing } from '#adapters/sealing/key-ring.ts'

/** Where a media server writes what is recorded, and under which keys it seals what is whole. */
export interface RecordingPlace {
  readonly directory: string
  /** Null where the deployment has no keys: files then stay as they were written. */
  readonly ring: KeyRing | null
}

/**
 * Seals a whole file and says beside it what it is. A file that cannot be sealed now is kept all the same: what was recorded is
 * worth more, and the next turn of the keys finds it.
 */
export async function finishFile({ directory, ring }: RecordingPlace, { segment, facts }: { readonly segment: string; readonly facts: Sidecar }, log: Logger): Promise<void> {
  const untold = (cause: unknown): null => {
    log.error('segment.not-sealed', { cause })
    return null
  }
  const sealed = ring === null ? null : await sealVideo(directory, segment, ring).catch(untold)
  await writeSidecar(directory, segment, facts)
  await sealed?.seat().catch(untold)
}
