import dicomParser from 'dicom-parser'
import type { DataSet } from 'dicom-parser'
import { isDicomUid } from '#core/imaging/image-address.ts'
import type { DicomFacts, IntakeFault } from '#core/imaging/intake.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { decodeText } from './dicom-charset.ts'

const preambleBytes = 128
const mark = Buffer.from('DICM')
/** How programs begin: Windows, Linux, macOS, scripts, Java, archives, web pages. PDF and script text count too: they run when opened. */
const programs = [
  Buffer.from('MZ'), Buffer.from('\x7fELF', 'latin1'), Buffer.from('#!'), Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('<'), Buffer.from('%PDF'),
  ...['cafebabe', 'feedface', 'feedfacf', 'cefaedfe', 'cffaedfe', '4d534346', 'd0cf11e0'].map((hex) => Buffer.from(hex, 'hex')),
]

/** Whether bytes claim to be DICOM Part 10. */
export const claimsDicom = (bytes: Uint8Array): boolean => mark.equals(bytes.subarray(preambleBytes, preambleBytes + mark.length))

/** Whether the free 128 bytes at the front are the beginning of a program: such a file is two files in one. */
export const hidesProgram = (bytes: Uint8Array): boolean => programs.some((start) => start.equals(bytes.subarray(0, start.length)))

const storageClass = /^1\.2\.840\.10008\.5\.1\.4\.(1\.1\.|34\.)/
const uncompressed = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2'])

/** Reads where a DICOM file belongs, and refuses what no archive should be handed. */
export function readDicom(bytes: Uint8Array): Result<{ readonly bytes: Uint8Array; readonly facts: DicomFacts }, IntakeFault> {
  if (hidesProgram(bytes)) return err('dicom-executable')
  let set: DataSet
  try {
    set = dicomParser.parseDicom(bytes)
  } catch {
    return err('dicom-malformed')
  }
  const facts = factsOf(set)
  if (![facts.study, facts.series, facts.instance, facts.sopClass].every(isDicomUid) || !storageClass.test(facts.sopClass)) return err('dicom-malformed')
  if (!hasWholePixels(set)) return err('dicom-malformed')
  // What else stands in the preamble (a TIFF's head, leftovers) is nothing that a reader of DICOM needs.
  const clean = Uint8Array.from(bytes)
  clean.fill(0, 0, preambleBytes)
  return ok({ bytes: clean, facts })
}

/** Whether the pixels are as many as the file says; a file without pixels (report, waveform, document) has all of them. */
function hasWholePixels(set: DataSet): boolean {
  const pixels = set.elements['x7fe00010']
  if (pixels === undefined) return set.uint16('x00280010') === undefined
  const [rows, columns, bits] = [set.uint16('x00280010') ?? 0, set.uint16('x00280011') ?? 0, set.uint16('x00280100') ?? 0]
  if (rows === 0 || columns === 0 || bits === 0) return false
  if (!uncompressed.has(set.string('x00020010') ?? '')) return pixels.length > 0 || (pixels.fragments?.length ?? 0) > 0
  const samples = set.uint16('x00280002') ?? 1
  return pixels.length >= Math.floor((rows * columns * samples * bits * framesOf(set)) / 8)
}

const framesOf = (set: DataSet): number => Math.max(1, set.intString('x00280008') ?? 1)

function factsOf(set: DataSet): DicomFacts {
  const plain = (tag: string): string => set.string(tag)?.trim() ?? ''
  const charset = plain('x00080005')
  const text = (tag: string): string => {
    const held = set.elements[tag]
    return held === undefined ? '' : decodeText(set.byteArray.subarray(held.dataOffset, held.dataOffset + held.length), charset)
  }
  return {
    study: plain('x0020000d'),
    series: plain('x0020000e'),
    instance: plain('x00080018'),
    sopClass: plain('x00080016'),
    modality: plain('x00080060') || 'OT',
    studyDescription: text('x00081030'),
    seriesDescription: text('x0008103e'),
    seriesNumber: set.intString('x00200011') ?? 0,
    number: set.intString('x00200013') ?? 0,
    frames: framesOf(set),
    patientNumber: text('x00100020'),
    patientName: text('x00100010').split('=')[0] ?? '',
    date: plain('x00080020'),
    time: plain('x00080030'),
  }
}
