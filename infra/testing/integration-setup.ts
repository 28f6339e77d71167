import type { TestProject } from 'vitest/node'
import { presentWorker } from '#infra/media-worker/locate.mjs'
import { installedChromium } from '#infra/setup/system-packages.mjs'
import { startThrowawayPostgres } from './throwaway-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's address of an empty PostgreSQL that lives for this run. */
    adminDatabaseUrl: string
    /** The media worker; empty when none is built. */
    mediasoupWorkerBin: string
    /** The browser; empty when none is installed. */
    chromiumBin: string
    /** A livekit-server; empty where none is named, since its build needs a Go module proxy. */
    liveKitServerBin: string
  }
}

/** Starts what integration tests share, and returns how it is taken down. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startThrowawayPostgres()
  const worker = presentWorker() ?? ''
  const chromium = installedChromium() ?? ''
  project.provide('adminDatabaseUrl', postgres.adminUrl)
  project.provide('mediasoupWorkerBin', worker)
  project.provide('chromiumBin', chromium)
  project.provide('liveKitServerBin', process.env['LIVEKIT_SERVER_BIN'] ?? '')
  // The test processes inherit them, so that mediasoup and the PDF renderer find the same binaries as the product.
  if (worker) process.env['MEDIASOUP_WORKER_BIN'] = worker
  if (chromium) process.env['CHROMIUM_BIN'] = chromium
  return () => postgres.stop()
}
