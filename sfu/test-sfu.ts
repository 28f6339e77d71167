import { createLogger } from '#adapters/observability/logger.ts'
import { EventEmitter, once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { z } from 'zod'
import { startSfu, type Sfu } from './compose.ts'
import { readSettings } from './env.ts'
import { TestSignaling } from './test-signaling.ts'

/** Whether a worker is the one that our build makes of the published source. */
export const isBuiltHere = (workerBin: string): boolean => workerBin !== '' && readFileSync(workerBin).includes('SFU_UDP_SEGMENT')

export const testSecret = 'a-secret-for-tests-only'

export interface RunningSfu {
  readonly sfu: Sfu
  readonly mediaPort: number
  /** Where its recordings are, until it stops. */
  readonly recordings: string
  readonly connect: () => Promise<TestSignaling>
  /** Resolves when the process has logged an event of this name, also one from before. */
  readonly logged: (event: string) => Promise<void>
}

/** Starts the whole process inside this one, on free ports, with the real worker; variables as in its environment. */
export async function runSfu(variables: Readonly<Record<string, string>> = {}): Promise<RunningSfu> {
  const mediaPort = await freePort()
  const recordings = mkdtempSync(join(tmpdir(), 'lien-vien-recordings-'))
  const settings = readSettings({
    MEDIASOUP_WORKER_BIN: inject('mediasoupWorkerBin') || undefined,
    SFU_SECRET: testSecret,
    SFU_ANNOUNCED_ADDRESS: '127.0.0.1',
    SFU_LISTEN_ADDRESS: '127.0.0.1',
    SFU_CONTROL_PORT: String(await freePort()),
    SFU_MEDIA_PORT: String(mediaPort),
    SFU_WORKERS: '1',
    SFU_SPARE_WORKER: 'false',
    SFU_RECORDING_DIR: recordings,
    LOG_LEVEL: 'info',
    ...variables,
  })
  const lines = new EventEmitter()
  const seen = new Set<string>()
  const write = (line: string): void => {
    const { event } = z.object({ event: z.string() }).parse(JSON.parse(line))
    seen.add(event)
    lines.emit(event)
  }
  const forget = (): void => rmSync(recordings, { recursive: true, force: true })
  const sfu = await startSfu(settings, createLogger({ component: 'sfu', level: settings.logLevel, write })).catch((cause: unknown) => {
    forget()
    throw cause
  })
  const logged = async (event: string): Promise<void> => {
    if (!seen.has(event)) await once(lines, event)
  }
  const stop: Sfu['stop'] = async (hurry) => {
    await sfu.stop(hurry)
    forget()
  }
  return { sfu: { ...sfu, stop }, mediaPort, recordings, logged, connect: () => TestSignaling.connect(sfu.controlPort, { secret: testSecret }) }
}

/** A port that nobody listens on now, below the range that the system hands out by itself. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    const server = createServer()
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (free) return port
  }
}
