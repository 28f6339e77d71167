import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatNumber } from '#web/ui/format-number.ts'
import type { MeasuredSeries } from './measured-series.ts'
import { gravestFirst, isReadAloud } from './measured-series.ts'
import { MeasuredValue } from './measured-value.tsx'
import type { RecordView } from './present-record.ts'

const Cell = ({ term, children }: { readonly term: string; readonly children: ReactNode }) => (
  <div className="min-w-0 bg-surface px-5 py-4">
    <dt className="text-dense text-quiet">{term}</dt>
    <dd className="mt-0.5">{children}</dd>
  </div>
)

// More than this cannot be taken in at a glance.
const mostVitals = 6
const mostNotable = 4

function Values({ series }: { readonly series: readonly MeasuredSeries[] }) {
  const locale = useLocale()
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {series.map((one) => (
        <li key={one.code} className="whitespace-nowrap" title={one.referenceHigh === null ? undefined : `≤ ${formatNumber(one.referenceHigh, locale, 3)}`}>
          <span className="text-dense text-quiet">{one.display}{' '}</span>
          <MeasuredValue measurement={one.latest} unit={one.unit} />
        </li>
      ))}
    </ul>
  )
}

/** The record in ten seconds: why they are here, how they are now, what is out of order. */
export function Glance({ record }: { readonly record: RecordView }) {
  const t = useTranslations('record')
  const active = record.conditions.filter((one) => one.isActive)
  const notable = gravestFirst(record.laboratory).filter((one) => one.latest.flag !== 'normal').slice(0, mostNotable)
  return (
    <dl aria-label={t('glance')} className="grid gap-px overflow-hidden rounded-card border border-line bg-line md:grid-cols-3">
      <Cell term={t('mainProblem')}>
        {active[0] === undefined ? <span className="text-quiet">{t('nothingRecorded')}</span> : (
          <>
            <span className="text-lead font-semibold">{active[0].display}</span>{' '}
            <span className="font-mono text-dense text-quiet">{active[0].code}</span>
            {active.length > 1 && <span className="block text-dense text-quiet">{active.slice(1, 4).map((one) => one.display).join(' · ')}</span>}
          </>
        )}
      </Cell>
      <Cell term={t('latestVitals')}>
        {record.vitals.length === 0 ? <span className="text-quiet">{t('nothingRecorded')}</span> : <Values series={record.vitals.filter(isReadAloud).slice(0, mostVitals)} />}
      </Cell>
      <Cell term={t('notable')}>
        {notable.length === 0 ? <span className="text-quiet">{t('nothingNotable')}</span> : <Values series={notable} />}
      </Cell>
    </dl>
  )
}
