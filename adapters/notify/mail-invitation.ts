import { writeInvitation, writeSeriesInvitation, type CalendarLetter } from '#adapters/calendar/icalendar.ts'
import { holidaysOf, type Meeting } from '#core/meeting/meeting.ts'
import { placeInMonth, plusDays, weekdayOf } from '#core/meeting/recurrence.ts'
import type { Appointment } from '#core/notify/occasion.ts'
import type { Outgoing, ToldMeeting } from '#core/notify/ports.ts'
import { appointmentWords } from './words.ts'

interface Envelope {
  /** The deployment's own sender, as it stands in the settings. */
  readonly from: string
  readonly to: string
  /** Where the portal is reached. */
  readonly origin: string
  readonly now: Date
}

interface MailInvitation {
  readonly method: CalendarLetter['method']
  readonly content: string
}

/** "Liên Viện <lienvien@hospital.vn>", or an address alone. */
function organizerOf(from: string): CalendarLetter['organizer'] {
  const [, name = '', address = from] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? []
  return { name: name.replaceAll('"', '') || 'Liên Viện', address: address.trim() }
}

/** The calendar file that goes along with a message about the time of a session or of a meeting; null for every other. */
export function invitationOf({ message, language }: Pick<Outgoing, 'message' | 'language'>, { from, to, origin, now }: Envelope): MailInvitation | null {
  if (message.about !== 'notice') return null
  const letter = { now, organizer: organizerOf(from), attendee: to }
  if (message.appointment !== null) return sessionInvitation(message.appointment, { letter, language, address: `${origin}/cases/${message.case ?? ''}` })
  return message.meeting === null ? null : meetingInvitation(message.meeting, { letter, language, address: `${origin}/schedule/meetings` })
}

interface Setting {
  readonly letter: Omit<CalendarLetter, 'method'>
  readonly language: Outgoing['language']
  readonly address: string
}

function sessionInvitation(appointment: Appointment, { letter, language, address }: Setting): MailInvitation {
  const { session, caseCode, asking, advising, startsAt, durationMinutes, revision, state, place } = appointment
  const words = appointmentWords[language]
  const method = state === 'cancelled' ? 'CANCEL' : 'REQUEST'
  const entry = {
    // The same as in the feed: a program that has both knows one appointment.
    id: session, startsAt, endsAt: new Date(startsAt.getTime() + durationMinutes * 60_000),
    summary: words.summary(caseCode), description: `${asking} → ${advising}\n${words.answer}`, address, place, sequence: revision,
  }
  return { method, content: writeInvitation(entry, { ...letter, method }) }
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
/** How far ahead the holidays of a meeting without an end are left out, in days. */
const holidaysAhead = 3 * 366

/** The rule of a meeting in the letters of RFC 5545: the weekday of its first day; monthly, the same one of its month. */
function ruleOf({ cadence, startsOn }: Meeting['rule']): string {
  if (cadence !== 'monthly') return `FREQ=WEEKLY;INTERVAL=${cadence === 'weekly' ? 1 : 2}`
  const place = placeInMonth(startsOn)
  return `FREQ=MONTHLY;BYDAY=${place === 'last' ? -1 : place}${weekdays[weekdayOf(startsOn)] ?? ''}`
}

function meetingInvitation(meeting: ToldMeeting, { letter, language, address }: Setting): MailInvitation {
  const { rule, changes } = meeting
  // Called off from its first day on, nothing of it is left.
  const method = rule.lastOn !== null && rule.lastOn < rule.startsOn ? 'CANCEL' : 'REQUEST'
  const moved = changes.flatMap((change) => (change.as === 'moved' ? [change] : []))
  const cancelled = changes.flatMap((change) => (change.as === 'cancelled' ? [change.on] : []))
  const holidays = holidaysOf(meeting, { from: rule.startsOn, until: plusDays(rule.lastOn ?? plusDays(rule.startsOn, holidaysAhead), 1) }).map(({ date }) => date)
  const leftOut = [...new Set([...cancelled, ...holidays])].filter((date) => !moved.some(({ on }) => on === date)).toSorted()
  const series = {
    id: meeting.id, sequence: meeting.revision, summary: meeting.title, description: appointmentWords[language].meeting, address, place: meeting.place,
    startsOn: rule.startsOn, startTime: meeting.startTime, durationMinutes: meeting.durationMinutes,
    rule: ruleOf(rule), lastOn: method === 'CANCEL' ? null : rule.lastOn, leftOut, moved,
  }
  return { method, content: writeSeriesInvitation(series, { ...letter, method }) }
}
