import { makeComeToDoor, makeEndSession, makeRecordStay, makeStartSession } from '#core/case/run-session.ts'
import { ok } from '#core/shared/result.ts'
import { actorOf, askedSteps, bookedStep, caseIdOf, takenStep, teamSteps } from './scenario.ts'
import type { Scenario, ScenarioPorts, Step } from './scenario.ts'

const key = 'sepsis'
const one = { case: caseIdOf(key) }
const startedHoursAgo = 45

const stay =
  (handle: string, event: 'enter' | 'leave') =>
  async (ports: ScenarioPorts): Promise<ReturnType<typeof ok>> => {
    const actor = actorOf(handle)
    const found = await ports.atomically(actor, ({ cases }) => cases.find(one.case))
    if (found === null || !('session' in found)) throw new Error('the demo session is not booked')
    await makeRecordStay(ports)(actor, { ...one, session: found.session.id, event })
    return ok(event)
  }

const present = ['thanhson', 'khanhlinh', 'ngocanh', 'vantin']

const sessionSteps: readonly Step[] = [
  ...present.map((handle, index): Step => ({ hoursAgo: startedHoursAgo - index * 0.02, run: (ports) => makeComeToDoor(ports)(actorOf(handle), one) })),
  ...present.map((handle, index): Step => ({ hoursAgo: startedHoursAgo - 0.08 - index * 0.01, run: stay(handle, 'enter') })),
  { hoursAgo: startedHoursAgo - 0.15, run: (ports) => makeStartSession(ports)(actorOf('thanhson'), one) },
  ...present.map((handle, index): Step => ({ hoursAgo: startedHoursAgo - 0.7 - index * 0.005, run: stay(handle, 'leave') })),
  { hoursAgo: startedHoursAgo - 0.75, run: (ports) => makeEndSession(ports)(actorOf('thanhson'), one) },
]

/** A session that was held two days ago and whose minutes the secretary has still to write. */
export const heldSession = (now: Date): Scenario => ({
  key,
  requester: 'vantin',
  steps: [
    ...askedSteps({
      key,
      requester: 'vantin',
      hub: 'songHan',
      hoursAgo: 50,
      ground: { kind: 'written-request', evidence: 'Giấy đề nghị hội chẩn do con trai người bệnh ký thay, số 112/HC-BL' },
      request: {
        kind: 'case',
        urgency: 'priority',
        specialty: 'intensive-care',
        questions: [
          { id: 'q1', text: 'Lựa chọn kháng sinh khi Klebsiella pneumoniae sinh ESBL trên nền suy thận tiến triển?' },
          { id: 'q2', text: 'Chỉ định và thời điểm lọc máu liên tục?' },
        ],
        course: 'Viêm phổi ngày thứ 3, sốc nhiễm khuẩn, đã truyền dịch 30 mL/kg, noradrenalin, meropenem, hydrocortison; thở máy không xâm nhập.',
        currentCondition: 'Glasgow 13, HA 106/58 mmHg với noradrenalin 0,2 µg/kg/phút, thở 26 lần/phút, SpO₂ 93% với FiO₂ 0,6, nước tiểu 25 mL/giờ.',
        provisionalDiagnosis: 'Sốc nhiễm khuẩn do viêm phổi Klebsiella pneumoniae, tổn thương thận cấp trên bệnh thận mạn (J15.0)',
      },
    }),
    takenStep(key, 'maihuong', 49),
    ...teamSteps({
      key,
      coordinator: 'maihuong',
      hoursAgo: 48.5,
      team: { thanhson: 'chair', khanhlinh: 'secretary', ngocanh: 'member' },
      accepted: ['thanhson', 'khanhlinh', 'ngocanh'],
    }),
    bookedStep({
      key,
      coordinator: 'maihuong',
      hoursAgo: 48,
      startsAt: new Date(now.getTime() - startedHoursAgo * 3_600_000),
      durationMinutes: 45,
    }),
    ...sessionSteps,
  ],
})
