import { openSealing, type Sealing } from '#adapters/sealing/open-sealing.ts'
import { portalEnv } from './env.ts'
import { portalLogger } from './logger.ts'
import { portalMetrics } from './metrics.ts'

let sealing: Sealing | undefined

/** The keys of files and recordings, opened at the first use; undefined where the deployment has none. */
export function portalSealing(): Sealing | undefined {
  const { KEYS_DIR } = portalEnv()
  if (KEYS_DIR === undefined) return undefined
  return (sealing ??= openSealing(KEYS_DIR, { metrics: portalMetrics().registry, log: portalLogger() }))
}
