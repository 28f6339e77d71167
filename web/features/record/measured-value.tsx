import { useLocale } from 'next-intl'
import { classNames } from '#web/ui/class-names.ts'
import { formatNumber } from '#web/ui/format-number.ts'
import type { MeasuredSeries, Measurement } from './measured-series.ts'

/** A measured value in the reader's number format; results in words stand as they are. */
export function MeasuredValue({ measurement, unit, className }: { readonly measurement: Measurement; readonly unit: string | null; readonly className?: string }) {
  const locale = useLocale()
  const { value, flag } = measurement
  const critical = flag === 'critical-high' || flag === 'critical-low'
  return (
    <span className={classNames('whitespace-nowrap', className)}>
      <span className={classNames('tabular', flag !== 'normal' && 'font-semibold', critical && 'text-danger')}>
        {typeof value === 'number' ? formatNumber(value, locale, 3) : value}
      </span>
      {unit !== null && <span className="text-quiet">{' '}{unit}</span>}
    </span>
  )
}

/** The limits of what is normal, "3,5 – 5,1", "≤ 0,04" or a dash. */
export function ReferenceRange({ series: { referenceLow, referenceHigh } }: { readonly series: MeasuredSeries }) {
  const locale = useLocale()
  const written = (value: number): string => formatNumber(value, locale, 3)
  if (referenceLow !== null && referenceHigh !== null) return <>{written(referenceLow)} – {written(referenceHigh)}</>
  if (referenceHigh !== null) return <>≤ {written(referenceHigh)}</>
  if (referenceLow !== null) return <>≥ {written(referenceLow)}</>
  return <>—</>
}
