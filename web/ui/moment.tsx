import { useLocale, useTimeZone } from 'next-intl'
import { formatMoment, type MomentFormat } from './format-moment.ts'

interface MomentProps {
  /** UTC, as a Date or an ISO string. */
  readonly at: Date | string
  readonly format?: MomentFormat
  readonly className?: string
}

/** The only way to show a time: stored in UTC, shown in the viewer's zone. */
export function Moment({ at, format = 'datetime', className }: MomentProps) {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const date = typeof at === 'string' ? new Date(at) : at
  return (
    <time dateTime={date.toISOString()} className={className} title={formatMoment(date, 'long', { locale, timeZone })}>
      {formatMoment(date, format, { locale, timeZone })}
    </time>
  )
}
