import type { DemoPatient } from '#prisma/seed/patients/demo-patient.ts'
import { demoPatients } from '#prisma/seed/seed-records.ts'
import { demoUidRoot, sopClass } from './demo-uids.ts'
import { echoReport, electrocardiogram, printedResult } from './contents.ts'
import type { Contents, Pixels } from './dicom-file.ts'
import { abdomen, abdomenBefore, head } from './phantom.ts'
import type { Lattice, Phantom } from './phantom.ts'
import { angiogram, ctSlice, echoClip, mammogram, mrSlice, plainFilm } from './pictures.ts'

/** One synthetic series: how many files it has, and how each is drawn. */
export interface DemoSeries {
  readonly uid: string
  readonly number: number
  readonly description: string
  readonly modality: keyof typeof sopClass
  readonly count: number
  /** Frames in each file. */
  readonly frames: number
  readonly draw: (index: number) => Pixels | Contents | Promise<Contents>
}

/** A synthetic study of one demo patient. */
export interface DemoStudy {
  readonly key: string
  readonly uid: string
  readonly patient: DemoPatient
  readonly accessionNumber: string
  readonly description: string
  readonly hoursAgo: number
  readonly series: readonly DemoSeries[]
}

type SeriesPlan = Omit<DemoSeries, 'uid' | 'number' | 'draw' | 'frames'> & {
  readonly frames?: number
  readonly draw: (index: number, frameOfReference: string) => Pixels | Contents | Promise<Contents>
}

const ct = (description: string, { phantom, lattice, ...look }: { readonly phantom: Phantom; readonly lattice: Lattice; readonly window: { readonly centre: number; readonly width: number }; readonly bodyPart: string }): SeriesPlan => ({
  description,
  modality: 'CT',
  count: lattice.slices,
  draw: (index, frameOfReference) => ctSlice({ phantom, lattice, index, frameOfReference, ...look }),
})

const soft = { window: { centre: 40, width: 400 }, bodyPart: 'ABDOMEN' }
const brain = { window: { centre: 38, width: 80 }, bodyPart: 'HEAD' }
const thick: Lattice = { size: 256, spacing: 1.4, thickness: 6, slices: 28 }

interface StudyPlan {
  readonly key: string
  readonly patient: string
  readonly description: string
  readonly hoursAgo: number
  readonly series: readonly SeriesPlan[]
}

// The place in this list is part of the identifiers: add at the end.
const plans: readonly StudyPlan[] = [
  {
    key: 'gastrectomy', patient: 'gastrectomy', hoursAgo: 5,
    description: 'CLVT bụng – tiểu khung có tiêm thuốc cản quang',
    series: [
      ct('Thì tĩnh mạch cửa 6 mm', { phantom: abdomen, lattice: thick, ...soft }),
      ct('Tái tạo mỏng 0,6 mm', { phantom: abdomen, lattice: { size: 512, spacing: 0.7, thickness: 0.6, slices: 300 }, ...soft }),
    ],
  },
  {
    key: 'stroke', patient: 'stroke', hoursAgo: 1.5,
    description: 'CLVT sọ não không tiêm thuốc',
    series: [ct('Nhu mô não 5 mm', { phantom: head, lattice: { size: 256, spacing: 0.9, thickness: 5, slices: 24 }, ...brain })],
  },
  {
    key: 'gastrectomy-before', patient: 'gastrectomy', hoursAgo: 160,
    description: 'CLVT bụng trước mổ',
    series: [ct('Thì tĩnh mạch cửa 6 mm', { phantom: abdomenBefore, lattice: thick, ...soft })],
  },
  {
    key: 'gastrectomy-film', patient: 'gastrectomy', hoursAgo: 7,
    description: 'X-quang bụng không chuẩn bị',
    series: [{ description: 'Thẳng, đứng', modality: 'CR', count: 1, draw: () => plainFilm(abdomen, { size: 512, spacing: 0.8 }, 'ABDOMEN') }],
  },
  {
    key: 'stroke-mr', patient: 'stroke', hoursAgo: 0.7,
    description: 'CHT sọ não cấp cứu',
    series: [
      {
        description: 'DWI b1000', modality: 'MR', count: 20,
        draw: (index, frameOfReference) => mrSlice({ phantom: head, lattice: { size: 192, spacing: 1.2, thickness: 6, slices: 20 }, index, frameOfReference, window: { centre: 500, width: 1000 }, bodyPart: 'HEAD' }),
      },
    ],
  },
  {
    key: 'infarction-echo', patient: 'infarction', hoursAgo: 6,
    description: 'Siêu âm tim tại giường',
    series: [{ description: 'Bốn buồng từ mỏm', modality: 'US', count: 1, frames: 25, draw: () => echoClip(25) }],
  },
  {
    key: 'infarction-angiogram', patient: 'infarction', hoursAgo: 13_000,
    description: 'Chụp mạch vành qua da, lần trước',
    series: [{ description: 'LAO 30', modality: 'XA', count: 1, frames: 16, draw: () => angiogram(16) }],
  },
  {
    key: 'infarction-ecg', patient: 'infarction', hoursAgo: 8.5,
    description: 'Điện tâm đồ 12 chuyển đạo',
    series: [{ description: 'Lúc vào viện', modality: 'ECG', count: 1, draw: electrocardiogram }],
  },
  {
    key: 'infarction-report', patient: 'infarction', hoursAgo: 5.9,
    description: 'Báo cáo siêu âm tim',
    series: [{ description: 'Kết quả siêu âm tim', modality: 'SR', count: 1, draw: echoReport }],
  },
  {
    key: 'infarction-print', patient: 'infarction', hoursAgo: 2.9,
    description: 'Phiếu xét nghiệm in',
    series: [{
      description: 'Phiếu kết quả men tim', modality: 'DOC', count: 1,
      draw: () => printedResult('PHIẾU KẾT QUẢ XÉT NGHIỆM', ['Troponin T hs: 1.840 ng/L', 'CK-MB: 88 ng/mL', 'Người thực hiện: khoa Xét nghiệm']),
    }],
  },
  {
    key: 'stroke-mammogram', patient: 'stroke', hoursAgo: 200 * 24,
    description: 'X-quang vú tầm soát',
    series: [{ description: 'Vú trái, chếch trong ngoài', modality: 'MG', count: 1, draw: () => mammogram(640, 480) }],
  },
]

function patientOf(key: string): DemoPatient {
  const found = demoPatients.find((one) => one.key === key)
  if (found === undefined) throw new Error(`no demo patient ${key}`)
  return found
}

/** Every synthetic study, with identifiers that are the same each time. */
export const demoStudies: readonly DemoStudy[] = plans.map(({ key, patient, description, hoursAgo, series }, place) => {
  const uid = `${demoUidRoot}.${place + 1}`
  return {
    key,
    uid,
    patient: patientOf(patient),
    accessionNumber: `${series[0]?.modality ?? 'OT'}26-${String(place + 1).padStart(4, '0')}`,
    description,
    hoursAgo,
    series: series.map((one, at) => ({
      ...one,
      uid: `${uid}.${at + 1}`,
      number: at + 1,
      frames: one.frames ?? 1,
      draw: (index: number) => one.draw(index, `${uid}.0`),
    })),
  }
})

/** The identifier of one file of a series; files count from 0. */
export const instanceUidOf = (series: DemoSeries, index: number): string => `${series.uid}.${index + 1}`
