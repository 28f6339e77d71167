import fc from 'fast-check'
import type { Brand, Sha256 } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Patient } from './patient.ts'
import { sexes } from './patient.ts'
import type { ClinicalMedia, Observation, PatientRecord } from './patient-record.ts'
import { procedureStatuses, reportCategories } from './patient-record.ts'

const id = <Id extends Brand<string, string>>(raw: string): Id => brandId<Id>(raw)

/** A small record with one sensitive item of each kind, for tests that follow an item by its id. */
export function exampleRecord(): PatientRecord {
  const at = new Date('2026-11-20T03:00:00.000Z')
  return {
    patient: {
      id: id('0c8f4d7e-51a8-4b1e-9a52-0d0a8a6f0001'), organization: id('0c8f4d7e-51a8-4b1e-9a52-0d0a8a6f0002'), hospitalNumber: 'BN-000417',
      name: 'Nguyễn Thị Thử', birthDate: '1959-04-02', sex: 'female', citizenId: '001159000123', insuranceNumber: 'GD4012345678901',
      address: 'Xã Thử Nghiệm', phone: null,
    },
    encounters: [{ id: 'enc-1', kind: 'inpatient', admissionNumber: '26.0417', department: 'Khoa Nội', room: '203', bed: '12', admittedAt: at, dischargedAt: null }],
    conditions: [
      { id: 'con-1', code: 'I21.9', display: 'Nhồi máu cơ tim cấp', status: 'active', recordedAt: at },
      { id: 'con-hiv', code: 'B20', display: 'Bệnh HIV', status: 'active', recordedAt: at },
    ],
    allergies: [{ id: 'all-1', substance: 'Penicillin', reaction: 'Phát ban', criticality: 'high' }],
    medications: [
      { id: 'med-1', name: 'Aspirin 81 mg', dosage: '1 viên/ngày', startedOn: '2026-11-19', endedOn: null },
      { id: 'med-hiv', name: 'Tenofovir 300 mg', dosage: '1 viên/ngày', startedOn: '2024-01-01', endedOn: null },
    ],
    observations: [
      { id: 'obs-1', category: 'laboratory', code: '6598-7', display: 'Troponin T', value: 0.42, unit: 'ng/mL', referenceLow: null, referenceHigh: 0.04, flag: 'critical-high', effectiveAt: at },
      { id: 'obs-2', category: 'vital-signs', code: '8480-6', display: 'Huyết áp tâm thu', value: 92, unit: 'mmHg', referenceLow: 90, referenceHigh: 140, flag: 'normal', effectiveAt: at },
      { id: 'obs-hiv', category: 'laboratory', code: '75622-1', display: 'HIV Ag/Ab', value: 'Dương tính', unit: null, referenceLow: null, referenceHigh: null, flag: 'abnormal', effectiveAt: at },
    ],
    reports: [
      { id: 'rep-1', category: 'imaging', code: 'CT-NGUC', display: 'CT ngực', findings: 'Dịch màng phổi trái.\nKhông thấy huyết khối.', conclusion: 'Tràn dịch màng phổi trái', author: 'BS. Thử', results: ['obs-1'], issuedAt: at },
    ],
    procedures: [{ id: 'pro-1', code: '36.06', display: 'Đặt stent động mạch vành', status: 'completed', note: 'Hai stent', performedAt: at, endedAt: null }],
    media: [
      { id: '8f9d3f0e-5f0b-4d8e-9a3e-0d2f5b6c7a19', kind: 'picture', title: 'Điện tim 12 chuyển đạo', takenAt: new Date('2026-11-21T01:30:00Z'), file: id('b'.repeat(64)), thumbnail: id('c'.repeat(64)), mediaType: 'image/jpeg', size: 182_400 },
    ],
    imagingStudies: [
      { id: 'img-1', uid: '1.2.826.0.1.3680043.10.1', modality: 'CT', description: 'CT ngực', startedAt: at, series: [
        { uid: '1.2.826.0.1.3680043.10.1.1', description: 'Nhu mô', instances: [{ uid: '1.2.826.0.1.3680043.10.1.1.1', number: 1, sopClass: '1.2.840.10008.5.1.4.1.1.2', frames: 1 }] },
      ] },
    ],
    documents: [
      { id: 'doc-1', kind: 'consult-minutes', title: 'Biên bản hội chẩn', file: id('b'.repeat(64)), case: id('0c8f4d7e-51a8-4b1e-9a52-0d0a8a6f0003'), filedAt: at, receipt: 'LV-1' },
    ],
  }
}

