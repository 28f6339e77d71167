import { makeCancelCase } from '#core/case/cancel-case.ts'
import type { ConsultRequest } from '#core/case/case.ts'
import { makeAskForMore, makeRejectCase } from '#core/case/triage-case.ts'
import { heldSession } from './held-session.ts'
import { actorOf, askedSteps, bookedStep, caseIdOf, draftSteps, takenStep, teamSteps } from './scenario.ts'
import type { Scenario } from './scenario.ts'

const questions = (...texts: readonly string[]): ConsultRequest['questions'] =>
  texts.map((text, index) => ({ id: `q${index + 1}`, text }))

const hour = 3_600_000
const hanoi = 7 * hour

/** Nine o'clock in the morning of tomorrow, Vietnamese time. */
function tomorrowMorning(now: Date): Date {
  const local = new Date(now.getTime() + hanoi)
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + 1, 9) - hanoi)
}

const draft: Scenario = {
  key: 'bleeding',
  requester: 'vantin',
  steps: draftSteps({
    key: 'bleeding',
    requester: 'vantin',
    hub: 'songHan',
    hoursAgo: 1.5,
    request: {
      kind: 'case',
      urgency: 'urgent',
      specialty: 'internal-medicine',
      questions: questions('Chỉ định can thiệp TIPS cấp cứu trên nền Child-Pugh C?'),
      course: 'Nôn máu đỏ tươi 2 lần tại nhà, vào viện giờ thứ 3. Đã truyền 4 đơn vị hồng cầu lắng, octreotid, ceftriaxon. Nội soi thắt 5 vòng búi giãn độ III.',
      currentCondition: '',
      provisionalDiagnosis: 'Xuất huyết tiêu hóa trên do vỡ giãn tĩnh mạch thực quản, xơ gan Child-Pugh C',
    },
  }),
}

const waiting: Scenario = {
  key: 'stroke',
  requester: 'vantin',
  steps: askedSteps({
    key: 'stroke',
    requester: 'vantin',
    hub: 'songHan',
    hoursAgo: 0.4,
    ground: { kind: 'emergency', reason: 'Đột quỵ não giờ thứ 2, nguy cơ tử vong và tàn phế nếu chậm tái thông' },
    request: {
      kind: 'case',
      urgency: 'urgent',
      specialty: 'neurology',
      questions: questions(
        'Có chỉ định tiêu sợi huyết đường tĩnh mạch không, liều alteplase?',
        'Có cần chuyển ngay để lấy huyết khối cơ học?',
      ),
      course: 'Khởi phát đột ngột lúc ăn cơm: liệt nửa người phải, nói khó. Người nhà đưa vào sau 1 giờ 20 phút. NIHSS 14. CLVT sọ não không chảy máu, tăng tỷ trọng động mạch não giữa trái.',
      currentCondition: 'Tỉnh, thất ngôn Broca, sức cơ tay phải 1/5, chân phải 2/5. HA 172/94 mmHg, mạch 98 không đều, SpO₂ 97%.',
      provisionalDiagnosis: 'Nhồi máu não cấp do tắc động mạch não giữa trái (I63.5), rung nhĩ',
    },
  }),
}

const inHand: Scenario = {
  key: 'infarction',
  requester: 'vantin',
  steps: [
    ...askedSteps({
      key: 'infarction',
      requester: 'vantin',
      hub: 'songHan',
      hoursAgo: 3.2,
      ground: { kind: 'written-request', evidence: 'Giấy đề nghị hội chẩn có chữ ký người bệnh, số 118/HC-BL' },
      request: {
        kind: 'case',
        urgency: 'priority',
        specialty: 'cardiology',
        questions: questions('Thời điểm chuyển can thiệp mạch vành?', 'Chiến lược kháng đông và dịch truyền khi nhồi máu thất phải?'),
        course: 'Đau ngực trái 5 giờ trước vào viện. Điện tim: ST chênh lên DII, DIII, aVF, V4R. Đã dùng aspirin, clopidogrel liều nạp, enoxaparin, truyền dịch; đau giảm.',
        currentCondition: 'Tỉnh, đau ngực 2/10. HA 106/66 mmHg không vận mạch, mạch 64, ran ẩm đáy hai phổi, SpO₂ 96% với oxy 2 lít/phút.',
        provisionalDiagnosis: 'Nhồi máu cơ tim cấp thành dưới, Killip II (I21.1)',
      },
    }),
    takenStep('infarction', 'maihuong', 2.9),
  ],
}

