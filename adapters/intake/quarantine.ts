import { open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Quarantine, Received } from '#core/imaging/intake.ts'
import { claimsDicom, hidesProgram, readDicom } from './dicom-file.ts'
import { cleanMedia } from './media-file.ts'
import { zipEntries } from './zip-entries.ts'

const headBytes = 132
const largestSingle = 512 * 1024 ** 2
const zipMark = Buffer.from('PK\x03\x04', 'latin1')
const emptyZipMark = Buffer.from('PK\x05\x06', 'latin1')

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

const isZip = (head: Uint8Array): boolean => [zipMark, emptyZipMark].some((start) => start.equals(head.subarray(0, start.length)))

/** Looks at one file by its content. */
export async function inspectFile(name: string, bytes: Uint8Array): Promise<Received> {
  if (bytes.length === 0) return { kind: 'refused', name, fault: 'empty' }
  if (claimsDicom(bytes)) {
    const dicom = readDicom(bytes)
    return dicom.ok ? { kind: 'dicom', name, ...dicom.value } : { kind: 'refused', name, fault: dicom.error }
  }
  if (isZip(bytes)) return { kind: 'refused', name, fault: 'zip-within-zip' }
  const media = await cleanMedia(bytes)
  if (media.ok) return { kind: 'media', name, ...media.value }
  return { kind: 'refused', name, fault: media.error }
}

async function* inspect(path: string): AsyncGenerator<Received> {
  const head = await headOf(path)
  // A zip that is also a DICOM file is neither.
  if (isZip(head) && claimsDicom(head)) {
    yield { kind: 'refused', name: '', fault: 'dicom-executable' }
    return
  }
  if (isZip(head)) {
    for await (const item of zipEntries(path))
      yield 'fault' in item ? { kind: 'refused', name: item.name, fault: item.fault } : await inspectFile(item.name, item.bytes)
    return
  }
  const { size } = await stat(path)
  if (size > largestSingle) yield { kind: 'refused', name: '', fault: 'too-large' }
  else if (claimsDicom(head) && hidesProgram(head)) yield { kind: 'refused', name: '', fault: 'dicom-executable' }
  else yield await inspectFile('', await readFile(path))
}

/** Uploads as files named by their id in a folder that nothing is served from. */
export function makeQuarantine(folder: string): Quarantine {
  const at = (upload: string): string => join(folder, upload)
  return {
    received: async (upload) => (await stat(at(upload)).catch(() => null))?.size ?? null,
    inspect: (upload) => inspect(at(upload)),
    discard: async (upload) => {
      await Promise.all([rm(at(upload), { force: true }), rm(`${at(upload)}.json`, { force: true })])
    },
  }
}
