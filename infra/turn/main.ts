import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { lookup } from 'node:dns/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { serveHealth } from '#adapters/observability/health.ts'
import { createLogger } from '#adapters/observability/logger.ts'
import { createMetrics } from '#adapters/observability/metrics.ts'
import { readTurnEnv, type TurnEnv } from './env.ts'
import { fenceName, fenceRules, turnConfiguration, type TurnRules } from './turn-rules.ts'

const env = readTurnEnv()
const log = createLogger({ component: 'turn', level: env.LOG_LEVEL })
const user = process.getuid?.() === 0 ? serviceUser() : undefined
const folder = workFolder(env)
const rules = await readRules(env)
const fenced = user !== undefined && putUpFence(rules)
if (!fenced) log.warn('turn.unfenced')

const file = join(folder, 'turnserver.conf')
writeFileSync(file, turnConfiguration(rules), { mode: 0o600 })
if (user !== undefined) chownSync(file, user.uid, user.gid)
const server = spawn(env.TURNSERVER_BIN, ['-c', file, '--pidfile', join(folder, 'turnserver.pid')], { stdio: ['ignore', 'pipe', 'pipe'] })
// coturn's own lines carry addresses of people's homes; only its faults are kept, as a count.
for (const stream of [server.stdout, server.stderr])
  createInterface({ input: stream }).on('line', (line) => {
    if (/ERROR|bind: /.test(line)) log.warn('turn.fault')
  })
server.once('exit', (code) => {
  log.error('turn.ended', { exitCode: code ?? -1 })
  takeDownFence()
  process.exit(1)
})

const health = await serveHealth({
  component: 'turn', version: '1', port: env.TURN_HEALTH_PORT, metrics: createMetrics('turn'),
  checks: { relay: () => answers(env.TURN_PORT) },
})
log.info('turn.opened', { port: env.TURN_PORT })

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, () => {
    server.removeAllListeners('exit')
    server.once('exit', () => {
      takeDownFence()
      void health.close().then(() => process.exit(0))
    })
    server.kill('SIGTERM')
  })

function serviceUser(): { readonly uid: number; readonly gid: number } | undefined {
  const ask = (flag: string): number => Number(execFileSync('id', [flag, 'turnserver'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: ask('-u'), gid: ask('-g') }
  } catch {
    return undefined
  }
}

/** A place that coturn's user can reach: a checkout under /root is closed to it. */
function workFolder({ DATA_DIR }: TurnEnv): string {
  if (user === undefined) {
    const own = join(DATA_DIR, 'turn')
    mkdirSync(own, { recursive: true, mode: 0o700 })
    return own
  }
  // It holds the secret and the key of the certificate: whoever was killed could not take it away.
  const note = join(DATA_DIR, 'turn-folder')
  if (existsSync(note)) rmSync(readFileSync(note, 'utf8'), { recursive: true, force: true })
  const made = mkdtempSync(join(tmpdir(), 'lien-vien-turn-'))
  writeFileSync(note, made, { mode: 0o600 })
  chownSync(made, user.uid, user.gid)
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  return made
}

async function readRules({ SFU_ANNOUNCED_ADDRESS, SFU_MEDIA_PORT, SFU_WORKERS, TURN_RELAY_PORT, ...rest }: TurnEnv): Promise<TurnRules> {
  const { address } = await lookup(SFU_ANNOUNCED_ADDRESS, { family: 4 })
  return {
    secret: rest.TURN_SECRET,
    listen: rest.TURN_LISTEN_ADDRESS,
    port: rest.TURN_PORT,
    tlsPort: rest.TURN_TLS_PORT,
    relayPorts: [TURN_RELAY_PORT, Math.min(65_535, TURN_RELAY_PORT + 999)],
    sfu: address,
    sfuPorts: [SFU_MEDIA_PORT, Math.min(65_535, SFU_MEDIA_PORT + SFU_WORKERS - 1)],
    certificate: certificateFor(rest),
    user: user === undefined ? undefined : 'turnserver',
  }
}

function certificateFor({ TLS_CERTIFICATE, TLS_KEY }: Pick<TurnEnv, 'TLS_CERTIFICATE' | 'TLS_KEY'>): TurnRules['certificate'] {
  if (TLS_CERTIFICATE === undefined || TLS_KEY === undefined || !existsSync(TLS_KEY)) return undefined
  const [file, key] = [join(folder, 'server.crt'), join(folder, 'server.key')]
  for (const [from, to] of [[TLS_CERTIFICATE, file], [TLS_KEY, key]] as const) {
    copyFileSync(from, to)
    chmodSync(to, 0o600)
    if (user !== undefined) chownSync(to, user.uid, user.gid)
  }
  return { file, key }
}

function putUpFence(of: TurnRules): boolean {
  try {
    execFileSync('nft', ['-f', '-'], { input: fenceRules(of), stdio: ['pipe', 'ignore', 'ignore'] })
    return true
  } catch (cause) {
    log.warn('turn.fence-failed', { cause })
    return false
  }
}

function takeDownFence(): void {
  if (!fenced) return
  try {
    execFileSync('nft', ['delete', 'table', 'inet', fenceName(rules)], { stdio: 'ignore' })
  } catch {
    // Already gone.
  }
}

function answers(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }, () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', reject)
  })
}