const booked = (now: Date): Scenario => ({
  key: 'pre-eclampsia',
  requester: 'thuha',
  steps: [
    ...askedSteps({
      key: 'pre-eclampsia',
      requester: 'thuha',
      hub: 'songHan',
      hoursAgo: 22,
      ground: { kind: 'written-request', evidence: 'Giấy đề nghị hội chẩn có chữ ký sản phụ, số 115/HC-BL' },
      request: {
        kind: 'case',
        urgency: 'priority',
        specialty: 'obstetrics',
        questions: questions('Chấm dứt thai kỳ ngay hay chờ đủ liều corticoid?', 'Phương pháp vô cảm khi tiểu cầu 96 G/L?'),
        course: 'Con so, thai 33 tuần 5 ngày. Huyết áp 168/112 mmHg lúc vào, protein niệu 4,1 g/24 giờ. Đã dùng magnesi sulfat, nicardipin, betamethason mũi 1.',
        currentCondition: 'Tỉnh, nhức đầu nhẹ, không nhìn mờ. HA 162/108 mmHg, phản xạ gân xương bình thường. Tim thai 142 lần/phút, tử cung mềm.',
        provisionalDiagnosis: 'Tiền sản giật nặng, theo dõi hội chứng HELLP, thai 33 tuần 5 ngày (O14.1)',
      },
    }),
    takenStep('pre-eclampsia', 'maihuong', 21),
    ...teamSteps({
      key: 'pre-eclampsia',
      coordinator: 'maihuong',
      hoursAgo: 20,
      team: { hongnhung: 'chair', thanhson: 'secretary', xuanphuc: 'member' },
      accepted: ['hongnhung', 'thanhson'],
    }),
    bookedStep({ key: 'pre-eclampsia', coordinator: 'maihuong', hoursAgo: 19, startsAt: tomorrowMorning(now), durationMinutes: 45 }),
  ],
})

const staffed: Scenario = {
  key: 'dengue',
  requester: 'minhkhoi',
  steps: [
    ...askedSteps({
      key: 'dengue',
      requester: 'minhkhoi',
      hub: 'songHan',
      hoursAgo: 2.6,
      ground: { kind: 'emergency', reason: 'Trẻ sốc sốt xuất huyết, tái sốc, không thể chuyển viện do biển động' },
      request: {
        kind: 'case',
        urgency: 'urgent',
        specialty: 'paediatrics',
        questions: questions('Tốc độ cao phân tử và ngưỡng chuyển albumin?', 'Chỉ định thở áp lực dương và chọc dịch màng bụng?'),
        course: 'Sốt ngày thứ 5, NS1 dương tính. Vào sốc lúc 5 giờ sáng, đã Ringer lactat 20 mL/kg, Dextran 40; tái sốc sau 3 giờ. Hct 51%, tiểu cầu 24 G/L.',
        currentCondition: 'Li bì gọi biết, tay chân lạnh, mạch quay nhẹ 138 lần/phút, HA 86/64 mmHg, thở 32 lần/phút, bụng chướng, gan 3 cm dưới sườn.',
        provisionalDiagnosis: 'Sốc sốt xuất huyết Dengue, tái sốc (A97.2)',
      },
    }),
    takenStep('dengue', 'maihuong', 2.4),
    ...teamSteps({
      key: 'dengue',
      coordinator: 'maihuong',
      hoursAgo: 2.2,
      team: { xuanphuc: 'chair', khanhlinh: 'secretary', thanhson: 'member' },
      accepted: ['xuanphuc'],
    }),
  ],
}

