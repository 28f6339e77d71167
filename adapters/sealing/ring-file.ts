import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { keepOwner } from './keep-owner.ts'

const keyShape = z.object({
  id: z.string().regex(/^[0-9a-z-]{1,40}$/),
  madeAt: z.iso.datetime(),
  /** 256 bits. */
  secret: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
const ringShape = z.object({ current: z.string(), keys: z.array(keyShape).min(1) }).refine(({ current, keys }) => keys.some(({ id }) => id === current))
export type RingContent = z.output<typeof ringShape>

/** The rings of one deployment: what lies in the database and what lies in the recordings folder open by keys of their own. */
export const ringNames = ['files', 'recordings'] as const
export type RingName = (typeof ringNames)[number]

/** Where a ring of master keys lies within the folder of keys. */
export const ringFile = (directory: string, ring: RingName): string => join(directory, `${ring}.json`)

/** A master key that nobody has used; its name tells the day on which it was made. */
const freshKey = (now: Date): RingContent['keys'][number] =>
  ({ id: `${now.toISOString().slice(0, 10)}-${randomBytes(4).toString('hex')}`, madeAt: now.toISOString(), secret: randomBytes(32).toString('base64url') })

/** Reads what a ring's file says; throws where that is no ring, and never says what it is. */
export function parseRing(text: string, file: string): RingContent {
  const parsed = ringShape.safeParse(jsonOf(text))
  if (!parsed.success) throw new Error(`${file} is no ring of keys`)
  return parsed.data
}

/** Reads a ring; throws where there is none. */
export const readRing = async (file: string): Promise<RingContent> => parseRing(await readFile(file, 'utf8'), file)

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** On disk before it is there: a key that was used and then lost in a power cut would take its files along. */
async function writeAside(file: string, content: RingContent): Promise<string> {
  const aside = `${file}.${randomBytes(4).toString('hex')}.new`
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const handle = await open(aside, 'wx', 0o600)
  await handle.writeFile(JSON.stringify(content, null, 2))
  await keepOwner(handle, file)
  await handle.sync()
  await handle.close()
  return aside
}

/** Replaces a ring by another content, at once or not at all. */
export async function writeRing(file: string, content: RingContent): Promise<void> {
  await rename(await writeAside(file, ringShape.parse(content)), file)
}

/** Makes the ring with its first key where there is none; of several who try at once one does. */
async function ensureRing(file: string, now: Date): Promise<void> {
  if (existsSync(file)) return
  const key = freshKey(now)
  const aside = await writeAside(file, { current: key.id, keys: [key] })
  await link(aside, file).catch((cause: unknown) => {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause
  })
  await rm(aside)
}

/** Makes the rings that are not there yet. */
export async function ensureRings(directory: string, now: Date): Promise<void> {
  for (const ring of ringNames) await ensureRing(ringFile(directory, ring), now)
}

/** Adds another ring's keys to a ring, which goes on with the other's current one; the ring comes to be where there was none. */
export async function joinRing(file: string, { current, keys }: RingContent): Promise<void> {
  const former = existsSync(file) ? (await readRing(file)).keys : []
  await writeRing(file, { current, keys: [...former.filter(({ id }) => !keys.some((key) => key.id === id)), ...keys] })
}

/** Adds a key under which everything is sealed from now on; those before it stay. */
export async function addKey(file: string, now: Date): Promise<string> {
  const { keys } = await readRing(file)
  const key = freshKey(now)
  await writeRing(file, { current: key.id, keys: [...keys, key] })
  return key.id
}
