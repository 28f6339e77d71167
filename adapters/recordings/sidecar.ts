import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

/** What a closed file is, beside the file itself: it is true whoever was there to hear of it. */
const sidecar = z.object({
  firstFrameAt: z.iso.datetime(),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  durationMs: z.int().nonnegative(),
})
export type Sidecar = z.output<typeof sidecar>

export const videoFile = (directory: string, segment: string): string => join(directory, `${segment}.webm`)
export const sidecarFile = (directory: string, segment: string): string => join(directory, `${segment}.json`)

/** Says that a file is whole; there at once or not at all. */
export async function writeSidecar(directory: string, segment: string, content: Sidecar): Promise<void> {
  const unfinished = join(directory, `${segment}.json.part`)
  await writeFile(unfinished, JSON.stringify(sidecar.parse(content)), { mode: 0o600 })
  await rename(unfinished, sidecarFile(directory, segment))
}

/** Whether a file was looked for that is not there. */
export const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'

/** What is known of a closed file; null while it is being written, or was never begun. */
export async function readSidecar(directory: string, segment: string): Promise<Sidecar | null> {
  const text = await readFile(sidecarFile(directory, segment), 'utf8').catch((cause: unknown) => {
    if (isMissing(cause)) return null
    throw cause
  })
  return text === null ? null : sidecar.parse(JSON.parse(text))
}
