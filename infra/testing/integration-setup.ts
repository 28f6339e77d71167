import type { TestProject } from 'vitest/node'
import { presentWorker } from '#infra/media-worker/locate.mjs'
import { installedChromium, installedPrintBrowser } from '#infra/setup/system-packages.mjs'
import { startThrowawayPostgres } from './throwaway-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser's address of an empty PostgreSQL that lives for this run. */
    adminDatabaseUrl: string
    /** The media worker; empty when none is built. */
    mediasoupWorkerBin: string
    /** The browser with cameras; empty when none is installed. */
    chromiumBin: string
    /** The browser that prints; empty when none is installed. */
    printBrowserBin: string
    /** A livekit-server; empty where none is named, since its build needs a Go module proxy. */
    liveKitServerBin: string
  }
}

/** Starts what integration tests share, and returns how it is taken down. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startThrowawayPostgres()
  const worker = presentWorker() ?? ''
  project.provide('adminDatabaseUrl', postgres.adminUrl)
  project.provide('mediasoupWorkerBin', worker)
  project.provide('chromiumBin', installedChromium() ?? '')
  project.provide('printBrowserBin', installedPrintBrowser() ?? '')
  project.provide('liveKitServerBin', process.env['LIVEKIT_SERVER_BIN'] ?? '')
  // The test processes inherit it, so that mediasoup finds the same binary as the product.
  if (worker) process.env['MEDIASOUP_WORKER_BIN'] = worker
  return () => postgres.stop()
}
