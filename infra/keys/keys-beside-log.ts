import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Decrypter, Encrypter } from 'age-encryption'
import { z } from 'zod'
import { joinRing, parseRing, ringFile, ringNames } from '#adapters/sealing/ring-file.ts'
import { StartProblem } from '#infra/setup/start-problem.mjs'

/**
 * The archived log goes further than the backup before it: what was written after new keys were made opens by no key of that
 * backup. So the keys lie beside the log, encrypted to the same age key as the backups.
 */
const besideLog = (archive: string): string => join(archive, 'keys.age')

const content = z.record(z.string(), z.string())

async function layKeysBesideLog(keysDirectory: string, { archive, recipient }: { readonly archive: string; readonly recipient: string }): Promise<void> {
  const rings = await Promise.all(ringNames.map(async (ring) => [ring, await readFile(ringFile(keysDirectory, ring), 'utf8')] as const))
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const file = besideLog(archive)
  await mkdir(archive, { recursive: true })
  await writeFile(`${file}.new`, await encrypter.encrypt(JSON.stringify(Object.fromEntries(rings))), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** Lays the keys beside the archived log, where there is one and a key of backups to encrypt them to; false where not. */
export async function layBesideLog({ keysDirectory, dataDirectory }: { readonly keysDirectory: string; readonly dataDirectory: string }): Promise<boolean> {
  const archive = process.env['WAL_ARCHIVE']
  const recipient = await readFile(join(dataDirectory, 'backup-recipient.txt'), 'utf8').catch(() => null)
  if (archive === undefined || archive === '' || recipient === null) return false
  await layKeysBesideLog(keysDirectory, { archive, recipient: recipient.trim() })
  return true
}

/** Adds the keys that lie beside an archived log to those of a restored installation. */
export async function takeKeysFromLog(keysDirectory: string, { archive, identity }: { readonly archive: string; readonly identity: string }): Promise<void> {
  const file = besideLog(archive)
  if (!existsSync(file)) return
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const text = await decrypter.decrypt(await readFile(file), 'text').catch(() => {
    throw new StartProblem(`Khôi phục: khoá không mở được ${file}.`)
  })
  const found = content.parse(JSON.parse(text))
  for (const ring of ringNames) await joinRing(ringFile(keysDirectory, ring), parseRing(found[ring] ?? '', file))
}
