import { fictionalCitizenId, fictionalInsurance } from './demo-patient.ts'
import type { DemoPatient } from './demo-patient.ts'

/** Patients of the central hospital itself: seen by nobody else. */
export const songHanPatients: readonly DemoPatient[] = [
  {
    key: 'lung',
    hospital: 'songHan',
    hospitalNumber: 'SH26-118842',
    name: 'Quách Văn Lượng',
    birthDate: '1963-10-05',
    sex: 'male',
    citizenId: fictionalCitizenId('male', '1963-10-05', 8842),
    insuranceNumber: fictionalInsurance('DN4', 8842),
    address: 'Phường Sông Hàn',
    phone: '0999 118 842',
    stay: { kind: 'inpatient', number: '26.188421', department: 'K48', room: 'P.704', bed: 'G.21', hoursAgo: 200 },
    conditions: [
      ['C34.1', 'U ác tính thùy trên phổi phải', 900],
      ['J90', 'Tràn dịch màng phổi phải', 190],
    ],
    medications: [['Morphin 10 mg/mL', '5 mg dưới da khi đau nhiều', 6]],
    vitals: [[8, { pulse: 96, systolic: 118, diastolic: 70, temperature: 37.2, breaths: 24, spo2: 93, glasgow: 15, weight: 51 }]],
    labs: [[30, { wbc: 10.8, hgb: 98, plt: 402, crp: 46, albumin: 30, creatinine: 81, ldh: 388 }]],
  },
  {
    key: 'ketoacidosis',
    hospital: 'songHan',
    hospitalNumber: 'SH26-118907',
    name: 'Trương Mỹ Duyên',
    birthDate: '2007-04-17',
    sex: 'female',
    citizenId: fictionalCitizenId('female', '2007-04-17', 8907),
    insuranceNumber: fictionalInsurance('SV4', 8907),
    address: 'Phường Bến Ngự',
    phone: '0999 118 907',
    stay: { kind: 'inpatient', number: '26.189070', department: 'K48', room: 'HSTC', bed: 'G.08', hoursAgo: 18 },
    conditions: [['E10.1', 'Đái tháo đường týp 1 có nhiễm toan ceton', 18]],
    medications: [
      ['Insulin người tác dụng nhanh', '0,1 đơn vị/kg/giờ, bơm tiêm điện', 0],
      ['Kali clorid 10%', 'Pha truyền theo kali máu', 0],
    ],
    vitals: [
      [18, { pulse: 128, systolic: 96, diastolic: 58, temperature: 36.8, breaths: 32, spo2: 98, glasgow: 14 }],
      [2, { pulse: 98, systolic: 108, diastolic: 66, temperature: 36.9, breaths: 20, spo2: 99, glasgow: 15, weight: 46 }],
    ],
    labs: [
      [18, { glucose: 31.4, ketones: 6.8, ph: 7.08, pco2: 18, hco3: 6, potassium: 5.6, sodium: 129, creatinine: 118, hba1c: 13.1 }],
      [3, { glucose: 12.2, ketones: 1.4, ph: 7.31, pco2: 32, hco3: 16, potassium: 3.6, sodium: 136 }],
    ],
  },
]
