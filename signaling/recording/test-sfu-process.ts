import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { inject } from 'vitest'
import { freePort, testSecret } from '#sfu/test-sfu.ts'

/** The media server as a process of its own, which a test may kill and start again at the same place. */
export interface SfuProcess {
  readonly url: string
  readonly secret: string
  /** SIGKILL of its only worker. */
  killWorker(): void
  /** SIGKILL of the process, and a new one in its place. */
  killAndRestart(): Promise<void>
  stop(): Promise<void>
}

/** Starts the process with one worker and resolves when it listens. */
export async function startSfuProcess(recordings: string, keys: string): Promise<SfuProcess> {
  const control = await freePort()
  const env = {
    NODE_ENV: 'test' as const, MEDIASOUP_WORKER_BIN: inject('mediasoupWorkerBin'), SFU_SECRET: testSecret,
    SFU_ANNOUNCED_ADDRESS: '127.0.0.1', SFU_LISTEN_ADDRESS: '127.0.0.1', SFU_CONTROL_PORT: String(control), SFU_MEDIA_PORT: String(await freePort()),
    SFU_WORKERS: '1', NODE_COMPILE_CACHE: 'node_modules/.cache/compile', SFU_SPARE_WORKER: 'false', SFU_RECORDING_DIR: recordings, KEYS_DIR: keys, LOG_LEVEL: 'info',
  }
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['sfu/main.ts'], { stdio: ['ignore', 'pipe', 'inherit'], env })
    for await (const line of createInterface({ input: child.stdout })) if (line.includes('sfu.listening')) break
    child.stdout.resume()
    return child
  }
  const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
  let running = await start()
  const url = `http://127.0.0.1:${control}`
  return {
    url,
    secret: testSecret,
    killWorker: () => {
      const [worker] = readFileSync(`/proc/${running.pid}/task/${running.pid}/children`, 'utf8').trim().split(' ')
      if (worker === undefined || worker === '') throw new Error('no worker is running')
      process.kill(Number(worker), 'SIGKILL')
    },
    killAndRestart: async () => {
      await end(running, 'SIGKILL')
      running = await start()
    },
    stop: () => end(running, 'SIGTERM'),
  }
}
