import { useLocale, useTranslations } from 'next-intl'
import { classNames } from '#web/ui/class-names.ts'
import { formatNumber } from '#web/ui/format-number.ts'
import { Moment } from '#web/ui/moment.tsx'
import { FlagMark } from './flag-mark.tsx'
import type { MeasuredSeries } from './measured-series.ts'
import { courseOf, gravestFirst } from './measured-series.ts'
import { MeasuredValue, ReferenceRange } from './measured-value.tsx'
import { Sparkline } from './sparkline.tsx'

function Course({ series }: { readonly series: MeasuredSeries }) {
  const t = useTranslations('record')
  const locale = useLocale()
  const values = courseOf(series)
  return (
    <Sparkline
      values={values}
      low={series.referenceLow}
      high={series.referenceHigh}
      isAbnormal={series.latest.flag !== 'normal'}
      label={t('course', { values: values.map((value) => formatNumber(value, locale, 3)).join(', ') })}
    />
  )
}

const head = 'px-3 py-2 text-left font-medium whitespace-nowrap first:pl-5 last:pr-5'
const cell = 'px-3 py-2 first:pl-5 last:pr-5'

/** Results with their limits and course, what asks to be seen first on top. */
export function LaboratoryTable({ series }: { readonly series: readonly MeasuredSeries[] }) {
  const t = useTranslations('record')
  return (
    <div role="region" aria-label={t('laboratory')} tabIndex={0} className="overflow-x-auto focus-visible:-outline-offset-2">
      <table className="w-full border-collapse text-dense">
        <caption className="sr-only">{t('laboratory')}</caption>
        <thead className="border-b border-line bg-sunken text-quiet">
          <tr>
            <th scope="col" className={head}>{t('test')}</th>
            <th scope="col" className={classNames(head, 'text-right')}>{t('result')}</th>
            <th scope="col" className={head}><span className="sr-only">{t('judgement')}</span></th>
            <th scope="col" className={classNames(head, 'text-right @max-md:hidden')}>{t('reference')}</th>
            <th scope="col" className={classNames(head, '@max-3xl:hidden print:hidden')}>{t('trend')}</th>
            <th scope="col" className={classNames(head, 'text-right @max-2xl:hidden')}>{t('takenAt')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {gravestFirst(series).map((one) => (
            <tr key={one.code}>
              <th scope="row" className={classNames(cell, 'text-left font-medium')}>{one.display}</th>
              <td className={classNames(cell, 'text-right')}><MeasuredValue measurement={one.latest} unit={one.unit} /></td>
              <td className={cell}><FlagMark flag={one.latest.flag} /></td>
              <td className={classNames(cell, 'tabular text-right whitespace-nowrap text-quiet @max-md:hidden')}><ReferenceRange series={one} /></td>
              <td className={classNames(cell, 'py-1 @max-3xl:hidden print:hidden')}><Course series={one} /></td>
              <td className={classNames(cell, 'text-right whitespace-nowrap text-quiet @max-2xl:hidden')}><Moment at={one.latest.at} format="day-time" /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
