import { join } from 'node:path'
import type { Ports, Settings } from '#infra/start/settings.ts'
import { freePort } from './free-port.ts'

async function freePorts(): Promise<Ports> {
  const [gateway, gatewayHealth, portal, signaling, sfuControl, jobs, postgres, archive, sfuMedia, turn, turnTls, turnHealth] = await Promise.all(
    Array.from({ length: 12 }, freePort),
  )
  const ports = { gateway, gatewayHealth, portal, signaling, sfuControl, jobs, postgres, archive, sfuMedia, turn, turnTls, turnHealth }
  return Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, port ?? 0])) as unknown as Ports
}

/** A product on free ports of this machine alone, with the demo world and data of its own. */
export async function throwawaySettings(dataDirectory: string, changes: Partial<Settings> = {}): Promise<Settings> {
  return {
    mode: 'production',
    reload: false,
    dataDirectory,
    keysDirectory: join(dataDirectory, 'keys'),
    ports: await freePorts(),
    host: '127.0.0.1',
    lan: false,
    fresh: false,
    databaseUrl: undefined,
    demo: true,
    throwaway: true,
    publicOrigin: undefined,
    ...changes,
  }
}
