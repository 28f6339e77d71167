import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { installedChromium } from '#infra/setup/system-packages.mjs'
import { awaitMediaWorker } from '#infra/start/media-worker.ts'
import { startProduct } from '#infra/start/product.ts'
import type { Ports, Settings } from '#infra/start/settings.ts'
import { freePort } from './free-port.ts'
import { makeTestFolder } from './test-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Origin of a running product with the demo world, e.g. `http://localhost:41234`. */
    origin: string
  }
}

async function freePorts(): Promise<Ports> {
  const [gateway, gatewayHealth, portal, signaling, sfuControl, jobs, postgres, archive, sfuMedia, turn, turnTls, turnHealth] = await Promise.all(
    Array.from({ length: 12 }, freePort),
  )
  const ports = { gateway, gatewayHealth, portal, signaling, sfuControl, jobs, postgres, archive, sfuMedia, turn, turnTls, turnHealth }
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, port ?? 0])) as unknown as Ports
}

async function throwawaySettings(dataDirectory: string): Promise<Settings> {
  return {
    mode: 'production',
    reload: false,
    dataDirectory,
    ports: await freePorts(),
    host: '127.0.0.1',
    lan: false,
    fresh: false,
    databaseUrl: undefined,
    demo: true,
    throwaway: true,
    publicOrigin: undefined,
  }
}

/** Starts the whole product on free ports with data of its own; E2E_ORIGIN names one that already runs instead. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('chromiumBin', installedChromium() ?? '')
  const running = process.env['E2E_ORIGIN']
  if (running !== undefined) {
    project.provide('origin', running)
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
  return async () => {
    await product.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
