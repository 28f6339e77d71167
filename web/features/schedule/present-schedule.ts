import { isForCase } from '#core/asset/asset.ts'
import { placeAt } from '#core/asset/reserve-assets.ts'
import { mayCoordinate } from '#core/case/policy.ts'
import type { BookedCase, Schedule } from '#core/case/view-schedule.ts'
import type { Actor } from '#core/directory/actor.ts'
import { slotOfDay } from '#core/meeting/hold-rooms.ts'
import type { MeetingDays } from '#core/meeting/view-meetings.ts'
import { spokenAge } from '#core/record/patient.ts'
import { hospitalClock } from '#web/server/hospital-clock.ts'
import { toWallTime } from '#web/ui/zoned-time.ts'
import type { MeetingFacts, SessionFacts } from './calendar-facts.ts'

/** Turns sessions into appointments of the viewer's zone, earliest first. */
export const presentSchedule = ({ sessions, names, reserved }: Schedule, { actor, timeZone }: ScheduleViewer): readonly SessionFacts[] =>
  sessions.map((one) => ({
    ...presentSession(one, names, timeZone),
    place: placeAt(reserved.filter((asset) => isForCase(asset, one.id)), actor.organization),
    movable: one.status === 'scheduled' && mayCoordinate(actor, one),
  }))

interface ScheduleViewer {
  readonly actor: Actor
  readonly timeZone: string
}

function presentSession(one: BookedCase, names: Schedule['names'], timeZone: string): Omit<SessionFacts, 'movable' | 'place'> {
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

/** Turns days of meetings into appointments of the viewer's zone, earliest first. */
export const presentMeetings = ({ days, names, reserved }: MeetingDays, timeZone: string): readonly MeetingFacts[] =>
  days.map((day) => {
    const { from } = slotOfDay(hospitalClock, day)
    const wall = toWallTime(from, timeZone)
    const [hours = 0, minutes = 0] = wall.time.split(':').map(Number)
    const chair = names.people.get(day.meeting.chair)
    return {
      id: `${day.meeting.id}-${day.on}`,
      title: day.meeting.title,
      date: wall.date,
      startMinute: hours * 60 + minutes,
      durationMinutes: day.durationMinutes,
      startsAt: from.toISOString(),
      chair: chair ? `${chair.title} ${chair.name}`.trim() : null,
      place: placeAt(reserved.filter(({ about }) => 'meeting' in about && about.meeting === day.meeting.id && about.on === day.on), day.meeting.organization),
      hospitals: [day.meeting.organization, ...day.meeting.guests].map((id) => names.organizations.get(id)?.shortName ?? '—'),
    }
  })