const text = fc.stringMatching(/^[A-Za-zÀ-ỹ0-9][A-Za-zÀ-ỹ0-9 ,.()/%-]{0,20}[A-Za-zÀ-ỹ0-9]$/u)
const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
const day = moment.map((one) => one.toISOString().slice(0, 10))
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const number = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((one) => (one === 0 ? 0 : one / 100))
const uuid = fc.uuid()
const ownCode = fc.stringMatching(/^[A-Z0-9][A-Z0-9.-]{0,9}$/)
const sha = fc.stringMatching(/^[0-9a-f]{64}$/).map((one) => id<Sha256>(one))
const dicomUid = fc.stringMatching(/^1\.2\.[1-9]\d{0,8}\.[1-9]\d{0,8}$/)

const patient: fc.Arbitrary<Patient> = fc.record({
  id: uuid.map((one) => id<Patient['id']>(one)), organization: uuid.map((one) => id<Patient['organization']>(one)), hospitalNumber: text,
  name: optional(text), birthDate: optional(day), sex: fc.constantFrom(...sexes), citizenId: optional(fc.stringMatching(/^\d{12}$/)),
  insuranceNumber: optional(fc.stringMatching(/^\d{10}$/)), address: optional(text), phone: optional(text),
})

const observation: fc.Arbitrary<Observation> = fc.record({
  id: uuid, category: fc.constantFrom('vital-signs', 'laboratory'), code: fc.stringMatching(/^\d{3,5}-\d$/), display: text,
  value: fc.oneof(number, text), unit: optional(text), referenceLow: optional(number), referenceHigh: optional(number),
  flag: fc.constantFrom('normal', 'low', 'high', 'critical-low', 'critical-high', 'abnormal'), effectiveAt: moment,
})

const study = fc.record({
  id: uuid, uid: dicomUid, modality: fc.constantFrom('CT', 'MR', 'US', 'XA'), description: text, startedAt: moment,
  series: fc.array(fc.record({
    uid: dicomUid, description: text,
    instances: fc.array(fc.record({ uid: dicomUid, number: fc.nat(500), sopClass: dicomUid, frames: fc.integer({ min: 1, max: 200 }) }), { maxLength: 3 }),
  }), { maxLength: 2 }),
})

const media: fc.Arbitrary<ClinicalMedia> = fc.record({
  id: uuid, title: text, takenAt: moment, file: sha, thumbnail: optional(sha), size: fc.integer({ min: 1, max: 1_000_000 }),
  form: fc.constantFrom(...([['picture', 'image/jpeg'], ['video', 'video/mp4'], ['document', 'application/pdf']] as const)),
}).map(({ form: [kind, mediaType], ...rest }) => ({ ...rest, kind, mediaType }))

/** Any record that a hospital may hold: unknown patients, results in words, studies without pictures. */
export const anyRecord: fc.Arbitrary<PatientRecord> = fc.record({
  patient,
  encounters: fc.array(fc.record({
    id: uuid, kind: fc.constantFrom('inpatient', 'emergency', 'outpatient'), admissionNumber: text, department: text,
    room: optional(text), bed: optional(text), admittedAt: moment, dischargedAt: optional(moment),
  }), { maxLength: 3 }),
  conditions: fc.array(fc.record({
    id: uuid, code: fc.constantFrom('I21.9', 'B20', 'F32.1', 'K35.8', 'Z21', 'E11.9'), display: text,
    status: fc.constantFrom('active', 'resolved'), recordedAt: moment,
  }), { maxLength: 4 }),
  allergies: fc.array(fc.record({ id: uuid, substance: text, reaction: text, criticality: fc.constantFrom('low', 'high') }), { maxLength: 3 }),
  medications: fc.array(fc.record({ id: uuid, name: text, dosage: text, startedOn: day, endedOn: optional(day) }), { maxLength: 4 }),
  observations: fc.array(observation, { maxLength: 6 }),
  reports: fc.array(fc.record({
    id: uuid, category: fc.constantFrom(...reportCategories), code: fc.oneof(fc.constant(''), ownCode), display: text, findings: fc.oneof(fc.constant(''), text), conclusion: text,
    author: optional(text), results: fc.constant([]), issuedAt: moment,
  }), { maxLength: 2 }),
  procedures: fc.array(fc.record({
    id: uuid, code: fc.oneof(fc.constant(''), ownCode), display: text, status: fc.constantFrom(...procedureStatuses), note: fc.oneof(fc.constant(''), text), performedAt: moment, endedAt: optional(moment),
  }), { maxLength: 2 }),
  imagingStudies: fc.array(study, { maxLength: 2 }),
  media: fc.array(media, { maxLength: 2 }),
  documents: fc.constant([]),
})
