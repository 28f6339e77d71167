export type MomentFormat = 'datetime' | 'date' | 'time' | 'day-time' | 'long'

interface Viewer {
  readonly locale: string
  readonly timeZone: string
}

const parts = (at: Date, timeZone: string): Record<string, string> => {
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, value]))
}

const weekday = (at: Date, { locale, timeZone }: Viewer, width: 'short' | 'long'): string =>
  new Intl.DateTimeFormat(locale, { timeZone, weekday: width }).format(at)

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
    case 'day-time':
      return `${weekday(at, viewer, 'short')} ${part['day']}/${part['month']}, ${time}`
    case 'long':
      return `${time}, ${weekday(at, viewer, 'long').toLowerCase()} ${date}`
  }
}
