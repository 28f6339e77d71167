import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { hashPassword } from 'better-auth/crypto'
import pg from 'pg'
import type { Actor } from '#core/directory/actor.ts'
import { productEnvironment, productNode, repositoryRoot } from '#infra/setup/paths.mjs'
import { freePort } from '#infra/testing/free-port.ts'
import type { NationalDatabase } from './national-database.ts'
import { portalSettings } from './portal-settings.ts'

/** The portal as it is built for production, over the whole country. */
export interface NationalPortal {
  /** Milliseconds until a page has come whole, to somebody who is signed in. */
  readonly load: (who: Actor, path: string) => Promise<number>
  readonly close: () => Promise<void>
}

const next = join(repositoryRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
const startsWithinMs = 60_000
const password = 'HoiChan-2026'

/** Whether the portal has been built; `npm start` builds it. */
export const isPortalBuilt = (): boolean => existsSync(join(repositoryRoot, 'web', '.next', 'BUILD_ID'))

/** Starts the portal alone and signs these people in, as a browser does. */
export async function openNationalPortal(database: NationalDatabase, people: readonly Actor[]): Promise<NationalPortal> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${String(port)}`
  await addAccounts(database.adminUrl, people)
  const child = spawn(productNode, [next, 'start', 'web', '-H', '127.0.0.1', '-p', String(port)], {
    cwd: repositoryRoot,
    stdio: 'ignore',
    env: { ...productEnvironment(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', LOG_LEVEL: 'warn', ...portalSettings(database, origin) },
  })
  const kill = (): boolean => child.kill()
  process.once('exit', kill)
  const close = async (): Promise<void> => {
    process.off('exit', kill)
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  }
  try {
    await untilAnswers(child, `${origin}/sign-in`)
    const cookies = new Map<string, string>()
    for (const { practitioner } of people) cookies.set(practitioner, await signIn(origin, addressOf(practitioner)))
    return { load: (who, path) => load(`${origin}${path}`, cookies.get(who.practitioner) ?? ''), close }
  } catch (cause) {
    await close()
    throw cause
  }
}

const addressOf = (practitioner: string): string => `${practitioner}@bench.example`

async function addAccounts(adminUrl: string, people: readonly Actor[]): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  const hash = await hashPassword(password)
  for (const { practitioner } of people) {
    const id = randomUUID()
    await admin.query(
      `INSERT INTO auth_user (id, name, email, email_verified, practitioner_id, updated_at) SELECT $1, name, $2, true, id::text, now() FROM practitioner WHERE id = $3::uuid`,
      [id, addressOf(practitioner), practitioner],
    )
    await admin.query(`INSERT INTO auth_account (id, account_id, provider_id, user_id, password, updated_at) VALUES ($1, $2, 'credential', $2, $3, now())`, [randomUUID(), id, hash])
  }
  await admin.end()
}

async function untilAnswers(child: ChildProcess, address: string): Promise<void> {
  const until = performance.now() + startsWithinMs
  for (;;) {
    if (await fetch(address).then(({ ok }) => ok, () => false)) return
    if (child.exitCode !== null || performance.now() > until) throw new Error('the portal did not start')
    await elapse(200)
  }
}

async function signIn(origin: string, email: string): Promise<string> {
  const response = await fetch(`${origin}/api/auth/sign-in/email`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin }, body: JSON.stringify({ email, password }),
  })
  if (!response.ok) throw new Error(`a sign-in was answered ${String(response.status)}`)
  return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
}

async function load(address: string, cookie: string): Promise<number> {
  const started = performance.now()
  const response = await fetch(address, { headers: { cookie }, redirect: 'manual' })
  const { length } = await response.text()
  const took = performance.now() - started
  if (response.status !== 200 || length === 0) throw new Error(`${new URL(address).pathname} was answered ${String(response.status)}`)
  return took
}
