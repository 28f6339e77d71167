import { createHmac, randomUUID } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { vi } from 'vitest'
import type { TablePerson } from '#core/case/test-policies.ts'
import type { PolicyWorld } from '#prisma/test-policy-world.ts'
import type { TestDatabase } from '#prisma/testing.ts'

/** Where the portal under test believes that it stands. */
export const testOrigin = 'http://hoichan.test'
export const testPassword = 'mot cau de nho 2026'

/** Gives the portal's modules, imported later, an environment over this database. */
export function settlePortal(database: TestDatabase): void {
  const secret = 'a secret of at least thirty-two letters'
  const settings = {
    APP_DATABASE_URL: database.appUrl, AUTH_DATABASE_URL: database.authUrl, PUBLIC_ORIGIN: testOrigin, SIGNALING_URL: 'http://127.0.0.1:1', ARCHIVE_URL: 'http://127.0.0.1:1',
    AUTH_SECRET: secret, TICKET_SECRET: secret, PKI_SECRET: secret, PACS_SECRET: secret, ARCHIVE_USER: 'test', ARCHIVE_PASSWORD: secret,
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
}

/** The e-mail address of a person of the policy table. */
export const emailOf = (name: TablePerson): string => `${name.toLowerCase()}@table.test`

/** What a browser sends back: the cookies of an answer, without their attributes. */
export const cookiesOf = (answer: Response): string => answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')

interface AuthCall {
  readonly path: string
  readonly body?: object
  readonly cookie?: string
  readonly address?: string
}

/** One request to the sign-in library, as the gateway hands it on. */
export async function callAuth({ path, body, cookie, address = '10.0.1.1' }: AuthCall): Promise<Response> {
  const { portalAuth } = await import('#web/server/auth.ts')
  return portalAuth().handler(new Request(`${testOrigin}/api/auth${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', origin: testOrigin, 'x-real-ip': address, ...(cookie !== undefined && { cookie }) },
    ...(body && { body: JSON.stringify(body) }),
  }))
}

/** Gives people of the table accounts, signs them in, and hands out the cookies of each. */
export async function signPeopleIn(world: PolicyWorld, names: readonly TablePerson[]): Promise<ReadonlyMap<TablePerson, string>> {
  const { authDatabase } = await import('#web/server/auth-database.ts')
  const hashed = await hashPassword(testPassword)
  const cookies = new Map<TablePerson, string>()
  for (const [index, name] of names.entries()) {
    const id = randomUUID()
    const email = emailOf(name)
    await authDatabase().authUser.create({ data: { id, name, email, emailVerified: true, practitionerId: world.actor(name).practitioner } })
    await authDatabase().authAccount.create({ data: { accountId: id, providerId: 'credential', userId: id, password: hashed } })
    cookies.set(name, cookiesOf(await callAuth({ path: '/sign-in/email', body: { email, password: testPassword }, address: `10.0.1.${index}` })))
  }
  return cookies
}

/** Closes what the portal's modules opened. */
export async function closePortal(): Promise<void> {
  const { portalStore } = await import('#web/server/store.ts')
  const { authDatabase } = await import('#web/server/auth-database.ts')
  await Promise.all([portalStore().close(), authDatabase().$disconnect()])
}

/** The code of this half minute (RFC 6238), as an authenticator shows it. */
export function totp(secret: string, at: number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = secret.replace(/=+$/, '').split('').map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [])
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
