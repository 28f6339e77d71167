import type { ObservationFlag, WrittenReport } from '#core/record/patient-record.ts'
import type { PlainDate, Sex } from '#core/record/patient.ts'
import type { DemoHospital } from '#prisma/seed/hospitals.ts'

export interface Measure {
  /** LOINC. */
  readonly code: string
  readonly display: string
  readonly unit: string | null
  /** Reference range; null where there is no bound. */
  readonly range: readonly [low: number | null, high: number | null]
  /** Beyond these a value is critical. */
  readonly critical?: readonly [low: number | null, high: number | null]
}

/** Laboratory tests with Vietnamese names and the ranges of an adult. */
export const laboratory = {
  wbc: { code: '6690-2', display: 'Bạch cầu (WBC)', unit: 'G/L', range: [4, 10], critical: [2, 30] },
  neut: { code: '770-8', display: 'Bạch cầu đa nhân trung tính', unit: '%', range: [40, 74] },
  hgb: { code: '718-7', display: 'Hemoglobin (HGB)', unit: 'g/L', range: [120, 160], critical: [70, 200] },
  hct: { code: '4544-3', display: 'Hematocrit (HCT)', unit: '%', range: [36, 46], critical: [20, 50] },
  plt: { code: '777-3', display: 'Tiểu cầu (PLT)', unit: 'G/L', range: [150, 400], critical: [50, 1000] },
  crp: { code: '1988-5', display: 'CRP định lượng', unit: 'mg/L', range: [null, 5], critical: [null, 200] },
  pct: { code: '75241-0', display: 'Procalcitonin', unit: 'ng/mL', range: [null, 0.5], critical: [null, 10] },
  lactate: { code: '2524-7', display: 'Lactat máu', unit: 'mmol/L', range: [0.5, 2.2], critical: [null, 4] },
  glucose: { code: '2345-7', display: 'Glucose máu', unit: 'mmol/L', range: [3.9, 6.4], critical: [2.8, 22] },
  hba1c: { code: '4548-4', display: 'HbA1c', unit: '%', range: [4, 6] },
  urea: { code: '22664-7', display: 'Urê máu', unit: 'mmol/L', range: [2.5, 7.5] },
  creatinine: { code: '14682-9', display: 'Creatinin máu', unit: 'µmol/L', range: [53, 106], critical: [null, 350] },
  sodium: { code: '2951-2', display: 'Natri (Na⁺)', unit: 'mmol/L', range: [135, 145], critical: [120, 160] },
  potassium: { code: '2823-3', display: 'Kali (K⁺)', unit: 'mmol/L', range: [3.5, 5], critical: [2.8, 6.2] },
  ast: { code: '1920-8', display: 'AST (GOT)', unit: 'U/L', range: [null, 37], critical: [null, 1000] },
  alt: { code: '1742-6', display: 'ALT (GPT)', unit: 'U/L', range: [null, 40], critical: [null, 1000] },
  bilirubin: { code: '14631-6', display: 'Bilirubin toàn phần', unit: 'µmol/L', range: [null, 17] },
  albumin: { code: '1751-7', display: 'Albumin máu', unit: 'g/L', range: [35, 50] },
  amylase: { code: '1798-8', display: 'Amylase máu', unit: 'U/L', range: [28, 100] },
  inr: { code: '6301-6', display: 'INR', unit: null, range: [0.85, 1.2], critical: [null, 4.5] },
  aptt: { code: '14979-9', display: 'APTT', unit: 'giây', range: [25, 37] },
  fibrinogen: { code: '3255-7', display: 'Fibrinogen', unit: 'g/L', range: [2, 4], critical: [1, null] },
  dDimer: { code: '48065-7', display: 'D-Dimer', unit: 'µg/mL FEU', range: [null, 0.5] },
  troponin: { code: '67151-1', display: 'Troponin T siêu nhạy', unit: 'ng/L', range: [null, 14], critical: [null, 100] },
  ckmb: { code: '13969-1', display: 'CK-MB', unit: 'ng/mL', range: [null, 5] },
  bnp: { code: '33762-6', display: 'NT-proBNP', unit: 'pg/mL', range: [null, 125], critical: [null, 1800] },
  cholesterol: { code: '2093-3', display: 'Cholesterol toàn phần', unit: 'mmol/L', range: [null, 5.2] },
  ldl: { code: '2089-1', display: 'LDL-Cholesterol', unit: 'mmol/L', range: [null, 3.4] },
  ldh: { code: '14804-9', display: 'LDH', unit: 'U/L', range: [null, 250] },
  uric: { code: '3084-1', display: 'Acid uric máu', unit: 'µmol/L', range: [150, 360] },
  proteinuria: { code: '2889-4', display: 'Protein niệu 24 giờ', unit: 'g/24 giờ', range: [null, 0.3] },
  ketones: { code: '53060-9', display: 'Thể ceton máu (β-OHB)', unit: 'mmol/L', range: [null, 0.6], critical: [null, 3] },
  ph: { code: '2744-1', display: 'pH máu động mạch', unit: null, range: [7.35, 7.45], critical: [7.2, 7.6] },
  pco2: { code: '2019-8', display: 'pCO₂ máu động mạch', unit: 'mmHg', range: [35, 45], critical: [20, 70] },
  po2: { code: '2703-7', display: 'pO₂ máu động mạch', unit: 'mmHg', range: [80, 100], critical: [50, null] },
  hco3: { code: '1959-6', display: 'HCO₃⁻', unit: 'mmol/L', range: [22, 26], critical: [10, 40] },
  ammonia: { code: '16362-6', display: 'NH₃ máu', unit: 'µmol/L', range: [11, 51] },
  ns1: { code: '75377-2', display: 'Dengue NS1 Ag', unit: null, range: [null, null] },
  hiv: { code: '75622-1', display: 'HIV Ag/Ab', unit: null, range: [null, null] },
  culture: { code: '600-7', display: 'Cấy máu', unit: null, range: [null, null] },
} as const satisfies Record<string, Measure>

