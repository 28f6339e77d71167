import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Names of the secrets of one installation; a name that is added here is made at the next start. */
const secretNames = [
  'POSTGRES_PASSWORD',
  'OWNER_PASSWORD',
  'APP_PASSWORD',
  'AUTH_PASSWORD',
  'JOBS_PASSWORD',
  'AUTH_SECRET',
  'TICKET_SECRET',
  'SFU_SECRET',
  'PKI_SECRET',
  'ARCHIVE_PASSWORD',
  'PACS_SECRET',
  'TURN_SECRET',
  // Any 32 random bytes are a private key of P-256, but for one in 2³².
  'VAPID_PRIVATE_KEY',
] as const
type SecretName = (typeof secretNames)[number]
export type Secrets = Readonly<Record<SecretName, string>>

const secretBytes = 32
const ownerOnly = 0o600

/** Where an installation keeps its secrets; whoever backs up the database must back up this file with it. */
export const secretsFile = (dataDirectory: string): string => join(dataDirectory, 'secrets.json')

async function readKnown(file: string): Promise<Partial<Secrets>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Partial<Secrets>
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return {}
    throw cause
  }
}

/** Reads the installation's secrets and makes those that are missing. */
export async function loadSecrets(dataDirectory: string): Promise<Secrets> {
  const file = secretsFile(dataDirectory)
  const known = await readKnown(file)
  const make = (): string => randomBytes(secretBytes).toString('base64url')
  const secrets = Object.fromEntries(secretNames.map((name) => [name, known[name] ?? make()])) as Secrets
  if (secretNames.some((name) => known[name] === undefined)) {
    await mkdir(dirname(file), { recursive: true })
    // Written aside and renamed: a disk that fills up half-way must not cost the installation its secrets.
    await writeFile(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: ownerOnly })
    await rename(`${file}.new`, file)
  }
  return secrets
}
