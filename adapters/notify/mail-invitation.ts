import { writeInvitation, type CalendarInvitation } from '#adapters/calendar/icalendar.ts'
import type { Outgoing } from '#core/notify/ports.ts'
import { appointmentWords } from './words.ts'

interface Envelope {
  /** The deployment's own sender, as it stands in the settings. */
  readonly from: string
  readonly to: string
  /** Where the portal is reached. */
  readonly origin: string
  readonly now: Date
}

/** "Liên Viện <lienvien@hospital.vn>", or an address alone. */
function organizerOf(from: string): CalendarInvitation['organizer'] {
  const [, name = '', address = from] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? []
  return { name: name.replaceAll('"', '') || 'Liên Viện', address: address.trim() }
}

/** The calendar file that goes along with a message about a session's time; null for every other. */
export function invitationOf({ message, language }: Pick<Outgoing, 'message' | 'language'>, { from, to, origin, now }: Envelope): { readonly method: CalendarInvitation['method']; readonly content: string } | null {
  if (message.about !== 'notice' || message.appointment === null) return null
  const { session, caseCode, asking, advising, startsAt, durationMinutes, revision, state } = message.appointment
  const words = appointmentWords[language]
  const method = state === 'cancelled' ? 'CANCEL' : 'REQUEST'
  const content = writeInvitation({
    method, now, organizer: organizerOf(from), attendee: to,
    entry: {
      // The same as in the feed: a program that has both knows one appointment.
      id: session,
      startsAt,
      endsAt: new Date(startsAt.getTime() + durationMinutes * 60_000),
      summary: words.summary(caseCode),
      description: `${asking} → ${advising}\n${words.answer}`,
      address: `${origin}/cases/${message.case ?? ''}`,
      sequence: revision,
    },
  })
  return { method, content }
}
