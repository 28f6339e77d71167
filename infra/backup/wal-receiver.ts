import { mkdir, open, readdir, rename, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { z } from 'zod'
import { parsePosition, segmentBytes, segmentName, segmentStart, startOfSegment, writePosition } from './wal-position.ts'

export interface WalReceiverOptions {
  /** Superuser's address; the log is asked for over PostgreSQL's own replication protocol. */
  readonly adminUrl: string
  /** Folder of the archive, best on another disk or machine. */
  readonly archive: string
}

/** A receiver that runs: everything that the database commits is on the archive's disk within a second. */
export interface WalReceiver {
  /** How far the archive is on its disk. */
  readonly flushed: () => bigint
  /** Resolves when the connection has ended, with the reason where it was not asked for. */
  readonly ended: Promise<Error | undefined>
  readonly close: () => Promise<void>
}

/** The slot that keeps what has not been received yet; the server's `max_slot_wal_keep_size` bounds it. */
export const archiveSlot = 'lien_vien_archive'
const flushEveryMs = 500
const partial = '.partial'
/** PostgreSQL counts microseconds from the year 2000. */
const epochMs = Date.UTC(2000, 0, 1)

interface CopyConnection {
  on(event: 'copyData', listener: (message: { readonly chunk: Buffer }) => void): unknown
  once(event: 'replicationStart', listener: () => void): unknown
  sendCopyFromChunk(chunk: Buffer): void
}

const system = z.object({ timeline: z.coerce.number().int(), xlogpos: z.string() })

/** Files of the archive, each begun as `.partial` and renamed when it is whole and on the disk. */
class ArchiveFiles {
  readonly #folder: string
  readonly #timeline: number
  #open: { readonly name: string; readonly file: FileHandle } | undefined
  #written: bigint
  flushed: bigint

  constructor(folder: string, timeline: number, from: bigint) {
    this.#folder = folder
    this.#timeline = timeline
    this.#written = from
    this.flushed = from
  }

  async append(start: bigint, bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const position = start + BigInt(at)
      const offset = Number(position - segmentStart(position))
      const part = bytes.subarray(at, at + segmentBytes - offset)
      const file = await this.#fileOf(position)
      await file.write(part, 0, part.length, offset)
      at += part.length
      this.#written = position + BigInt(part.length)
      if (offset + part.length === segmentBytes) await this.#finish()
    }
  }

  async flush(): Promise<void> {
    if (this.flushed === this.#written) return
    const written = this.#written
    await this.#open?.file.sync()
    this.flushed = written
  }

  async close(): Promise<void> {
    await this.flush()
    await this.#open?.file.close()
    this.#open = undefined
  }

  async #fileOf(position: bigint): Promise<FileHandle> {
    const name = segmentName(this.#timeline, position)
    if (this.#open?.name === name) return this.#open.file
    await this.#open?.file.close()
    const file = await open(join(this.#folder, name + partial), 'a+', 0o600).then(async (made) => {
      await made.close()
      return open(join(this.#folder, name + partial), 'r+')
    })
    // As long as a whole one, so that a restore can read it as it is.
    await file.truncate(segmentBytes)
    this.#open = { name, file }
    return file
  }

  async #finish(): Promise<void> {
    const whole = this.#open
    if (whole === undefined) return
    await whole.file.sync()
    await whole.file.close()
    this.#open = undefined
    await rename(join(this.#folder, whole.name + partial), join(this.#folder, whole.name))
    this.flushed = this.#written
  }
}

/** Where to go on: behind the last whole file, or where the server's log stands now. */
async function resumeAt(archive: string, timeline: number, now: bigint): Promise<bigint> {
  const starts = (await readdir(archive)).map(startOfSegment).filter((one) => one?.timeline === timeline).map((one) => (one?.start ?? 0n) + BigInt(segmentBytes))
  const last = starts.reduce<bigint | null>((most, start) => (most === null || start > most ? start : most), null)
  return last ?? segmentStart(now)
}

/** Standby status update: written, flushed and applied are one to us. */
function statusUpdate(flushed: bigint): Buffer {
  const message = Buffer.alloc(34)
  message.write('r', 0)
  for (const offset of [1, 9, 17]) message.writeBigUInt64BE(flushed, offset)
  message.writeBigInt64BE(BigInt(Date.now() - epochMs) * 1_000n, 25)
  return message
}

async function ensureSlot(client: Client): Promise<void> {
  try {
    await client.query(`CREATE_REPLICATION_SLOT ${archiveSlot} PHYSICAL RESERVE_WAL`)
  } catch (cause) {
    const duplicate = '42710'
    if (!(cause instanceof Error && 'code' in cause && cause.code === duplicate)) throw cause
  }
}

/** Connects, takes up the log where the archive ends, and keeps receiving until it is closed or the connection ends. */
export async function receiveWal({ adminUrl, archive }: WalReceiverOptions): Promise<WalReceiver> {
  await mkdir(archive, { recursive: true, mode: 0o700 })
  const client = new Client({ connectionString: adminUrl, replication: 'true', application_name: 'wal-archive' } as ConstructorParameters<typeof Client>[0])
  const ended = Promise.withResolvers<Error | undefined>()
  client.on('error', (cause) => ended.resolve(cause))
  client.on('end', () => ended.resolve(undefined))
  await client.connect()
  await ensureSlot(client)
  const { timeline, xlogpos } = system.parse((await client.query('IDENTIFY_SYSTEM')).rows[0])
  const from = await resumeAt(archive, timeline, parsePosition(xlogpos))
  const files = new ArchiveFiles(archive, timeline, from)
  const { connection } = client as unknown as { readonly connection: CopyConnection }
  let last = Promise.resolve()
  const then = (work: () => Promise<void>): Promise<void> => (last = last.then(work).catch((cause: unknown) => {
    // A full disk: the slot keeps the log until somebody has made room, and whoever watches us starts us again.
    ended.resolve(cause instanceof Error ? cause : new Error(String(cause)))
  }))
  const report = async (): Promise<void> => {
    await files.flush()
    connection.sendCopyFromChunk(statusUpdate(files.flushed))
  }
  connection.on('copyData', ({ chunk }) => {
    const kind = String.fromCharCode(chunk[0] ?? 0)
    if (kind === 'w') {
      // The driver reads the next message into the same memory: what is written later must be a copy.
      const [start, bytes] = [chunk.readBigUInt64BE(1), Buffer.from(chunk.subarray(25))]
      void then(() => files.append(start, bytes))
    }
    if (kind === 'k' && chunk[17] === 1) void then(report)
  })
  const started = new Promise<void>((resolve) => connection.once('replicationStart', () => resolve()))
  const streaming = client.query(`START_REPLICATION SLOT ${archiveSlot} PHYSICAL ${writePosition(from)} TIMELINE ${timeline}`)
  streaming.catch((cause: unknown) => ended.resolve(cause instanceof Error ? cause : new Error(String(cause))))
  await Promise.race([started, streaming])
  const timer = setInterval(() => void then(report), flushEveryMs)
  void ended.promise.then(() => clearInterval(timer))
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    clearInterval(timer)
    await then(report)
    await then(() => files.close())
    await client.end().catch(() => undefined)
    ended.resolve(undefined)
  }
  return { flushed: () => files.flushed, ended: ended.promise, close: () => (closing ??= close()) }
}