export const vitalSigns = {
  pulse: { code: '8867-4', display: 'Mạch', unit: 'lần/phút', range: [60, 100], critical: [40, 130] },
  systolic: { code: '8480-6', display: 'Huyết áp tâm thu', unit: 'mmHg', range: [90, 140], critical: [80, 180] },
  diastolic: { code: '8462-4', display: 'Huyết áp tâm trương', unit: 'mmHg', range: [60, 90], critical: [40, 110] },
  temperature: { code: '8310-5', display: 'Nhiệt độ', unit: '°C', range: [36, 37.5], critical: [35, 40] },
  breaths: { code: '9279-1', display: 'Nhịp thở', unit: 'lần/phút', range: [12, 20], critical: [8, 30] },
  spo2: { code: '59408-5', display: 'SpO₂', unit: '%', range: [95, 100], critical: [90, null] },
  glasgow: { code: '9269-2', display: 'Điểm Glasgow', unit: 'điểm', range: [15, 15], critical: [8, null] },
  weight: { code: '29463-7', display: 'Cân nặng', unit: 'kg', range: [null, null] },
} as const satisfies Record<string, Measure>

export type LaboratoryTest = keyof typeof laboratory
export type VitalSign = keyof typeof vitalSigns

/** Values taken together, so many hours before the demo world was made; a result in words carries its flag. */
export type Readings<Name extends string> = readonly [
  hoursAgo: number,
  values: Readonly<Partial<Record<Name, number | readonly [text: string, flag: ObservationFlag]>>>,
]

/** A fictional patient as one hospital knows them; times count back from the moment the demo world is made. */
export interface DemoPatient {
  readonly key: string
  readonly hospital: DemoHospital
  readonly hospitalNumber: string
  readonly name: string | null
  readonly birthDate: PlainDate | null
  readonly sex: Sex
  readonly citizenId: string | null
  readonly insuranceNumber: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly stay: {
    readonly kind: 'inpatient' | 'emergency'
    readonly number: string
    readonly department: string
    readonly room: string | null
    readonly bed: string | null
    readonly hoursAgo: number
  }
  readonly conditions: readonly (readonly [code: string, display: string, hoursAgo: number, status?: 'resolved'])[]
  readonly allergies?: readonly (readonly [substance: string, reaction: string, criticality: 'low' | 'high'])[]
  readonly medications: readonly (readonly [name: string, dosage: string, daysAgo: number, endedDaysAgo?: number])[]
  readonly vitals: readonly Readings<VitalSign>[]
  readonly labs: readonly Readings<LaboratoryTest>[]
  readonly reports?: readonly (Pick<WrittenReport, 'category' | 'code' | 'display' | 'findings' | 'conclusion' | 'author'> & { readonly hoursAgo: number })[]
  readonly procedures?: readonly (readonly [code: string, display: string, hoursAgo: number, note?: string])[]
  /** Ranges of a child or a newborn, where they differ from an adult's. */
  readonly ranges?: Readonly<Partial<Record<VitalSign | LaboratoryTest, readonly [number | null, number | null]>>>
}

/** A CCCD that passes every rule and belongs to nobody: no province has the number 099. */
export function fictionalCitizenId(sex: Sex, birthDate: PlainDate, serial: number): string {
  const year = Number(birthDate.slice(0, 4))
  const century = (Math.floor(year / 100) - 19) * 2 + (sex === 'female' ? 1 : 0)
  return `099${century}${birthDate.slice(2, 4)}${String(serial).padStart(6, '0')}`
}

/** A BHYT card of the shape in use, for the province 99, which does not exist. */
export const fictionalInsurance = (group: string, serial: number): string => `${group}99${String(2_600_000_000 + serial)}`
