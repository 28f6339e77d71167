import { data } from 'dcmjs'
import { sliceSize } from './ct-phantom.ts'

const { DicomDict, DicomMetaDictionary } = data

/** A root for examples under which nobody else gives out identifiers. */
export const demoUidRoot = '1.2.826.0.1.3680043.10.999.26'

const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2'
const explicitLittleEndian = '1.2.840.10008.1.2.1'
/** Stored values start at zero, as older viewers expect of CT. */
const intercept = -1024

/** What one slice of a study says about itself. */
export interface SliceFacts {
  readonly studyUid: string
  readonly seriesUid: string
  readonly instanceUid: string
  readonly number: number
  readonly startedAt: Date
  readonly studyDescription: string
  readonly seriesDescription: string
  readonly accessionNumber: string
  readonly bodyPart: string
  readonly institution: string
  readonly patient: { readonly id: string; readonly name: string | null; readonly sex: 'M' | 'F' | 'O'; readonly birthDate: string | null }
  readonly spacing: number
  readonly thickness: number
  readonly window: { readonly centre: number; readonly width: number }
}

/** Writes a CT slice as a DICOM Part 10 file; Vietnamese names are UTF-8 (ISO_IR 192). */
export function ctSlice(facts: SliceFacts, densities: Int16Array): Uint8Array {
  const stored = new Uint16Array(densities.length)
  densities.forEach((density, at) => (stored[at] = Math.max(0, density - intercept)))
  const meta = {
    FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
    MediaStorageSOPClassUID: ctImageStorage,
    MediaStorageSOPInstanceUID: facts.instanceUid,
    TransferSyntaxUID: explicitLittleEndian,
    ImplementationClassUID: demoUidRoot,
    ImplementationVersionName: 'LIENVIEN',
  }
  const file = new DicomDict(DicomMetaDictionary.denaturalizeDataset(meta))
  file.dict = DicomMetaDictionary.denaturalizeDataset({ ...identity(facts), ...picture(facts), PixelData: stored.buffer })
  return new Uint8Array(file.write())
}

const compact = (isoDate: string): string => isoDate.replaceAll('-', '')

/** DICOM separates the family name, which stands first, from the rest by a caret. */
const personName = (name: string): string => name.replace(' ', '^')

const identity = (facts: SliceFacts) => ({
  _meta: { _vrMap: {} },
  _vrMap: { PixelData: 'OW' },
  SpecificCharacterSet: 'ISO_IR 192',
  ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
  SOPClassUID: ctImageStorage,
  SOPInstanceUID: facts.instanceUid,
  StudyDate: compact(facts.startedAt.toISOString().slice(0, 10)),
  StudyTime: facts.startedAt.toISOString().slice(11, 19).replaceAll(':', ''),
  AccessionNumber: facts.accessionNumber,
  Modality: 'CT',
  Manufacturer: 'Lien Vien phantom',
  InstitutionName: facts.institution,
  StudyDescription: facts.studyDescription,
  SeriesDescription: facts.seriesDescription,
  PatientName: [{ Alphabetic: personName(facts.patient.name ?? 'Chưa rõ') }],
  PatientID: facts.patient.id,
  PatientSex: facts.patient.sex,
  PatientBirthDate: compact(facts.patient.birthDate ?? ''),
  BodyPartExamined: facts.bodyPart,
  StudyInstanceUID: facts.studyUid,
  SeriesInstanceUID: facts.seriesUid,
  StudyID: '1',
  SeriesNumber: 1,
  InstanceNumber: facts.number,
})

const picture = ({ number, spacing, thickness, window, seriesUid }: SliceFacts) => ({
  FrameOfReferenceUID: `${seriesUid}.0`,
  ImagePositionPatient: [(-sliceSize / 2) * spacing, (-sliceSize / 2) * spacing, (number - 1) * thickness],
  ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
  PixelSpacing: [spacing, spacing],
  SliceThickness: thickness,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  Rows: sliceSize,
  Columns: sliceSize,
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  WindowCenter: window.centre,
  WindowWidth: window.width,
  RescaleIntercept: intercept,
  RescaleSlope: 1,
  KVP: 120,
})
