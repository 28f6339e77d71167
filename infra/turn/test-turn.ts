import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as elapse } from 'node:timers/promises'
import { freePort } from '#infra/testing/free-port.ts'

export interface RunningTurn {
  readonly port: number
  /** Where it speaks TLS, when it was given a certificate. */
  readonly tlsPort: number
  readonly stop: () => Promise<void>
}

/** A range for each test file that runs beside another: the fence of one relay drops what another sends from the same ports. */
const relayPort = 60_000 + 1_000 * (1 + (Number(process.env['VITEST_POOL_ID'] ?? 0) % 4))

/** Starts the relay as the product does, for one media port on loopback. */
export async function runTurn(secret: string, mediaPort: number, certificate?: { readonly certificateFile: string; readonly keyFile: string }): Promise<RunningTurn> {
  const folder = mkdtempSync(join(tmpdir(), 'turn-test-'))
  const [port, tlsPort] = [await freePort(), await freePort()]
  const environment = {
    TURN_SECRET: secret, TURN_PORT: String(port), TURN_TLS_PORT: String(tlsPort), TURN_HEALTH_PORT: String(await freePort()),
    TURN_RELAY_PORT: String(relayPort), SFU_ANNOUNCED_ADDRESS: '127.0.0.1', SFU_MEDIA_PORT: String(mediaPort), SFU_WORKERS: '1', DATA_DIR: folder,
    ...(certificate === undefined ? {} : { TLS_CERTIFICATE: certificate.certificateFile, TLS_KEY: certificate.keyFile }),
  }
  const relay = spawn(process.execPath, ['infra/turn/main.ts'], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
  const opened = new Promise<void>((resolve) => {
    createInterface({ input: relay.stdout }).on('line', (line) => {
      if (line.includes('turn.opened')) resolve()
    })
  })
  await opened
  // The process is up before coturn listens; the first connection that holds says that it does.
  while (!(await opens(certificate === undefined ? port : tlsPort))) await elapse(50)
  return {
    port,
    tlsPort,
    stop: async () => {
      const ended = once(relay, 'exit')
      relay.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const opens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
