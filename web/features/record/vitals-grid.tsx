import { useLocale, useTranslations } from 'next-intl'
import { formatNumber } from '#web/ui/format-number.ts'
import { Moment } from '#web/ui/moment.tsx'
import { FlagMark } from './flag-mark.tsx'
import type { MeasuredSeries } from './measured-series.ts'
import { courseOf } from './measured-series.ts'
import { MeasuredValue } from './measured-value.tsx'
import { Sparkline } from './sparkline.tsx'

/** When the newest of the values was taken; a value from another time says its own. */
export const newestMoment = (series: readonly MeasuredSeries[]): string =>
  series.reduce((latest, one) => (one.latest.at > latest ? one.latest.at : latest), '')

/** The newest of each vital sign, large enough to read at arm's length. */
export function VitalsGrid({ series }: { readonly series: readonly MeasuredSeries[] }) {
  const t = useTranslations('record')
  const locale = useLocale()
  const newest = newestMoment(series)
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-control border border-line bg-line @lg:grid-cols-3 @4xl:grid-cols-4">
      {series.map((one) => (
        <li key={one.code} className="bg-surface px-4 py-3">
          <p className="text-dense text-quiet">{one.display}</p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2">
            <MeasuredValue measurement={one.latest} unit={one.unit} className="text-lead font-semibold [&>span+span]:text-dense [&>span+span]:font-normal" />
            <FlagMark flag={one.latest.flag} />
          </p>
          <div className="mt-1 flex items-end justify-between gap-2">
            {one.latest.at === newest ? <span /> : <Moment at={one.latest.at} format="day-time" className="text-small text-faint" />}
            <Sparkline
              values={courseOf(one)}
              low={one.referenceLow}
              high={one.referenceHigh}
              isAbnormal={one.latest.flag !== 'normal'}
              label={t('course', { values: courseOf(one).map((value) => formatNumber(value, locale, 3)).join(', ') })}
            />
          </div>
        </li>
      ))}
    </ul>
  )
}
