import type { PatientRecord } from '#core/record/patient-record.ts'
import { brandId, type OrganizationId, type PractitionerId } from '#core/shared/ids.ts'
import type { Participant } from './form.ts'
import type { MinutesFacts } from './prefill.ts'

const districtId: OrganizationId = brandId('org-district')
const centralId: OrganizationId = brandId('org-central')

const person = (id: string, words: Pick<Participant, 'name' | 'title' | 'specialty'> & { readonly central: boolean }): Participant => ({
  practitioner: brandId<PractitionerId>(id),
  organization: words.central ? centralId : districtId,
  organizationName: words.central ? 'BVĐK Trung ương Sao Mai' : 'TTYT Sông Bạc',
  name: words.name,
  title: words.title,
  specialty: words.specialty,
  licenceNumber: `0${id.length}1234/BYT-CCHN`,
})

/** A consult that has been held, with invented people, from which complete minutes can be made. */
export const sampleFacts = (): MinutesFacts => ({
  code: 'HC-0421/BBHC',
  sessionCode: 'PH-2026-11-21-0421',
  record: sampleRecord(),
  requesting: {
    id: districtId, name: 'Trung tâm Y tế Sông Bạc', shortName: 'TTYT Sông Bạc', facilityCode: '99001', authority: 'Sở Y tế Hà Sơn',
    address: 'Sông Bạc, Hà Sơn', phone: '0219 000 001',
  },
  consulting: {
    id: centralId, name: 'Bệnh viện Đa khoa Trung ương Sao Mai', shortName: 'BVĐK TW Sao Mai', facilityCode: '99900', authority: 'Bộ Y tế',
    address: 'Hà Nội', phone: '024 000 000',
  },
  request: {
    questions: [
      { id: 'q1', text: 'Có chỉ định can thiệp ngoại khoa ổ hoại tử tụy lúc này không?' },
      { id: 'q2', text: 'Có cần chuyển người bệnh lên tuyến trên không?' },
    ],
    course:
      'Đau thượng vị dữ dội lan sau lưng, nôn nhiều từ 18/11. Điều trị nội khoa: nhịn ăn, bù dịch, giảm đau.\nNgày thứ ba sốt 38,9 °C, bụng chướng tăng.',
    currentCondition: 'Tỉnh, tiếp xúc được, bụng chướng vừa, ấn đau thượng vị, không có phản ứng thành bụng rõ.',
    provisionalDiagnosis: 'Viêm tụy cấp hoại tử, theo dõi nhiễm khuẩn ổ hoại tử – Đái tháo đường típ 2',
  },
  chair: person('chair', { name: 'Trần Quốc Khánh', title: 'PGS.TS.BS.', specialty: 'Ngoại tiêu hóa', central: true }),
  secretary: person('secretary', { name: 'Lê Thị Ngọc Ánh', title: 'ThS.BS.', specialty: 'Ngoại tiêu hóa', central: true }),
  members: [
    person('district', { name: 'Hoàng Văn Sơn', title: 'BSCKI.', specialty: 'Ngoại tổng hợp', central: false }),
    person('icu', { name: 'Đặng Thùy Dương', title: 'BSCKII.', specialty: 'Hồi sức tích cực', central: true }),
  ],
  session: sampleSession(),
  legalBasis: { kind: 'written-request', evidence: 'Phiếu đồng ý số 17/2026' },
  recordingCode: null,
  reviewed: [
    { title: 'Bản trích hồ sơ, phiên bản 1', uid: null, sha256: brandId('9f2c'.repeat(16)) },
    { title: 'CLVT bụng có tiêm thuốc cản quang (CT)', uid: '1.2.826.0.1.3680043.8.498.4211', sha256: null },
  ],
  frames: [],
  noted: '',
})

