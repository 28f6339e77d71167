import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { IntakeFault } from '#core/imaging/intake.ts'

/** What a zip may hold; beyond it the whole zip is turned away. */
export interface ZipLimits {
  readonly entries: number
  readonly totalBytes: number
  readonly entryBytes: number
  /** How many times larger than in the zip a file may come out, once it is larger than `ratioFrom` bytes. */
  readonly ratio: number
  readonly ratioFrom: number
}

export const zipLimits: ZipLimits = { entries: 20_000, totalBytes: 6 * 1024 ** 3, entryBytes: 512 * 1024 ** 2, ratio: 100, ratioFrom: 4 * 1024 ** 2 }

export type ZipItem = { readonly name: string; readonly bytes: Uint8Array } | { readonly name: string; readonly fault: IntakeFault }

// What computers leave in folders, and DICOM's own table of contents, which says nothing that the files do not.
const clutter = /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._[^/]*$|DICOMDIR$)/i

class Fault extends Error {
  readonly fault: IntakeFault
  constructor(fault: IntakeFault) {
    super(fault)
    this.fault = fault
  }
}

async function readBounded(stream: Readable, most: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    // The sizes in a zip's table are a claim; what comes out is counted.
    if (size > most) {
      stream.destroy()
      throw new Fault('zip-bomb')
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Reads a zip file by file, bounded in count, size and growth; a file that cannot be read does not end the others. */
export async function* zipEntries(path: string, limits: ZipLimits = zipLimits): AsyncGenerator<ZipItem> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, strictFileNames: false, validateEntrySizes: true }).catch(() => null)
  if (zip === null) {
    yield { name: '', fault: 'zip-broken' }
    return
  }
  let total = 0
  try {
    if (zip.entryCount > limits.entries) {
      yield { name: '', fault: 'zip-bomb' }
      return
    }
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/') || clutter.test(entry.fileName)) continue
      if (entry.isEncrypted()) {
        yield { name: entry.fileName, fault: 'encrypted' }
        continue
      }
      const most = Math.min(limits.entryBytes, Math.max(limits.ratioFrom, entry.compressedSize * limits.ratio), limits.totalBytes - total)
      try {
        const bytes = await readBounded(await zip.openReadStreamPromise(entry), most)
        total += bytes.length
        yield { name: entry.fileName, bytes }
      } catch (cause) {
        const fault = cause instanceof Fault ? cause.fault : 'zip-broken'
        yield { name: entry.fileName, fault }
        // One that was made to burst is not read any further.
        if (fault === 'zip-bomb') return
      }
    }
  } catch {
    yield { name: '', fault: 'zip-broken' }
  } finally {
    zip.close()
  }
}
