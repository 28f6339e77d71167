/** One appointment as a calendar program shows it: codes and hospitals, never a patient. */
export interface CalendarEntry {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly summary: string
  readonly description: string
  readonly address: string
  /** Raised with every change, so that a program takes the newer one. */
  readonly sequence: number
}

interface Calendar {
  readonly name: string
  readonly now: Date
  readonly entries: readonly CalendarEntry[]
}

/** Longest line in bytes (RFC 5545, 3.1); what is longer goes on in a line that begins with a space. */
const longest = 75

const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Lien Vien//Hoi chan//VI', 'CALSCALE:GREGORIAN']
const file = (lines: readonly string[]): string => lines.map((line) => `${folded(line)}\r\n`).join('')

const event = (entry: CalendarEntry, now: Date, more: readonly string[] = []): readonly string[] => [
  'BEGIN:VEVENT', `UID:${entry.id}@lien-vien`, `DTSTAMP:${instant(now)}`, `SEQUENCE:${entry.sequence}`,
  `DTSTART:${instant(entry.startsAt)}`, `DTEND:${instant(entry.endsAt)}`,
  `SUMMARY:${escaped(entry.summary)}`, `DESCRIPTION:${escaped(entry.description)}`, `URL:${entry.address}`, 'CLASS:PRIVATE', ...more, 'END:VEVENT',
]

/** A calendar as a file of RFC 5545, times in UTC; what a program knows from before and does not find any more, it drops. */
export const writeCalendar = ({ name, now, entries }: Calendar): string =>
  file([
    ...head, `NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT15M', 'X-PUBLISHED-TTL:PT15M',
    ...entries.flatMap((entry) => event(entry, now)),
    'END:VCALENDAR',
  ])

/** An appointment as it goes to one person by mail: `REQUEST` sets or moves it, `CANCEL` takes it away (RFC 5546, 3.2). */
export interface CalendarInvitation {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly now: Date
  readonly entry: CalendarEntry
  /** In whose name it is sent, and to whom: mail addresses. */
  readonly organizer: { readonly name: string; readonly address: string }
  readonly attendee: string
}

/** The file of an invitation; nobody is asked to answer by mail, since the platform reads none. */
export const writeInvitation = ({ method, now, entry, organizer, attendee }: CalendarInvitation): string =>
  file([
    ...head, `METHOD:${method}`,
    ...event(entry, now, [
      `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
      `ORGANIZER;CN="${parameter(organizer.name)}":mailto:${organizer.address}`,
      `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:${attendee}`,
    ]),
    'END:VCALENDAR',
  ])

/** What stands between quotation marks (3.1): neither they nor control characters. */
const parameter = (text: string): string => text.replaceAll(/["\p{Cc}]/gu, ' ')

const instant = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')

/** TEXT (3.3.11): a line break becomes two letters, and no other control character may stand in it. */
const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r\n|[\r\n]/g, String.raw`\n`).replaceAll(/\p{Cc}/gu, ' ')

/** Breaks between letters, never within the bytes of one. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (bytes + size > longest) {
      parts.push(part)
      part = ' '
      bytes = 1
    }
    part += letter
    bytes += size
  }
  return [...parts, part].join('\r\n')
}