/** The island asks Ba Lăng: a satellite of one hospital is hub of another. */
const unclear: Scenario = {
  key: 'copd',
  requester: 'minhkhoi',
  steps: [
    ...askedSteps({
      key: 'copd',
      requester: 'minhkhoi',
      hub: 'baLang',
      hoursAgo: 27,
      ground: { kind: 'written-request', evidence: 'Giấy đề nghị hội chẩn có chữ ký người bệnh, số 22/HC-NV' },
      request: {
        kind: 'case',
        urgency: 'routine',
        specialty: 'internal-medicine',
        questions: questions('Phác đồ duy trì sau xuất viện?'),
        course: 'Đợt cấp ngày thứ 4, đáp ứng khí dung và corticoid, đã ngừng thở máy không xâm nhập.',
        currentCondition: 'Khó thở nhẹ khi đi lại, SpO₂ 91% khí trời, ran rít rải rác.',
        provisionalDiagnosis: 'Đợt cấp bệnh phổi tắc nghẽn mạn tính (J44.1)',
      },
    }),
    takenStep('copd', 'hoaian', 25),
    {
      hoursAgo: 24,
      run: (ports) =>
        makeAskForMore(ports)(actorOf('hoaian'), {
          case: caseIdOf('copd'),
          text: 'Đề nghị bổ sung kết quả đo chức năng hô hấp gần nhất và số đợt cấp trong 12 tháng qua.',
        }),
    },
  ],
}

const declined: Scenario = {
  key: 'diver',
  requester: 'minhkhoi',
  steps: [
    ...askedSteps({
      key: 'diver',
      requester: 'minhkhoi',
      hub: 'songHan',
      hoursAgo: 18,
      ground: { kind: 'written-request', evidence: 'Giấy đề nghị hội chẩn có chữ ký người bệnh, số 24/HC-NV' },
      request: {
        kind: 'case',
        urgency: 'priority',
        specialty: 'neurology',
        questions: questions('Có cần chuyển ngay về đất liền để điều trị oxy cao áp?'),
        course: 'Lặn sâu khoảng 28 m, lên nhanh. Sau 20 phút tê và yếu hai chân, bí tiểu. Đã thở oxy 100%, truyền dịch, đặt ống thông tiểu.',
        currentCondition: 'Tỉnh, sức cơ hai chân 1/5, mất cảm giác từ D10, HA 122/76 mmHg, SpO₂ 99% với oxy.',
        provisionalDiagnosis: 'Bệnh giảm áp thể tủy (T70.3)',
      },
    }),
    takenStep('diver', 'maihuong', 17.6),
    {
      hoursAgo: 17.5,
      run: (ports) =>
        makeRejectCase(ports)(actorOf('maihuong'), {
          case: caseIdOf('diver'),
          reason: 'Bệnh viện Sông Hàn không có buồng oxy cao áp; hội chẩn sẽ làm chậm điều trị.',
          suggestion: 'Liên hệ trực tiếp đơn vị oxy cao áp gần nhất và xin phương tiện vận chuyển ở độ cao thấp; tiếp tục oxy 100%.',
        }),
    },
  ],
}

const withdrawn: Scenario = {
  key: 'newborn',
  requester: 'minhkhoi',
  steps: [
    ...askedSteps({
      key: 'newborn',
      requester: 'minhkhoi',
      hub: 'songHan',
      hoursAgo: 3.8,
      ground: { kind: 'written-request', evidence: 'Giấy đề nghị hội chẩn có chữ ký của mẹ, số 25/HC-NV' },
      request: {
        kind: 'case',
        urgency: 'priority',
        specialty: 'paediatrics',
        questions: questions('Ngưỡng thay máu ở trẻ 70 giờ tuổi, bilirubin 318 µmol/L?'),
        course: 'Thai 39 tuần, sinh thường, bú mẹ. Vàng da từ 48 giờ tuổi, đã chiếu đèn liên tục.',
        currentCondition: 'Bú tốt, vàng da đến đùi, trương lực cơ bình thường.',
        provisionalDiagnosis: 'Vàng da sơ sinh (P59.9)',
      },
    }),
    {
      hoursAgo: 1.1,
      run: (ports) =>
        makeCancelCase(ports)(actorOf('minhkhoi'), { case: caseIdOf('newborn'), reason: 'Bilirubin đã giảm còn 274 µmol/L, dưới ngưỡng thay máu.' }),
    },
  ],
}

/** The cases of the demo world, one in each state that a list should show. */
export const scenarios = (now: Date): readonly Scenario[] => [
  draft, waiting, inHand, booked(now), staffed, unclear, declined, withdrawn, heldSession(now),
]
