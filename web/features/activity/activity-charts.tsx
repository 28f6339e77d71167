import { getTranslations } from 'next-intl/server'
import { timedUrgencies } from '#core/activity/figures.ts'
import type { Activity } from '#core/activity/view-activity.ts'
import { allowedWait } from '#core/case/urgency.ts'
import { Card } from '#web/ui/card.tsx'
import { monthsIn, type ActivityChoice } from './activity-choice.ts'
import { BarChart, type Bar } from './bar-chart.tsx'
import { figureWords } from './present-activity.ts'

const mostShown = 8

/** Cases over time (or by specialty within one month), and how long it took to connect beside what is allowed. */
export async function ActivityCharts({ choice, activity }: { readonly choice: ActivityChoice; readonly activity: Activity }) {
  const [t, words, caseWords, ui] = await Promise.all([getTranslations('activity.chart'), figureWords(), getTranslations('caseWords'), getTranslations('ui.urgency')])
  const months: Bar[] = monthsIn(choice).map((month) => {
    const count = activity.months.get(month) ?? 0
    const [, number = ''] = month.split('-')
    return { id: month, label: t('month', { month: Number(number) }), value: count, text: words.number(count) }
  })
  const specialties: Bar[] = activity.total.bySpecialty.slice(0, mostShown).map(([specialty, count]) => ({
    id: specialty, label: caseWords(`specialty.${specialty}`), value: count, text: words.number(count),
  }))
  const connect: Bar[] = timedUrgencies.flatMap((urgency) => {
    const spread = activity.total.connect[urgency]
    const allowed = allowedWait[urgency]
    if (spread === null || allowed === null) return []
    // Minutes and days do not share a scale: each bar is measured by what its urgency allows.
    const target = { value: 1, label: t('allowed', { wait: words.wait(allowed) }) }
    return [{ id: urgency, label: t('urgency', { urgency: ui(urgency), wait: words.wait(allowed) }), value: spread.p50 / allowed, text: words.wait(spread.p50), target }]
  })
  return (
    <div className="grid gap-5 lg:grid-cols-2 print:grid-cols-2">
      <Card title={t(choice.period === 'month' ? 'bySpecialty' : 'byMonth')} className="print:break-inside-avoid">
        <BarChart caption={t('byMonth')} bars={choice.period === 'month' ? specialties : months} />
      </Card>
      <Card title={t('connect')} description={t('connectHint')} className="print:break-inside-avoid">
        {connect.length === 0 ? <p className="text-quiet">{t('nothingTimed')}</p> : <BarChart caption={t('connect')} bars={connect} />}
        {choice.period !== 'month' && specialties.length > 0 && (
          <>
            <h3 className="mt-5 mb-2 text-dense font-semibold">{t('bySpecialty')}</h3>
            <BarChart caption={t('bySpecialty')} bars={specialties} />
          </>
        )}
      </Card>
    </div>
  )
}
