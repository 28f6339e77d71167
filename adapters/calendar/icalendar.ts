/** One appointment as a calendar program shows it: codes and hospitals, never a patient. */
export interface CalendarEntry {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly summary: string
  readonly description: string
  readonly address: string
  /** Where it takes place, for this reader; null where no room is reserved. */
  readonly place: string | null
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

/** What an event says besides when it is. */
type Told = Pick<CalendarEntry, 'id' | 'summary' | 'description' | 'address' | 'place' | 'sequence'>

const event = (told: Told, now: Date, { times, more = [] }: { readonly times: readonly string[]; readonly more?: readonly string[] }): readonly string[] => [
  'BEGIN:VEVENT', `UID:${told.id}@lien-vien`, `DTSTAMP:${instant(now)}`, `SEQUENCE:${told.sequence}`, ...times,
  `SUMMARY:${escaped(told.summary)}`, `DESCRIPTION:${escaped(told.description)}`, ...(told.place === null ? [] : [`LOCATION:${escaped(told.place)}`]), `URL:${told.address}`, 'CLASS:PRIVATE', ...more, 'END:VEVENT',
]
const span = ({ startsAt, endsAt }: CalendarEntry): readonly string[] => [`DTSTART:${instant(startsAt)}`, `DTEND:${instant(endsAt)}`]

/** A calendar as a file of RFC 5545, times in UTC; what a program knows from before and does not find any more, it drops. */
export const writeCalendar = ({ name, now, entries }: Calendar): string =>
  file([
    ...head, `NAME:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT15M', 'X-PUBLISHED-TTL:PT15M',
    ...entries.flatMap((entry) => event(entry, now, { times: span(entry) })),
    'END:VCALENDAR',
  ])

/** How an invitation goes to one person by mail: `REQUEST` sets or moves, `CANCEL` takes away (RFC 5546, 3.2). */
export interface CalendarLetter {
  readonly method: 'REQUEST' | 'CANCEL'
  readonly now: Date
  /** In whose name it is sent, and to whom: mail addresses. */
  readonly organizer: { readonly name: string; readonly address: string }
  readonly attendee: string
}

/** Nobody is asked to answer by mail, since the platform reads none. */
const parties = ({ method, organizer, attendee }: CalendarLetter): readonly string[] => [
  `STATUS:${method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'}`,
  `ORGANIZER;CN="${parameter(organizer.name)}":mailto:${organizer.address}`,
  `ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=FALSE:mailto:${attendee}`,
]

/** The file of an invitation to one appointment. */
export const writeInvitation = (entry: CalendarEntry, letter: CalendarLetter): string =>
  file([...head, `METHOD:${letter.method}`, ...event(entry, letter.now, { times: span(entry), more: parties(letter) }), 'END:VCALENDAR'])

/** A meeting that returns, on Vietnam's clock: dates are `yyyy-mm-dd`, times `HH:mm`. */
export interface CalendarSeries extends Told {
  readonly startsOn: string
  readonly startTime: string
  readonly durationMinutes: number
  /** The recurrence rule without its end (3.3.10), and the last day on which it may hold; null for no end. */
  readonly rule: string
  readonly lastOn: string | null
  /** Days of the rule on which it is not held. */
  readonly leftOut: readonly string[]
  /** Days of the rule that are held at another time. */
  readonly moved: readonly { readonly on: string; readonly date: string; readonly startTime: string; readonly durationMinutes: number }[]
}

/** Vietnam's zone as every calendar program can work it out by itself: seven hours ahead since 1975, and no summer time. */
const zone = 'Asia/Ho_Chi_Minh'
const zoneLines = [
  'BEGIN:VTIMEZONE', `TZID:${zone}`, 'BEGIN:STANDARD', 'DTSTART:19750613T000000', 'TZOFFSETFROM:+0800', 'TZOFFSETTO:+0700', 'TZNAME:+07', 'END:STANDARD', 'END:VTIMEZONE',
]
const onWall = (date: string, time: string): string => `${date.replaceAll('-', '')}T${time.replace(':', '')}00`
/** The last moment of a day in Vietnam, in UTC, as an end of a rule has to be told (3.3.10). */
const endOfDay = (date: string): string => instant(new Date(`${date}T23:59:59+07:00`))

/** The file of an invitation to a meeting that returns: one rule, the days that it leaves out, and those that were moved. */
export function writeSeriesInvitation(series: CalendarSeries, letter: CalendarLetter): string {
  const more = parties(letter)
  const rule = `RRULE:${series.rule}${series.lastOn === null ? '' : `;UNTIL=${endOfDay(series.lastOn)}`}`
  const leftOut = series.leftOut.map((date) => onWall(date, series.startTime)).join(',')
  const times = (date: string, startTime: string, minutes: number): readonly string[] => [`DTSTART;TZID=${zone}:${onWall(date, startTime)}`, `DURATION:PT${minutes}M`]
  return file([
    ...head, `METHOD:${letter.method}`, ...zoneLines,
    ...event(series, letter.now, {
      times: [...times(series.startsOn, series.startTime, series.durationMinutes), rule, ...(leftOut === '' ? [] : [`EXDATE;TZID=${zone}:${leftOut}`])], more,
    }),
    ...series.moved.flatMap((day) => event(series, letter.now, {
      times: [`RECURRENCE-ID;TZID=${zone}:${onWall(day.on, series.startTime)}`, ...times(day.date, day.startTime, day.durationMinutes)], more,
    })),
    'END:VCALENDAR',
  ])
}

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
