import { Ambulance, CalendarCheck, ChevronLeft, ChevronRight, CircleCheckBig, FileSpreadsheet, Signature, Timer, UsersRound } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ActivityFigures } from '#core/activity/figures.ts'
import type { Activity } from '#core/activity/view-activity.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { NoPrint } from '#web/ui/print-only.tsx'
import { addressOf, periods, shifted, sides, type ActivityChoice } from './activity-choice.ts'
import { ActivityCharts } from './activity-charts.tsx'
import { FigureTile } from './figure-tile.tsx'
import { PartnerTable } from './partner-table.tsx'
import { figureWords } from './present-activity.ts'
import { PrintButton } from './print-button.tsx'
import { PrintedFoot, PrintedHead } from './printed-report.tsx'

interface ActivityPageProps {
  readonly choice: ActivityChoice
  readonly activity: Activity
  /** The hospital that reports. */
  readonly hospital: string
}

/** What the remote consults of a stretch of time came to: six numbers against their targets, two charts, a table; an A4 report on paper. */
export async function ActivityPage({ choice, activity, hospital }: ActivityPageProps) {
  const t = await getTranslations('activity')
  const stretch = t(`stretch.${choice.period}`, { year: String(choice.year), month: choice.month, quarter: Math.ceil(choice.month / 3) })
  return (
    <>
      <NoPrint>
        <PageHeader
          title={t('title')}
          meta={<span className="font-semibold text-ink">{stretch} · {t(`side.${choice.side}`)}</span>}
          actions={<Controls choice={choice} />}
        />
      </NoPrint>
      <PrintedHead hospital={hospital} stretch={stretch} side={choice.side} />
      {activity.total.cases === 0 ? (
        <div className="rounded-card border border-line bg-surface">
          <EmptyState icon={<CalendarCheck />} title={t('empty.title')} description={t('empty.hint')} action={<ButtonLink href={addressOf(shifted(choice, -1))}>{t('previous')}</ButtonLink>} />
        </div>
      ) : (
        <div className="grid grid-cols-1 gap-5">
          <Tiles figures={activity.total} />
          <ActivityCharts choice={choice} activity={activity} />
          <Card flush title={t(`partners.${choice.side}`)}>
            <PartnerTable activity={activity} side={choice.side} />
          </Card>
          <p className="text-small text-quiet">{t('counted')}</p>
        </div>
      )}
      <PrintedFoot />
    </>
  )
}

async function Tiles({ figures }: { readonly figures: ActivityFigures }) {
  const [t, words] = await Promise.all([getTranslations('activity.tile'), figureWords()])
  const { emergency } = figures.connect
  const emergencyTarget = 300_000
  return (
    <dl className="grid grid-cols-2 gap-3 lg:grid-cols-3 xl:grid-cols-6 print:grid-cols-3">
      <FigureTile icon={<UsersRound />} label={t('cases')} value={words.number(figures.cases)} target={t('notHeld', { rejected: figures.rejected, noShow: figures.noShow })} />
      <FigureTile
        icon={<Timer />}
        label={t('emergency')}
        value={emergency === null ? '–' : words.wait(emergency.p50)}
        target={emergency === null ? t('noEmergency') : t('emergencyTarget', { p95: words.wait(emergency.p95) })}
        {...(emergency !== null && { kept: emergency.p95 <= emergencyTarget })}
      />
      <FigureTile icon={<CalendarCheck />} label={t('inTime')} value={words.share(figures.inTime)} target={t('ofTimed', { of: figures.inTime.of })} />
      <FigureTile icon={<Signature />} label={t('signed')} value={words.share(figures.signedWithinDay)} target={t('ofMinutes', { of: figures.signedWithinDay.of })} />
      <FigureTile icon={<CircleCheckBig />} label={t('followed')} value={words.share(figures.followed)} target={t('ofAnswers', { of: figures.followed.of })} />
      <FigureTile icon={<Ambulance />} label={t('transfers')} value={words.number(figures.transfersAvoided.done)} target={t('ofTransfers', { of: figures.transfersAvoided.of })} />
    </dl>
  )
}

async function Controls({ choice }: { readonly choice: ActivityChoice }) {
  const t = await getTranslations('activity')
  return (
    <>
      <nav aria-label={t('side.label')} className="flex gap-1">
        {sides.map((side) => (
          <ButtonLink key={side} size="sm" variant={side === choice.side ? 'primary' : 'secondary'} aria-current={side === choice.side ? 'page' : undefined} href={addressOf({ ...choice, side })}>
            {t(`side.${side}`)}
          </ButtonLink>
        ))}
      </nav>
      <nav aria-label={t('period.label')} className="flex gap-1">
        {periods.map((period) => (
          <ButtonLink key={period} size="sm" variant={period === choice.period ? 'primary' : 'secondary'} aria-current={period === choice.period ? 'page' : undefined} href={addressOf({ ...shifted({ ...choice, period }, 0), month: period === 'year' ? 1 : choice.month })}>
            {t(`period.${period}`)}
          </ButtonLink>
        ))}
      </nav>
      <span className="flex gap-1">
        <ButtonLink size="sm" variant="secondary" href={addressOf(shifted(choice, -1))} aria-label={t('previous')} icon={<ChevronLeft />}>{null}</ButtonLink>
        <ButtonLink size="sm" variant="secondary" href={addressOf(shifted(choice, 1))} aria-label={t('next')} icon={<ChevronRight />}>{null}</ButtonLink>
      </span>
      <PrintButton label={t('print')} />
      <a className="inline-flex h-8 items-center gap-1.5 rounded-control border border-line-strong bg-surface px-3 text-dense font-semibold hover:border-jade-ink [&_svg]:size-4" href={addressOf(choice, '/api/reports')} download>
        <FileSpreadsheet aria-hidden />{t('sheet')}
      </a>
    </>
  )
}
