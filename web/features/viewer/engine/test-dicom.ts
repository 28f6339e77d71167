import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import dicomParser from 'dicom-parser'
import { dicomFile, type Pixels } from '#prisma/seed/imaging/dicom-file.ts'

const run = promisify(execFile)
const requireHere = createRequire(import.meta.url)

/** One picture as the archive of a test hands it out. */
export interface ServedInstance {
  readonly series: string
  readonly instance: string
  readonly metadata: Record<string, unknown>
  readonly transferSyntax: string
  readonly frames: readonly Uint8Array[]
}

export const studyUid = '1.2.826.0.1.3680043.10.999.77'
const study = {
  studyUid, startedAt: new Date('2026-11-21T02:00:00Z'), studyDescription: 'Thử', accessionNumber: 'T1', institution: 'BV',
  patient: { id: '1', name: 'Nguyễn Thử', sex: 'O' as const, birthDate: null },
}

interface Sample {
  readonly name: string
  readonly modality: string
  readonly sopClass: string
  readonly pixels: Pixels
}

/** Writes a sample's DICOM file; series and instance are named after its place. */
export async function writeSample(folder: string, sample: Sample, number: number): Promise<{ readonly path: string; readonly series: string }> {
  const series = `${studyUid}.${number}`
  const one = { seriesUid: series, seriesNumber: number, seriesDescription: sample.name, modality: sample.modality, sopClass: sample.sopClass, instanceUid: `${series}.1`, number: 1 }
  const path = join(folder, `${sample.name}.dcm`)
  await writeFile(path, dicomFile(study, one, sample.pixels))
  return { path, series }
}

/** Runs one of dcmtk's programs on a file and names the result. */
export async function convert(program: string, args: readonly string[], from: string): Promise<string> {
  const to = `${from}.${program}${args.join('')}`
  await run(program, [...args, from, to])
  return to
}

/** The stored pixels of an uncompressed file. */
export async function nativePixels(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path)
  const element = dicomParser.parseDicom(bytes).elements['x7fe00010']
  if (element === undefined) throw new Error(`${path} has no pixels`)
  return bytes.subarray(element.dataOffset, element.dataOffset + element.length)
}

/** A file as dcmtk renders it in a window: one grey from 0 to 255 a pixel. */
export async function rendered(path: string, window: { readonly centre: number; readonly width: number }): Promise<{ readonly rows: number; readonly columns: number; readonly greys: Uint8Array }> {
  const to = `${path}.pgm`
  await run('dcm2pnm', ['+Ww', String(window.centre), String(window.width), path, to])
  const bytes = await readFile(to)
  const head = /^P5\s+(?:#[^\n]*\n\s*)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 200))
  if (head === null) throw new Error('dcm2pnm wrote no grey picture')
  return { columns: Number(head[1]), rows: Number(head[2]), greys: bytes.subarray(head[0].length) }
}

/** What dcmtk reads of a file, as DICOM JSON. */
export async function metadataOf(path: string): Promise<Record<string, unknown>> {
  const { stdout } = await run('dcm2json', [path], { maxBuffer: 64 * 1024 * 1024 })
  const metadata = JSON.parse(stdout) as Record<string, unknown>
  delete metadata['7FE00010']
  return metadata
}

/** Reads a DICOM file of any transfer syntax into what an archive would serve; dcmtk describes only what is not compressed. */
export async function serve(path: string, described = path): Promise<ServedInstance> {
  const bytes = await readFile(path)
  const parsed = dicomParser.parseDicom(bytes)
  const transferSyntax = parsed.string('x00020010') ?? ''
  const metadata = await metadataOf(described)
  const count = parsed.intString('x00280008') ?? 1
  const element = parsed.elements['x7fe00010']
  if (element === undefined) throw new Error(`${path} has no pixels`)
  const whole = parsed.byteArray.subarray(element.dataOffset, element.dataOffset + element.length)
  const frames = Array.from({ length: count }, (_, at) => {
    if (element.encapsulatedPixelData !== true) return new Uint8Array(whole.subarray((at * whole.length) / count, ((at + 1) * whole.length) / count))
    const own = element.basicOffsetTable?.length ? element : { ...element, basicOffsetTable: dicomParser.createJPEGBasicOffsetTable(parsed, element) }
    return new Uint8Array(dicomParser.readEncapsulatedImageFrame(parsed, own, at))
  })
  return { series: parsed.string('x0020000e') ?? '', instance: parsed.string('x00080018') ?? '', metadata, transferSyntax, frames }
}

interface Encoder {
  getDecodedBuffer(facts: object): Uint8Array
  setQuality(reversible: boolean, step: number): void
  setDecompositions?(levels: number): void
  encode(): void
  getEncodedBuffer(): Uint8Array
}
type Codec = Readonly<Record<string, new () => Encoder>>

/** JPEG 2000 or its high-throughput form, which dcmtk does not write: the codecs' own encoders, without loss. */
export async function encodeWavelet(kind: 'jpeg2000' | 'htj2k', picture: { readonly columns: number; readonly rows: number; readonly bits: number; readonly bytes: Uint8Array }): Promise<Uint8Array> {
  const load = requireHere(kind === 'jpeg2000' ? '@cornerstonejs/codec-openjpeg' : '@cornerstonejs/codec-openjph') as () => Promise<Codec>
  const codec = await load()
  const Make = codec[kind === 'jpeg2000' ? 'J2KEncoder' : 'HTJ2KEncoder']
  if (Make === undefined) throw new Error(`no encoder for ${kind}`)
  const encoder = new Make()
  const facts = { width: picture.columns, height: picture.rows, bitsPerSample: picture.bits, componentCount: 1, isSigned: false, isUsingColorTransform: false }
  encoder.getDecodedBuffer(facts).set(picture.bytes)
  if (kind === 'htj2k') encoder.setQuality(true, 0)
  encoder.encode()
  return new Uint8Array(encoder.getEncodedBuffer())
}
