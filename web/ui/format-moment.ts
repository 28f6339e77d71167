export type MomentFormat = 'datetime' | 'date' | 'time' | 'day' | 'day-time' | 'long'

interface Viewer {
  readonly locale: string
  readonly timeZone: string
}

/** Making one costs as much as writing a dozen moments, and a page writes hundreds. */
const formatters = new Map<string, Intl.DateTimeFormat>()
/** More zones than meet on one server; whoever names others in a cookie fills no memory with them. */
const mostFormatters = 64

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  if (formatters.size >= mostFormatters) formatters.clear()
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formatters.set(timeZone, made)
  return made
}

const parts = (at: Date, timeZone: string): Record<string, string> =>
  Object.fromEntries(formatterOf(timeZone).formatToParts(at).map(({ type, value }) => [type, value]))

// Written out: the server's and the browser's own tables of weekday names differ from version to version.
const weekdays = {
  vi: {
    short: ['CN', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7'],
    long: ['chủ nhật', 'thứ hai', 'thứ ba', 'thứ tư', 'thứ năm', 'thứ sáu', 'thứ bảy'],
  },
  en: {
    short: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    long: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  },
} as const

function weekday(part: Readonly<Record<string, string>>, locale: string, width: 'short' | 'long'): string {
  const day = new Date(`${part['year']}-${part['month']}-${part['day']}T00:00:00Z`).getUTCDay()
  return weekdays[locale === 'en' ? 'en' : 'vi'][width][day] ?? ''
}

/**
 * A moment as the viewer's wall clock shows it: `dd/MM/yyyy HH:mm` in both languages, since a hospital's
 * papers carry that order and 03/04 must not mean two days.
 */
export function formatMoment(at: Date, format: MomentFormat, viewer: Viewer): string {
  const part = parts(at, viewer.timeZone)
  const date = `${part['day']}/${part['month']}/${part['year']}`
  const time = `${part['hour']}:${part['minute']}`
  switch (format) {
    case 'date':
      return date
    case 'time':
      return time
    case 'datetime':
      return `${date} ${time}`
    case 'day':
      return `${weekday(part, viewer.locale, 'long')} ${part['day']}/${part['month']}`
    case 'day-time':
      return `${weekday(part, viewer.locale, 'short')} ${part['day']}/${part['month']}, ${time}`
    case 'long':
      return `${time}, ${weekday(part, viewer.locale, 'long')} ${date}`
  }
}
