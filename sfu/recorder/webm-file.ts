import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { cluster, clusterHead, cues, fileHeader, info, seekHead, segmentHead, simpleBlock, size8, tracks, unknownSize, type CuePoint, type WebmTrack } from './webm.ts'

export interface Frame {
  readonly data: Buffer
  /** Milliseconds since the first frame. */
  readonly at: number
  readonly key: boolean
}

export interface WrittenFile {
  readonly bytes: number
  readonly sha256: string
  readonly durationMs: number
}

/** A cluster holds at most this, in milliseconds: what a crash may cost. */
const clusterLength = 1_000

/** Writes frames of one track into a WebM file as they come; playable at any moment, seekable once closed. */
export class WebmFile {
  readonly #file: FileHandle
  readonly #path: string
  readonly #contentAt: number
  readonly #infoAt: number
  #position: number
  #blocks: Buffer[] = []
  #clusterAt = 0
  #clusterHasKey = false
  #last = 0
  readonly #cues: CuePoint[] = []
  #writing: Promise<void> = Promise.resolve()
  #closed: Promise<WrittenFile> | undefined

  private constructor(file: FileHandle, path: string, layout: { readonly contentAt: number; readonly infoAt: number; readonly end: number }) {
    this.#file = file
    this.#path = path
    this.#contentAt = layout.contentAt
    this.#infoAt = layout.infoAt
    this.#position = layout.end
  }

  /** Readable by this process's user alone; a file of this name must not be there yet. */
  static async create(path: string, track: WebmTrack): Promise<WebmFile> {
    const file = await open(path, 'wx', 0o600)
    const before = Buffer.concat([fileHeader(), segmentHead(unknownSize)])
    const seek = seekHead(0)
    const head = Buffer.concat([before, seek, info(0), tracks(track)])
    await file.write(head)
    return new WebmFile(file, path, { contentAt: before.length, infoAt: before.length + seek.length, end: head.length })
  }

  /** Takes a frame; resolves true when the cluster before it has reached the disk, false where it only waits in memory. */
  async add({ data, at, key }: Frame): Promise<boolean> {
    const begins = this.#blocks.length === 0
    const full = !begins && (at - this.#clusterAt >= clusterLength || (key && at - this.#clusterAt >= clusterLength / 2))
    const flushed = full ? this.#flush() : null
    if (begins || full) {
      this.#clusterAt = at
      this.#clusterHasKey = key
    }
    this.#blocks.push(simpleBlock(data, { after: at - this.#clusterAt, key }))
    this.#last = Math.max(this.#last, at)
    await flushed
    return flushed !== null
  }

  /** Writes the index and the length, and says what the file is. Idempotent. */
  close(): Promise<WrittenFile> {
    this.#closed ??= this.#finish()
    return this.#closed
  }

  /** Lets go of a file that can be written no further; it ends with its last whole cluster. */
  async abandon(): Promise<void> {
    await this.#writing.catch(() => undefined)
    await this.#file.close()
  }

  #flush(): Promise<void> {
    const blocks = this.#blocks
    this.#blocks = []
    const bytes = cluster([clusterHead(this.#clusterAt), ...blocks])
    if (this.#clusterHasKey) this.#cues.push({ at: this.#clusterAt, position: this.#position - this.#contentAt })
    const at = this.#position
    this.#position += bytes.length
    this.#writing = this.#writing.then(async () => {
      await this.#file.write(bytes, 0, bytes.length, at)
      // The lamp says that bytes are on disk, not in a cache.
      await this.#file.datasync()
    })
    return this.#writing
  }

  async #finish(): Promise<WrittenFile> {
    if (this.#blocks.length > 0) await this.#flush()
    await this.#writing
    const layout = { contentAt: this.#contentAt, infoAt: this.#infoAt, end: this.#position }
    return sealFile(this.#file, { path: this.#path, layout, cues: this.#cues, durationMs: this.#last })
  }
}

interface Unsealed {
  readonly path: string
  /** Where the segment's content and its `Info` begin, and where its clusters end. */
  readonly layout: { readonly contentAt: number; readonly infoAt: number; readonly end: number }
  readonly cues: readonly CuePoint[]
  readonly durationMs: number
}

/** Writes index, length and size into a file whose clusters are all there, closes it and says what it is. */
export async function sealFile(file: FileHandle, { path, layout: { contentAt, infoAt, end: at }, cues: points, durationMs }: Unsealed): Promise<WrittenFile> {
  const index = cues(points)
  const write = (bytes: Buffer, position: number): Promise<unknown> => file.write(bytes, 0, bytes.length, position)
  await write(index, at)
  await write(seekHead(at - contentAt), contentAt)
  await write(info(durationMs), infoAt)
  const end = at + index.length
  await write(size8(end - contentAt), contentAt - 8)
  await file.sync()
  await file.close()
  return { bytes: end, sha256: await hashOf(path), durationMs }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
