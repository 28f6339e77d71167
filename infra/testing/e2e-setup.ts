import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { installedChromium } from '#infra/setup/system-packages.mjs'
import { awaitMediaWorker } from '#infra/start/media-worker.ts'
import { startProduct } from '#infra/start/product.ts'
import { makeTestFolder } from './test-folder.ts'
import { throwawaySettings } from './throwaway-settings.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Origin of a running product with the demo world, e.g. `http://localhost:41234`. */
    origin: string
    /** The database as its owner reaches it, for what no page does; empty where it is not known. */
    ownerDatabaseUrl: string
  }
}

/** Starts the whole product on free ports with data of its own; E2E_ORIGIN names one that already runs instead. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumBin', installedChromium() ?? '')
  const running = process.env['E2E_ORIGIN']
  if (running !== undefined) {
    project.provide('origin', running)
    project.provide('ownerDatabaseUrl', process.env['E2E_OWNER_DATABASE_URL'] ?? '')
    return () => Promise.resolve()
  }
  const folder = await makeTestFolder()
  const product = await startProduct({
    settings: await throwawaySettings(folder),
    mediaWorker: awaitMediaWorker(),
    onLine: () => undefined,
    signal: new AbortController().signal,
  })
  project.provide('origin', product.origin)
  project.provide('ownerDatabaseUrl', product.ownerUrl)
  return async () => {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
