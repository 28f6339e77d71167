import { data } from 'dcmjs'
import { demoUidRoot } from './demo-uids.ts'

const { DicomDict, DicomMetaDictionary } = data

const explicitLittleEndian = '1.2.840.10008.1.2.1'

/** What every file of a study says about itself. */
export interface StudyFacts {
  readonly studyUid: string
  readonly startedAt: Date
  readonly studyDescription: string
  readonly accessionNumber: string
  readonly institution: string
  readonly patient: { readonly id: string; readonly name: string | null; readonly sex: 'M' | 'F' | 'O'; readonly birthDate: string | null }
}

/** What one file is within its study. */
export interface InstanceFacts {
  readonly seriesUid: string
  readonly seriesNumber: number
  readonly seriesDescription: string
  readonly modality: string
  readonly sopClass: string
  readonly instanceUid: string
  readonly number: number
}

export interface Pixels {
  readonly rows: number
  readonly columns: number
  /** Frames one after the other. */
  readonly values: Uint8Array | Uint16Array | Int16Array
  readonly frames?: number
  readonly colour?: boolean
  /** Further attributes of the picture, by their DICOM keywords. */
  readonly attributes: Readonly<Record<string, unknown>>
}

/** What a file holds that has no picture: a curve, a report, a printed page. */
export interface Contents {
  /** By their DICOM keywords; `_vrMap` says how binary values are kept. */
  readonly attributes: Readonly<Record<string, unknown>>
}

const compact = (isoDate: string): string => isoDate.replaceAll('-', '')

/** DICOM separates the family name, which stands first, from the rest by a caret. */
const personName = (name: string): string => name.replace(' ', '^')

const identity = (study: StudyFacts, one: InstanceFacts) => ({
  SpecificCharacterSet: 'ISO_IR 192',
  SOPClassUID: one.sopClass,
  SOPInstanceUID: one.instanceUid,
  StudyDate: compact(study.startedAt.toISOString().slice(0, 10)),
  StudyTime: study.startedAt.toISOString().slice(11, 19).replaceAll(':', ''),
  AccessionNumber: study.accessionNumber,
  Modality: one.modality,
  Manufacturer: 'Lien Vien phantom',
  InstitutionName: study.institution,
  StudyDescription: study.studyDescription,
  SeriesDescription: one.seriesDescription,
  PatientName: [{ Alphabetic: personName(study.patient.name ?? 'Chưa rõ') }],
  PatientID: study.patient.id,
  PatientSex: study.patient.sex,
  PatientBirthDate: compact(study.patient.birthDate ?? ''),
  StudyInstanceUID: study.studyUid,
  SeriesInstanceUID: one.seriesUid,
  StudyID: '1',
  SeriesNumber: one.seriesNumber,
  InstanceNumber: one.number,
})

function picture({ rows, columns, values, frames, colour = false, attributes }: Pixels) {
  const bits = values.BYTES_PER_ELEMENT * 8
  const stored = bits === 8 ? 8 : values instanceof Int16Array ? 16 : 12
  return {
    ImageType: ['ORIGINAL', 'PRIMARY'],
    SamplesPerPixel: colour ? 3 : 1,
    PhotometricInterpretation: colour ? 'RGB' : 'MONOCHROME2',
    ...(colour && { PlanarConfiguration: 0 }),
    Rows: rows,
    Columns: columns,
    ...(frames !== undefined && { NumberOfFrames: frames }),
    BitsAllocated: bits,
    BitsStored: stored,
    HighBit: stored - 1,
    PixelRepresentation: values instanceof Int16Array ? 1 : 0,
    ...attributes,
    PixelData: values.buffer,
  }
}

/** Writes a DICOM Part 10 file, explicit little endian; Vietnamese names are UTF-8 (ISO_IR 192). */
export function dicomFile(study: StudyFacts, one: InstanceFacts, held: Pixels | Contents): Uint8Array {
  const meta = {
    FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
    MediaStorageSOPClassUID: one.sopClass,
    MediaStorageSOPInstanceUID: one.instanceUid,
    TransferSyntaxUID: explicitLittleEndian,
    ImplementationClassUID: demoUidRoot,
    ImplementationVersionName: 'LIENVIEN',
  }
  const isPicture = 'values' in held
  const vr = isPicture ? { PixelData: held.values.BYTES_PER_ELEMENT === 1 ? 'OB' : 'OW' } : {}
  const file = new DicomDict(DicomMetaDictionary.denaturalizeDataset(meta))
  file.dict = DicomMetaDictionary.denaturalizeDataset({ _meta: { _vrMap: {} }, _vrMap: vr, ...identity(study, one), ...(isPicture ? picture(held) : held.attributes) })
  return new Uint8Array(file.write())
}
