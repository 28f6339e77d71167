import { spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { PassThrough, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { Decrypter, Encrypter } from 'age-encryption'
import { StartProblem } from '#infra/setup/start-problem.mjs'

/** What one run of tar puts into the archive: names below a folder. */
export interface ArchivePart {
  readonly folder: string
  /** Each begins with `./` (or is `.`) where `as` is given. */
  readonly names: readonly string[]
  /** The folder's own name in the archive, where it is to lie in it whatever it is called on this machine. */
  readonly as?: string
  /** Patterns of tar, relative to `folder`. */
  readonly without?: readonly string[]
}

// GNU tar: a file grew, shrank or went while it was read. PostgreSQL's log mends exactly that.
const changedWhileRead = 1

/** Runs tar on one part into `into`, which stays open: archives that follow each other are read as one. */
async function appendPart({ folder, names, as, without = [] }: ArchivePart, into: PassThrough): Promise<void> {
  const args = ['--create', '--file=-', '--sparse', '--warning=no-file-changed', '--warning=no-file-removed', `--directory=${folder}`]
  // Names and what hard links name, but not what other links do.
  const renamed = as === undefined ? [] : [`--transform=flags=rhS;s,^\\.,${as.replaceAll(/[\\&,]/g, String.raw`\$&`)},`]
  const tar = spawn('tar', [...args, ...renamed, ...without.map((pattern) => `--exclude=${pattern}`), ...names], { stdio: ['ignore', 'pipe', 'pipe'] })
  const complaints: string[] = []
  tar.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
  const ended = new Promise<number | null>((resolve, reject) => tar.once('error', reject).once('close', resolve))
  for await (const chunk of tar.stdout as AsyncIterable<Buffer>)
    if (!into.write(chunk)) await new Promise((resolve) => into.once('drain', resolve))
  const code = await ended
  if (code !== 0 && code !== changedWhileRead)
    throw new StartProblem(`Sao lưu: không đọc được ${as ?? names.join(', ')} (${complaints.join('').trim().split('\n').at(-1) ?? ''}).`)
}

/**
 * Writes the parts, in order and each asked for only when the one before is done, as one compressed archive (tar, zstd)
 * encrypted to an age recipient (age-encryption.org/v1). The file appears under its name only when it is whole and on disk.
 */
export async function sealArchive(target: string, recipient: string, parts: AsyncIterable<ArchivePart>): Promise<void> {
  const staged = `${target}.partial`
  const plain = new PassThrough()
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  const compressed = plain.pipe(createZstdCompress())
  plain.once('error', (cause) => compressed.destroy(cause))
  const sealed = await encrypter.encrypt(Readable.toWeb(compressed) as ReadableStream<Uint8Array>)
  const written = pipeline(Readable.fromWeb(sealed as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(staged, { mode: 0o600 }))
  const fed = (async () => {
    for await (const part of parts) await appendPart(part, plain)
    plain.end()
  })()
  try {
    await Promise.all([fed.catch((cause: unknown) => {
      plain.destroy(cause instanceof Error ? cause : new Error(String(cause)))
      throw cause
    }), written])
    const file = await open(staged)
    await file.sync()
    await file.close()
    await rename(staged, target)
  } catch (cause) {
    await rm(staged, { force: true })
    throw cause
  }
}

/** Decrypts the archive with an age identity and unpacks it below `folder`, owners and modes as they were. */
export async function openArchive(source: string, identity: string, folder: string): Promise<void> {
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const sealed = Readable.toWeb(createReadStream(source)) as ReadableStream<Uint8Array>
  const opened = await decrypter.decrypt(sealed).catch(() => {
    throw new StartProblem('Khôi phục: khoá không mở được bản sao lưu này; kiểm tra lại tệp khoá và tệp sao lưu.')
  })
  // Each part was a whole archive; the empty blocks between them do not end the reading.
  const tar = spawn('tar', ['--extract', '--file=-', '--ignore-zeros', '--preserve-permissions', `--directory=${folder}`], {
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const complaints: string[] = []
  tar.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()))
  const ended = new Promise<number | null>((resolve, reject) => tar.once('error', reject).once('close', resolve))
  try {
    await pipeline(Readable.fromWeb(opened as Parameters<typeof Readable.fromWeb>[0]), createZstdDecompress(), tar.stdin)
  } catch {
    tar.kill()
    throw new StartProblem('Khôi phục: tệp sao lưu bị hỏng hoặc thiếu phần cuối; hãy dùng bản khác.')
  }
  if ((await ended) !== 0) throw new StartProblem(`Khôi phục: không ghi được dữ liệu (${complaints.join('').trim().split('\n').at(-1) ?? ''}).`)
}
