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
    /** The number of the process that rings; 0 where it is not ours to kill. */
    ringingProcess: number
    /** Whether an emergency takes the minutes that its ladder takes, rather than having its clock moved on. */
    inRealTime: boolean
  }
}

/** Starts the whole product on free ports with data of its own; E2E_ORIGIN names one that already runs instead. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumBin', installedChromium() ?? '')
  // One run now and then is to last as long as the ladder does: E2E_REAL_TIME=1.
  project.provide('inRealTime', process.env['E2E_REAL_TIME'] === '1')
  const running = process.env['E2E_ORIGIN']
  if (running !== undefined) {
    project.provide('origin', running)
    project.provide('ownerDatabaseUrl', process.env['E2E_OWNER_DATABASE_URL'] ?? '')
    project.provide('ringingProcess', Number(process.env['E2E_RINGING_PROCESS'] ?? 0))
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
  project.provide('ringingProcess', product.pidOf('jobs') ?? 0)
  return async () => {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
