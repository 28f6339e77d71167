import { mkdir, open, readdir, stat, type FileHandle } from 'node:fs/promises'
import type { Logger } from '#adapters/observability/logger.ts'
import { forgetUnfinished, sealVideo } from '#adapters/recordings/sealed-video.ts'
import { videoFile } from '#adapters/recordings/sidecar.ts'
import { finishFile, type RecordingPlace } from './finished-file.ts'
import { sealFile, type WrittenFile } from './webm-file.ts'
import { fileHeader, seekHead, segmentHead, unknownSize, type CuePoint } from './webm.ts'

const clusterId = 0x1f43b675
const blockId = 0xa3
/** An element's head as we write it: its name (four bytes, or one within a cluster) and eight bytes of size. */
const headLength = 12
const blockHead = 9
/** Name, size and time at the beginning of each cluster. */
const clusterTime = 17

const contentAt = fileHeader().length + segmentHead(unknownSize).length
const infoAt = contentAt + seekHead(0).length

const sizeAt = (bytes: Buffer, at: number): number => Number(bytes.readBigUInt64BE(at) & 0x00ff_ffff_ffff_ffffn)

interface Found {
  readonly end: number
  readonly last: number
  readonly cues: readonly CuePoint[]
}

/** Walks over what reached the disk; a cluster that did not arrive whole is left out. */
async function clustersOf(file: FileHandle): Promise<Found> {
  const { size } = await file.stat()
  const cues: CuePoint[] = []
  let last = 0
  let at = infoAt
  for (;;) {
    const head = Buffer.alloc(headLength)
    if (at + headLength > size) break
    await file.read(head, 0, headLength, at)
    const length = sizeAt(head, 4)
    if (at + headLength + length > size) break
    if (head.readUInt32BE(0) === clusterId) {
      const content = Buffer.alloc(length)
      await file.read(content, 0, length, at + headLength)
      const began = Number(content.readBigUInt64BE(blockHead))
      const { lastAt, keyed } = blocksOf(content)
      last = Math.max(last, began + lastAt)
      if (keyed) cues.push({ at: began, position: at - contentAt })
    }
    at += headLength + length
  }
  return { end: at, last, cues }
}

function blocksOf(cluster: Buffer): { readonly lastAt: number; readonly keyed: boolean } {
  let lastAt = 0
  let keyed: boolean | null = null
  for (let at = clusterTime; at + blockHead + 4 <= cluster.length && cluster[at] === blockId; at += blockHead + sizeAt(cluster, at + 1)) {
    lastAt = Math.max(lastAt, cluster.readInt16BE(at + blockHead + 1))
    keyed ??= ((cluster[at + blockHead + 3] ?? 0) & 0x80) !== 0
  }
  return { lastAt, keyed: keyed === true }
}

/** Gives a file that its writer left in the middle its index and its length; null where no frame had reached the disk. */
export async function repairFile(path: string): Promise<WrittenFile | null> {
  const file = await open(path, 'r+')
  const { end, last, cues } = await clustersOf(file)
  if (end <= infoAt || last === 0) {
    await file.close()
    return null
  }
  await file.truncate(end)
  return sealFile(file, { path, layout: { contentAt, infoAt, end }, cues, durationMs: last })
}

/**
 * What an earlier process of this machine was writing when it was killed. The folder belongs to one media server alone; called
 * before it takes its first room, so that nothing that is being written now is taken for an orphan.
 */
export async function findOrphans(directory: string): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const names = new Set(await readdir(directory))
  return [...names].filter((name) => name.endsWith('.webm')).map((name) => name.slice(0, -'.webm'.length)).filter((segment) => !names.has(`${segment}.json`))
}

/** What it had closed and not sealed to the end. */
export async function findHalfSealed(directory: string): Promise<readonly string[]> {
  const names = new Set(await readdir(directory))
  return (await forgetUnfinished(directory)).filter((segment) => names.has(`${segment}.json`))
}

/** Seals them, one after another and beside the calls. */
export async function sealLeft({ directory, ring }: RecordingPlace, left: readonly string[], log: Logger): Promise<void> {
  for (const segment of left) {
    try {
      if (ring !== null) await (await sealVideo(directory, segment, ring)).seat()
    } catch (cause) {
      log.error('segment.not-sealed', { cause })
    }
  }
}

/** Closes them, one after another and beside the calls. */
export async function repairOrphans(place: RecordingPlace, orphans: readonly string[], log: Logger): Promise<void> {
  const { directory } = place
  for (const segment of orphans) {
    try {
      const { birthtime } = await stat(videoFile(directory, segment))
      const written = await repairFile(videoFile(directory, segment))
      if (written !== null) await finishFile(place, { segment, facts: { ...written, firstFrameAt: birthtime.toISOString() } }, log)
    } catch (cause) {
      log.error('segment.not-repaired', { cause })
    }
  }
  if (orphans.length > 0) log.info('segments.repaired', { count: orphans.length })
}
