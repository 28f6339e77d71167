import { fictionalCitizenId, fictionalInsurance } from './demo-patient.ts'
import type { DemoPatient } from './demo-patient.ts'

/** More patients of Ba Lăng: an unknown one, and one whose record holds what must not leave unasked. */
export const moreBaLangPatients: readonly DemoPatient[] = [
  {
    key: 'bleeding',
    hospital: 'baLang',
    hospitalNumber: 'BL26-004158',
    name: 'Đoàn Ngọc Quý',
    birthDate: '1977-01-28',
    sex: 'male',
    citizenId: fictionalCitizenId('male', '1977-01-28', 4158),
    insuranceNumber: fictionalInsurance('GD4', 4158),
    address: 'Thôn Hòa Bình, xã Tân Lĩnh, tỉnh Trường Lĩnh',
    phone: null,
    stay: { kind: 'inpatient', number: '26.041581', department: 'K03', room: 'P.112', bed: 'G.07', hoursAgo: 52 },
    conditions: [
      ['I85.0', 'Giãn tĩnh mạch thực quản có chảy máu', 52],
      ['K74.6', 'Xơ gan Child-Pugh C', 14_000],
      // Sensitive items: withheld from a snapshot unless released by name and reason.
      ['B20', 'Bệnh do vi rút gây suy giảm miễn dịch ở người (HIV)', 21_000],
    ],
    medications: [
      ['Octreotid 0,1 mg/mL', 'Truyền tĩnh mạch 50 µg/giờ', 2],
      ['Ceftriaxon 1 g', '1 g/ngày, tiêm tĩnh mạch', 2],
      ['Propranolol 20 mg', '1 viên × 2 lần/ngày', 580, 2],
      ['Tenofovir/Lamivudin/Dolutegravir 300/300/50 mg', '1 viên/ngày', 870],
    ],
    vitals: [
      [50, { pulse: 122, systolic: 86, diastolic: 50, temperature: 36.5, breaths: 24, spo2: 95, glasgow: 14 }],
      [20, { pulse: 104, systolic: 98, diastolic: 58, temperature: 37, breaths: 20, spo2: 97, glasgow: 14 }],
      [4, { pulse: 96, systolic: 104, diastolic: 62, temperature: 37.1, breaths: 20, spo2: 97, glasgow: 14, weight: 52 }],
    ],
    labs: [
      [50, { hgb: 62, hct: 19, plt: 68, inr: 1.9, bilirubin: 58, albumin: 24, ast: 96, alt: 54, urea: 14.2, creatinine: 118, ammonia: 96, hiv: ['Dương tính', 'abnormal'] }],
      [20, { hgb: 78, hct: 24, plt: 61, inr: 1.8, bilirubin: 62, ammonia: 112 }],
      [4, { hgb: 74, hct: 23, plt: 58, inr: 1.82, bilirubin: 66, sodium: 129, potassium: 3.3, creatinine: 126, ammonia: 128 }],
    ],
  },
  {
    key: 'sepsis',
    hospital: 'baLang',
    hospitalNumber: 'BL26-004169',
    name: 'Hồ Viết Sáu',
    birthDate: '1945-06-15',
    sex: 'male',
    citizenId: fictionalCitizenId('male', '1945-06-15', 4169),
    insuranceNumber: fictionalInsurance('CC1', 4169),
    address: 'Thôn Trung Sơn, xã Ba Lăng, tỉnh Trường Lĩnh',
    phone: '0999 104 169',
    stay: { kind: 'inpatient', number: '26.041690', department: 'K48', room: 'HSTC', bed: 'G.04', hoursAgo: 74 },
    conditions: [
      ['J15.0', 'Viêm phổi do Klebsiella pneumoniae, sốc nhiễm khuẩn', 70],
      ['J44.9', 'Bệnh phổi tắc nghẽn mạn tính không xác định', 70_000],
      ['N18.3', 'Bệnh thận mạn giai đoạn 3', 18_000],
    ],
    allergies: [
      ['Penicillin', 'Phản vệ độ II (2011)', 'high'],
      ['Vancomycin', 'Hội chứng người đỏ khi truyền nhanh', 'low'],
    ],
    medications: [
      ['Meropenem 1 g', '1 g × 2 lần/ngày, truyền tĩnh mạch kéo dài 3 giờ', 3],
      ['Noradrenalin 4 mg/4 mL', 'Bơm tiêm điện 0,15–0,3 µg/kg/phút', 2],
      ['Hydrocortison 100 mg', '50 mg × 4 lần/ngày, tiêm tĩnh mạch', 2],
    ],
    vitals: [
      [70, { pulse: 112, systolic: 92, diastolic: 52, temperature: 39.2, breaths: 32, spo2: 86, glasgow: 13 }],
      [26, { pulse: 104, systolic: 106, diastolic: 58, temperature: 38.1, breaths: 26, spo2: 93, glasgow: 13 }],
      [2, { pulse: 108, systolic: 98, diastolic: 54, temperature: 38.4, breaths: 28, spo2: 91, glasgow: 12, weight: 47 }],
    ],
    labs: [
      [70, { wbc: 24.6, neut: 94, hgb: 112, plt: 142, crp: 312, pct: 38, lactate: 5.2, creatinine: 196, urea: 18.4, ph: 7.24, pco2: 58, po2: 52, hco3: 24 }],
      [26, { wbc: 19.2, neut: 92, plt: 96, crp: 240, pct: 21, lactate: 3.1, creatinine: 228, potassium: 5.4 }],
      [2, { wbc: 20.8, neut: 93, plt: 74, crp: 256, pct: 19, lactate: 3.8, creatinine: 262, urea: 24.6, potassium: 5.9, ph: 7.27, pco2: 54, po2: 61, hco3: 23, culture: ['Klebsiella pneumoniae sinh ESBL', 'abnormal'] }],
    ],
  },
  {
    key: 'unknown',
    hospital: 'baLang',
    hospitalNumber: 'BL26-VD0031',
    name: null,
    birthDate: null,
    sex: 'male',
    citizenId: null,
    insuranceNumber: null,
    address: null,
    phone: null,
    stay: { kind: 'emergency', number: '26.042020', department: 'K02', room: 'Cấp cứu', bed: 'G.01', hoursAgo: 1 },
    conditions: [
      ['S06.5', 'Chảy máu dưới màng cứng do chấn thương, tai nạn giao thông, chưa rõ danh tính', 1],
      ['S72.3', 'Gãy thân xương đùi phải', 1],
    ],
    medications: [
      ['Mannitol 20%', '250 mL, truyền tĩnh mạch nhanh', 0],
      ['Acid tranexamic 1 g', '1 g truyền tĩnh mạch trong 10 phút', 0],
    ],
    vitals: [[1, { pulse: 58, systolic: 172, diastolic: 92, temperature: 36.2, breaths: 14, spo2: 94, glasgow: 8 }]],
    labs: [[1, { wbc: 16.4, hgb: 96, hct: 29, plt: 198, glucose: 8.8, creatinine: 92, inr: 1.21, fibrinogen: 1.8, lactate: 3.6 }]],
  },
]
