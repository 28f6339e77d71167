import type { Department, HubLink, Organization } from '#core/directory/directory.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { demoHospitals } from './demo-accounts.ts'
import { demoId } from './demo-ids.ts'

/** Facility codes begin with 99, which no province has. */
const facts = {
  songHan: {
    shortName: 'BV TW Sông Hàn',
    facilityCode: '99001',
    authority: 'BỘ Y TẾ',
    address: 'Số 1 đường Bến Ngự, phường Sông Hàn',
    phone: '0999 000 001',
  },
  baLang: {
    shortName: 'BVĐKKV Ba Lăng',
    facilityCode: '99017',
    authority: 'SỞ Y TẾ TỈNH TRƯỜNG LĨNH',
    address: 'Thôn Ba Lăng Đông, xã Ba Lăng',
    phone: '0999 000 017',
  },
  ngocVan: {
    shortName: 'TTYT Ngọc Vân',
    facilityCode: '99042',
    authority: 'SỞ Y TẾ TỈNH TRƯỜNG LĨNH',
    address: 'Khu dân cư số 3, đặc khu Ngọc Vân',
    phone: '0999 000 042',
  },
} as const

export type DemoHospital = keyof typeof facts

/** The identifier of a demo hospital. */
export const hospitalId = (hospital: DemoHospital): OrganizationId => demoId(`hospital:${hospital}`)

/** The demo hospital of a name in the list of accounts. */
export function hospitalNamed(name: string): DemoHospital {
  const found = (Object.keys(facts) as DemoHospital[]).find((one) => demoHospitals[one] === name)
  if (found === undefined) throw new Error(`no demo hospital is called ${name}`)
  return found
}

export const organizations: readonly Organization[] = (Object.keys(facts) as DemoHospital[]).map((hospital) => ({
  id: hospitalId(hospital),
  name: demoHospitals[hospital],
  ...facts[hospital],
}))

const departmentNames = {
  songHan: {
    K02: 'Khoa Cấp cứu', K04: 'Khoa Nội tim mạch', K14: 'Khoa Thần kinh', K18: 'Khoa Nhi', K22: 'Khoa Ngoại tiêu hóa',
    K26: 'Khoa Gây mê hồi sức', K27: 'Khoa Phụ sản', K39: 'Khoa Chẩn đoán hình ảnh', K48: 'Khoa Hồi sức tích cực – Chống độc',
    K99: 'Trung tâm Điều phối hội chẩn',
  },
  baLang: {
    K02: 'Khoa Cấp cứu', K03: 'Khoa Nội tổng hợp', K18: 'Khoa Nhi', K19: 'Khoa Ngoại tổng hợp', K27: 'Khoa Phụ sản',
    K48: 'Khoa Hồi sức tích cực', K99: 'Phòng Kế hoạch tổng hợp',
  },
  ngocVan: { K02: 'Khoa Cấp cứu – Hồi sức', K03: 'Khoa Nội – Nhi', K19: 'Khoa Ngoại – Sản', K99: 'Phòng Kế hoạch – Nghiệp vụ' },
} as const satisfies Record<DemoHospital, Record<string, string>>

/** The identifier of a department by its national code. */
export const departmentId = (hospital: DemoHospital, code: string): Department['id'] => demoId(`department:${hospital}:${code}`)

/** The name of a department by its national code. */
export function departmentName(hospital: DemoHospital, code: string): string {
  const names: Readonly<Record<string, string>> = departmentNames[hospital]
  const name = names[code]
  if (name === undefined) throw new Error(`${hospital} has no department ${code}`)
  return name
}

export const departments: readonly Department[] = (Object.keys(departmentNames) as DemoHospital[]).flatMap((hospital) =>
  Object.entries(departmentNames[hospital]).map(([code, name]) => ({
    id: departmentId(hospital, code),
    organization: hospitalId(hospital),
    code,
    name,
  })),
)

/** Ba Lăng is satellite of Sông Hàn and itself hub for the island, which may ask both. */
export const hubLinks: readonly HubLink[] = [
  {
    hub: hospitalId('songHan'),
    satellite: hospitalId('baLang'),
    specialties: [
      'general-surgery', 'cardiology', 'neurology', 'intensive-care', 'obstetrics', 'paediatrics', 'radiology', 'internal-medicine',
    ],
    validFrom: new Date('2025-07-01T00:00:00+07:00'),
    validUntil: null,
  },
  {
    hub: hospitalId('songHan'),
    satellite: hospitalId('ngocVan'),
    specialties: ['general-surgery', 'cardiology', 'neurology', 'intensive-care', 'obstetrics', 'paediatrics'],
    validFrom: new Date('2025-07-01T00:00:00+07:00'),
    validUntil: new Date('2030-07-01T00:00:00+07:00'),
  },
  {
    hub: hospitalId('baLang'),
    satellite: hospitalId('ngocVan'),
    specialties: ['internal-medicine', 'general-surgery'],
    validFrom: new Date('2026-01-01T00:00:00+07:00'),
    validUntil: null,
  },
]
