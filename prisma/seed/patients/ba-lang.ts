import { fictionalCitizenId, fictionalInsurance } from './demo-patient.ts'
import type { DemoPatient } from './demo-patient.ts'

/** Patients of Ba Lăng; the first one is the README's journey. */
export const baLangPatients: readonly DemoPatient[] = [
  {
    key: 'gastrectomy',
    hospital: 'baLang',
    hospitalNumber: 'BL26-004186',
    name: 'Nguyễn Hữu Phước',
    birthDate: '1959-03-14',
    sex: 'male',
    citizenId: fictionalCitizenId('male', '1959-03-14', 4186),
    insuranceNumber: fictionalInsurance('HT3', 4186),
    address: 'Thôn Ba Lăng Đông, xã Ba Lăng, tỉnh Trường Lĩnh',
    phone: '0999 104 186',
    stay: { kind: 'inpatient', number: '26.041862', department: 'K19', room: 'P.305', bed: 'G.12', hoursAgo: 150 },
    conditions: [
      ['K65.0', 'Viêm phúc mạc cấp, theo dõi bục mỏm tá tràng', 8],
      ['C16.3', 'U ác tính hang môn vị dạ dày, đã cắt bán phần xa ngày thứ 5', 140],
      ['I10', 'Tăng huyết áp vô căn (nguyên phát)', 26_000],
      ['E11.9', 'Đái tháo đường týp 2 không biến chứng', 35_000],
    ],
    allergies: [['Cefotaxim', 'Mày đay toàn thân, khó thở nhẹ (2019)', 'high']],
    medications: [
      ['Meropenem 1 g', '1 g × 3 lần/ngày, truyền tĩnh mạch', 0],
      ['Metronidazol 500 mg/100 mL', '500 mg × 3 lần/ngày, truyền tĩnh mạch', 5],
      ['Levofloxacin 750 mg/150 mL', '750 mg × 1 lần/ngày, truyền tĩnh mạch', 5, 0],
      ['Pantoprazol 40 mg', '40 mg × 2 lần/ngày, tiêm tĩnh mạch', 5],
      ['Paracetamol 1 g/100 mL', '1 g khi đau hoặc sốt trên 38,5 °C, cách tối thiểu 6 giờ', 5],
      ['Insulin người tác dụng nhanh', 'Theo đường huyết mao mạch mỗi 6 giờ', 5],
      ['Amlodipin 5 mg', '1 viên buổi sáng', 1_080, 6],
    ],
    vitals: [
      [54, { pulse: 88, systolic: 132, diastolic: 78, temperature: 37.4, breaths: 18, spo2: 97, glasgow: 15 }],
      [30, { pulse: 98, systolic: 124, diastolic: 72, temperature: 38.2, breaths: 20, spo2: 96, glasgow: 15 }],
      [10, { pulse: 118, systolic: 102, diastolic: 60, temperature: 38.9, breaths: 24, spo2: 94, glasgow: 15 }],
      [2, { pulse: 126, systolic: 88, diastolic: 54, temperature: 39.1, breaths: 28, spo2: 92, glasgow: 14, weight: 54 }],
    ],
    labs: [
      [78, { wbc: 11.2, neut: 78, hgb: 108, plt: 246, crp: 64, glucose: 9.1, urea: 6.8, creatinine: 88, sodium: 138, potassium: 3.9, albumin: 29 }],
      [54, { wbc: 12.6, neut: 82, hgb: 106, plt: 238, crp: 92, creatinine: 94, sodium: 136, potassium: 3.7 }],
      [30, { wbc: 15.8, neut: 88, hgb: 104, plt: 212, crp: 148, pct: 2.4, creatinine: 112, urea: 9.4, potassium: 3.6 }],
      [
        6,
        {
          wbc: 21.4, neut: 93, hgb: 101, plt: 168, crp: 276, pct: 14.8, lactate: 4.6, glucose: 13.2, urea: 14.1, creatinine: 164, sodium: 132,
          potassium: 3.4, ast: 58, alt: 49, bilirubin: 24, albumin: 24, amylase: 412, inr: 1.52, fibrinogen: 5.6, ph: 7.29, pco2: 29, po2: 74, hco3: 15,
        },
      ],
    ],
  },
  {
    key: 'stroke',
    hospital: 'baLang',
    hospitalNumber: 'BL26-004201',
    name: 'Trần Thị Bích Liên',
    birthDate: '1954-08-02',
    sex: 'female',
    citizenId: fictionalCitizenId('female', '1954-08-02', 4201),
    insuranceNumber: fictionalInsurance('HT3', 4201),
    address: 'Khối Tân Mỹ, xã Tân Lĩnh, tỉnh Trường Lĩnh',
    phone: '0999 104 201',
    stay: { kind: 'emergency', number: '26.042013', department: 'K02', room: 'Cấp cứu', bed: 'G.03', hoursAgo: 2 },
    conditions: [
      ['I63.5', 'Nhồi máu não do tắc động mạch não giữa trái, giờ thứ 2, NIHSS 14', 2],
      ['I48.9', 'Rung nhĩ và cuồng nhĩ không xác định', 9_000],
      ['I10', 'Tăng huyết áp vô căn (nguyên phát)', 60_000],
    ],
    allergies: [['Aspirin', 'Ban đỏ, ngứa', 'low']],
    medications: [
      ['Bisoprolol 2,5 mg', '1 viên buổi sáng', 375],
      ['Losartan 50 mg', '1 viên buổi sáng', 900],
    ],
    vitals: [
      [2, { pulse: 104, systolic: 178, diastolic: 98, temperature: 36.9, breaths: 18, spo2: 96, glasgow: 12 }],
      [1, { pulse: 98, systolic: 172, diastolic: 94, temperature: 36.8, breaths: 18, spo2: 97, glasgow: 12, weight: 49 }],
    ],
    labs: [
      [1, { wbc: 8.6, hgb: 131, plt: 214, glucose: 7.2, urea: 5.9, creatinine: 76, sodium: 139, potassium: 3.8, inr: 1.08, aptt: 29, cholesterol: 6.1, ldl: 4.2 }],
    ],
  },
  {
    key: 'infarction',
    hospital: 'baLang',
    hospitalNumber: 'BL26-004193',
    name: 'Lê Quang Hòa',
    birthDate: '1968-11-20',
    sex: 'male',
    citizenId: fictionalCitizenId('male', '1968-11-20', 4193),
    insuranceNumber: fictionalInsurance('DN4', 4193),
    address: 'Thôn Phú Xuân, xã Ba Lăng, tỉnh Trường Lĩnh',
    phone: '0999 104 193',
    stay: { kind: 'inpatient', number: '26.041931', department: 'K48', room: 'HSTC', bed: 'G.02', hoursAgo: 9 },
    conditions: [
      ['I21.1', 'Nhồi máu cơ tim cấp xuyên thành thành dưới, Killip II', 9],
      ['E78.5', 'Tăng lipid máu không xác định', 12_000],
      ['F17.2', 'Hội chứng nghiện thuốc lá', 9],
    ],
    medications: [
      ['Aspirin 81 mg', 'Liều nạp 324 mg, sau đó 81 mg/ngày', 0],
      ['Clopidogrel 75 mg', 'Liều nạp 300 mg, sau đó 75 mg/ngày', 0],
      ['Enoxaparin 60 mg/0,6 mL', '60 mg × 2 lần/ngày, tiêm dưới da', 0],
      ['Atorvastatin 40 mg', '1 viên buổi tối', 0],
    ],
    reports: [
      {
        category: 'cardiology', code: 'DT-12', display: 'Điện tim 12 chuyển đạo', hoursAgo: 8.5, author: 'BS. Phan Khắc Duy',
        findings: 'Nhịp xoang 52 lần/phút, trục trung gian.\nST chênh lên 2–3 mm ở DII, DIII, aVF; chênh xuống soi gương ở DI, aVL. V4R chênh lên 1 mm.\nPR 180 ms, không block nhánh.',
        conclusion: 'Nhồi máu cơ tim cấp thành dưới, lan thất phải',
      },
      {
        category: 'cardiology', code: 'SA-TIM', display: 'Siêu âm tim qua thành ngực', hoursAgo: 6, author: 'BS. Phan Khắc Duy',
        findings: 'Thất trái không giãn, EF (Simpson) 48%.\nGiảm vận động thành dưới và thành sau từ đáy đến giữa. Giảm vận động thành tự do thất phải.\nHở van hai lá nhẹ. Không dịch màng tim.',
        conclusion: 'Rối loạn vận động vùng thành dưới và thất phải, chức năng tâm thu thất trái giảm nhẹ (EF 48%)',
      },
    ],
    procedures: [['47.09', 'Mổ nội soi cắt ruột thừa', 96_000, 'Hậu phẫu ổn định'], ['38.93', 'Đặt đường truyền tĩnh mạch trung tâm, cảnh trong phải', 5]],
    vitals: [
      [9, { pulse: 52, systolic: 94, diastolic: 58, temperature: 36.6, breaths: 22, spo2: 93, glasgow: 15 }],
      [3, { pulse: 64, systolic: 106, diastolic: 66, temperature: 36.7, breaths: 20, spo2: 96, glasgow: 15, weight: 66 }],
    ],
    labs: [
      [9, { wbc: 12.1, hgb: 142, plt: 256, glucose: 8.4, creatinine: 98, potassium: 4.1, troponin: 86, ckmb: 9.4, cholesterol: 6.8, ldl: 4.7 }],
      [3, { troponin: 1_840, ckmb: 88, bnp: 2_150, creatinine: 104, potassium: 4.3, lactate: 2.4 }],
    ],
  },
  {
    key: 'pre-eclampsia',
    hospital: 'baLang',
    hospitalNumber: 'BL26-004177',
    name: 'Phan Thị Kim Ngân',
    birthDate: '1997-05-09',
    sex: 'female',
    citizenId: fictionalCitizenId('female', '1997-05-09', 4177),
    insuranceNumber: fictionalInsurance('DN4', 4177),
    address: 'Thôn An Hội, xã An Lĩnh, tỉnh Trường Lĩnh',
    phone: '0999 104 177',
    stay: { kind: 'inpatient', number: '26.041774', department: 'K27', room: 'P.201', bed: 'G.05', hoursAgo: 31 },
    conditions: [
      ['O14.1', 'Tiền sản giật nặng, thai 33 tuần 5 ngày', 31],
      ['O36.5', 'Theo dõi thai chậm tăng trưởng trong tử cung', 28],
    ],
    medications: [
      ['Magnesi sulfat 15%', 'Liều tấn công 4 g, duy trì 1 g/giờ, truyền tĩnh mạch', 1],
      ['Nicardipin 10 mg/10 mL', 'Truyền tĩnh mạch 1–5 mg/giờ theo huyết áp', 1],
      ['Betamethason 12 mg', '12 mg × 2 liều cách 24 giờ, tiêm bắp', 1],
    ],
    vitals: [
      [30, { pulse: 92, systolic: 168, diastolic: 112, temperature: 36.8, breaths: 18, spo2: 98, glasgow: 15 }],
      [12, { pulse: 88, systolic: 158, diastolic: 104, temperature: 36.7, breaths: 18, spo2: 98, glasgow: 15 }],
      [3, { pulse: 94, systolic: 162, diastolic: 108, temperature: 36.9, breaths: 20, spo2: 97, glasgow: 15, weight: 71 }],
    ],
    labs: [
      [30, { hgb: 124, hct: 38, plt: 132, ast: 62, alt: 58, creatinine: 84, uric: 402, ldh: 340, proteinuria: 4.1 }],
      [6, { hgb: 119, hct: 37, plt: 96, ast: 118, alt: 104, creatinine: 97, uric: 448, ldh: 612, bilirubin: 22, inr: 1.05, fibrinogen: 3.1 }],
    ],
  },
]