const sampleRecord = (): PatientRecord => ({
  patient: {
    id: brandId('patient-1'), organization: districtId, hospitalNumber: 'SB-26-004211', name: 'Nguyễn Thị Hường', birthDate: '1959-03-14',
    sex: 'female', citizenId: '001159012345', insuranceNumber: 'HT3010123456789', address: 'Thôn Đoài, xã Sông Bạc, tỉnh Hà Sơn', phone: null,
  },
  encounters: [
    {
      id: 'encounter-1', kind: 'inpatient', admissionNumber: '26-008813', department: 'Khoa Ngoại tổng hợp', room: '302', bed: '12',
      admittedAt: new Date('2026-11-18T02:20:00Z'), dischargedAt: null,
    },
  ],
  conditions: [
    { id: 'condition-1', code: 'K85.9', display: 'Viêm tụy cấp', status: 'active', recordedAt: new Date('2026-11-18T03:00:00Z') },
    { id: 'condition-2', code: 'E11.9', display: 'Đái tháo đường típ 2', status: 'active', recordedAt: new Date('2020-05-02T03:00:00Z') },
  ],
  allergies: [{ id: 'allergy-1', substance: 'Penicillin', reaction: 'mày đay toàn thân', criticality: 'high' }],
  medications: [
    { id: 'medication-1', name: 'Meropenem 1 g', dosage: 'truyền tĩnh mạch mỗi 8 giờ', startedOn: '2026-11-20', endedOn: null },
    { id: 'medication-2', name: 'Insulin glargine', dosage: '14 đơn vị tiêm dưới da buổi tối', startedOn: '2024-01-10', endedOn: null },
  ],
  observations: sampleObservations(),
  media: [],
  reports: [],
  procedures: [],
  imagingStudies: [
    {
      id: 'study-1', uid: '1.2.826.0.1.3680043.8.498.4211', modality: 'CT', description: 'CLVT bụng có tiêm thuốc cản quang',
      startedAt: new Date('2026-11-20T08:30:00Z'), series: [],
    },
  ],
  documents: [],
})

const sampleSession = (): MinutesFacts['session'] => ({
  startedAt: new Date('2026-11-21T07:05:00Z'),
  endedAt: new Date('2026-11-21T07:48:00Z'),
  attendance: [
    {
      name: 'PGS.TS.BS. Trần Quốc Khánh', organizationName: 'BVĐK TW Sao Mai',
      stays: [{ joinedAt: '2026-11-21T07:05:00.000Z', leftAt: '2026-11-21T07:48:00.000Z' }],
    },
    {
      name: 'BSCKI. Hoàng Văn Sơn', organizationName: 'TTYT Sông Bạc',
      stays: [
        { joinedAt: '2026-11-21T07:03:00.000Z', leftAt: '2026-11-21T07:22:10.000Z' },
        { joinedAt: '2026-11-21T07:22:50.000Z', leftAt: '2026-11-21T07:48:00.000Z' },
      ],
    },
  ],
  interruptions: [{ from: new Date('2026-11-21T07:22:10Z'), until: new Date('2026-11-21T07:22:50Z') }],
})

function sampleObservations(): MinutesFacts['record']['observations'] {
  const at = new Date('2026-11-21T01:00:00Z')
  const make = (
    [code, display, unit]: readonly [string, string, string],
    value: number,
    flag: 'normal' | 'high' | 'low',
  ): MinutesFacts['record']['observations'][number] => ({
    id: `observation-${code}`, category: unit === '°C' || unit === 'lần/phút' ? 'vital-signs' : 'laboratory', code, display, value, unit,
    referenceLow: null, referenceHigh: null, flag, effectiveAt: at,
  })
  return [
    make(['8310-5', 'Nhiệt độ', '°C'], 38.9, 'high'),
    make(['8867-4', 'Mạch', 'lần/phút'], 112, 'high'),
    make(['1988-5', 'CRP', 'mg/L'], 245.5, 'high'),
    make(['6690-2', 'Bạch cầu', 'G/L'], 18.4, 'high'),
    make(['1798-8', 'Amylase', 'U/L'], 860, 'high'),
    make(['17861-6', 'Calci toàn phần', 'mmol/L'], 1.9, 'low'),
  ]
}
