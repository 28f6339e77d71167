import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { makeFileSealer } from '#adapters/sealing/file-sealer.ts'
import { openKeyRing } from '#adapters/sealing/key-ring.ts'
import { addKey, readRing, ringFile, ringNames, writeRing, type RingName } from '#adapters/sealing/ring-file.ts'
import { StartProblem } from '#infra/setup/start-problem.mjs'
import { createStore, type Store } from '#prisma/store.ts'
import { turnFiles, type Turned } from './turn-files.ts'
import { recordingsByKey, turnRecordings } from './turn-recordings.ts'

/** Where one deployment's keys are, and what lies under them. */
export interface KeyPlaces {
  readonly keysDirectory: string
  readonly dataDirectory: string
  /** Address for the role that runs jobs. */
  readonly jobsUrl: string
}

export interface TurnOrder {
  /** Makes new keys first; without it what is not under the current ones is brought under them. */
  readonly newKeys: boolean
  readonly now: Date
  /** Told once new keys are there and before anything lies under them. */
  readonly onNewKeys?: () => Promise<void>
}

export type TurnReport = Readonly<Record<RingName, Turned & { readonly key: string }>>

const recordingsOf = ({ dataDirectory }: KeyPlaces): string => join(dataDirectory, 'recordings')
const historyOf = ({ dataDirectory }: KeyPlaces): string => join(dataDirectory, 'keys-history.jsonl')

/** Who did what with which key, for whoever asks later; it holds no secret. */
async function note(places: KeyPlaces, entry: Readonly<Record<string, unknown>>, now: Date): Promise<void> {
  await appendFile(historyOf(places), `${JSON.stringify({ at: now.toISOString(), by: userInfo().username, ...entry })}\n`, { mode: 0o600 })
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    // Somebody else's process is one all the same.
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

/** Two who made keys at once would each write a ring without the other's: files under the lost one would never open again. */
async function alone<T>(places: KeyPlaces, work: () => Promise<T>): Promise<T> {
  await mkdir(places.dataDirectory, { recursive: true })
  const lock = join(places.dataDirectory, 'turning-keys.pid')
  const before = Number(await readFile(lock, 'utf8').catch(() => '0'))
  if (before > 0 && !isRunning(before)) await rm(lock, { force: true })
  await writeFile(lock, String(process.pid), { flag: 'wx' }).catch(() => {
    throw new StartProblem('Khoá mã hoá: đang có một lần đổi khoá khác chạy; hãy đợi nó xong.')
  })
  try {
    return await work()
  } finally {
    await rm(lock, { force: true })
  }
}

async function withJobs<T>({ jobsUrl }: KeyPlaces, work: (store: Store) => Promise<T>): Promise<T> {
  const store = createStore({ url: jobsUrl, applicationName: 'keys', maxConnections: 2 })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** Turns the keys while everything runs: new ones where they are asked for, then every file and recording under them. */
export const turnKeys = (places: KeyPlaces, { newKeys, now, onNewKeys }: TurnOrder): Promise<TurnReport> =>
  alone(places, async () => {
    if (newKeys) {
      for (const ring of ringNames) await note(places, { what: 'key-made', ring, key: await addKey(ringFile(places.keysDirectory, ring), now) }, now)
    }
    await onNewKeys?.()
    const rings = { files: openKeyRing(ringFile(places.keysDirectory, 'files')), recordings: openKeyRing(ringFile(places.keysDirectory, 'recordings')) }
    const sealer = makeFileSealer(rings.files, () => undefined)
    const files = await withJobs(places, ({ fileSeals }) => turnFiles({ seals: fileSeals, ring: rings.files, sealer }))
    const recordings = await turnRecordings(recordingsOf(places), rings.recordings)
    const report = { files: { ...files, key: (await rings.files.current()).id }, recordings: { ...recordings, key: (await rings.recordings.current()).id } }
    for (const ring of ringNames) await note(places, { what: 'turned', ring, ...report[ring] }, new Date())
    return report
  })

const dayMs = 24 * 60 * 60 * 1_000
const historyLine = z.object({ at: z.iso.datetime().transform((text) => new Date(text)), what: z.string() })

/** When the keys were last turned to the end; null where they never were. */
async function lastTurn(places: KeyPlaces): Promise<Date | null> {
  const lines = (await readFile(historyOf(places), 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
  return lines.map((line) => historyLine.parse(JSON.parse(line))).findLast(({ what }) => what === 'turned')?.at ?? null
}

/**
 * Forgets keys under which nothing lies any more, a day or more after the last turn: a backup that was being made meanwhile holds
 * files under the former keys and copies the keys last. Returns the names of those that went.
 */
export const dropOldKeys = (places: KeyPlaces, now: Date): Promise<readonly string[]> =>
  alone(places, async () => {
    const turned = await lastTurn(places)
    if (turned === null || now.getTime() - turned.getTime() < dayMs)
      throw new StartProblem('Khoá mã hoá: chỉ bỏ khoá cũ được sau lần đổi khoá gần nhất ít nhất một ngày.')
    const inUse = {
      files: await withJobs(places, ({ fileSeals }) => fileSeals.byKey()),
      recordings: await recordingsByKey(recordingsOf(places)),
    } satisfies Record<RingName, ReadonlyMap<string | null, number>>
    const dropped: string[] = []
    for (const ring of ringNames) {
      const file = ringFile(places.keysDirectory, ring)
      const { current, keys } = await readRing(file)
      const kept = keys.filter(({ id }) => id === current || inUse[ring].has(id))
      const gone = keys.filter((key) => !kept.includes(key)).map(({ id }) => id)
      if (gone.length > 0) await writeRing(file, { current, keys: kept })
      for (const key of gone) await note(places, { what: 'key-dropped', ring, key }, now)
      dropped.push(...gone)
    }
    return dropped
  })
