import type { CaseStatus } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import type { BookedCase, Schedule } from '#core/case/view-schedule.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import { spokenAge } from '#core/record/patient.ts'
import type { PatientFacts } from '#web/ui/patient-line.tsx'
import { toWallTime } from '#web/ui/zoned-time.ts'

/** One appointment as the calendar shows it. */
export interface SessionFacts {
  readonly id: string
  readonly code: string
  readonly status: CaseStatus
  readonly urgency: Urgency
  readonly specialty: SpecialtyCode
  readonly patient: PatientFacts
  readonly from: string
  readonly to: string
  /** `yyyy-mm-dd` and minutes after midnight on the viewer's wall. */
  readonly date: string
  readonly startMinute: number
  readonly durationMinutes: number
  readonly startsAt: string
  readonly chair: string | null
  readonly replies: { readonly accepted: number; readonly invited: number }
}

/** Turns sessions into appointments of the viewer's zone, earliest first. */
export const presentSchedule = ({ sessions, names }: Schedule, timeZone: string): readonly SessionFacts[] =>
  sessions.map((one) => presentSession(one, names, timeZone))

function presentSession(one: BookedCase, names: Schedule['names'], timeZone: string): SessionFacts {
  const wall = toWallTime(one.session.startsAt, timeZone)
  const [hours = 0, minutes = 0] = wall.time.split(':').map(Number)
  const chair = one.team.find((member) => member.part === 'chair')
  const chairPerson = chair && names.people.get(chair.practitioner)
  return {
    id: one.id,
    code: one.code,
    status: one.status,
    urgency: one.request.urgency,
    specialty: one.request.specialty,
    patient: { name: one.subject.name, age: spokenAge(one.subject.birthDate, one.session.startsAt), sex: one.subject.sex },
    from: names.organizations.get(one.requestingOrganization)?.shortName ?? '—',
    to: names.organizations.get(one.consultingOrganization)?.shortName ?? '—',
    date: wall.date,
    startMinute: hours * 60 + minutes,
    durationMinutes: one.session.durationMinutes,
    startsAt: one.session.startsAt.toISOString(),
    chair: chairPerson ? `${chairPerson.title} ${chairPerson.name}`.trim() : null,
    replies: { accepted: one.team.filter((member) => member.invitation.reply === 'accepted').length, invited: one.team.length },
  }
}
