import { readdir } from 'node:fs/promises'
import { keysOfVideo, rewrapVideo, sealVideo } from '#adapters/recordings/sealed-video.ts'
import { isMissing } from '#adapters/recordings/sidecar.ts'
import type { KeyRing } from '#adapters/sealing/key-ring.ts'
import { unopenedCode } from '#core/record/sealed-file.ts'
import type { Turned } from './turn-files.ts'

/** Whole files of the folder, by segment; one that is being written has no description beside it yet. */
async function segmentsOf(directory: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch((cause: unknown) => {
    if (isMissing(cause)) return []
    throw cause
  })
  const there = new Set(names)
  return names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length)).filter((segment) => there.has(`${segment}.webm`))
}

/** Puts every whole recording under the current key, beside those that are being written; a turn that was stopped goes on where it was. */
export async function turnRecordings(directory: string, ring: KeyRing): Promise<Turned> {
  const count = { sealed: 0, rewrapped: 0, unopened: 0 }
  const segments = await segmentsOf(directory)
  for (const segment of segments) {
    const done = await turnOne(directory, segment, ring)
    if (done !== null) count[done] += 1
  }
  return count
}

async function turnOne(directory: string, segment: string, ring: KeyRing): Promise<keyof Turned | null> {
  try {
    const keys = await keysOfVideo(directory, segment)
    if (keys.length > 0) return (await rewrapVideo(directory, segment, ring)) ? 'rewrapped' : null
    await (await sealVideo(directory, segment, ring)).seat()
    return 'sealed'
  } catch (cause) {
    if (unopenedCode(cause) !== null) return 'unopened'
    // Erased since the folder was looked at: its time was over.
    if (isMissing(cause)) return null
    throw cause
  }
}

/** How many recordings lie under each key. */
export async function recordingsByKey(directory: string): Promise<ReadonlyMap<string, number>> {
  const count = new Map<string, number>()
  for (const segment of await segmentsOf(directory))
    for (const key of await keysOfVideo(directory, segment)) count.set(key, (count.get(key) ?? 0) + 1)
  return count
}
