import { CalendarOff, ChevronLeft, ChevronRight, Download, MonitorUp } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { addDays } from '#web/ui/zoned-time.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { ImportRoster } from './import-roster.tsx'
import { LeaveCard } from './leave-card.tsx'
import { OnDutyNow } from './on-duty-now.tsx'
import type { RosterFacts } from './present-roster.ts'
import { RosterWeek } from './roster-week.tsx'
import { ShiftDialog } from './shift-dialog.tsx'
import { SwapCard } from './swap-card.tsx'

interface RosterPageProps {
  readonly roster: RosterFacts
  /** The Monday of the week that is shown, `yyyy-mm-dd`. */
  readonly monday: string
  readonly timeZone: string
}

/** "Trực": who is on duty now, who is reachable, and the week; what one asks of another about it stands beside. */
export async function RosterPage({ roster, monday, timeZone }: RosterPageProps) {
  const t = await getTranslations('roster')
  const week = (days: number): string => `/duty?week=${addDays(monday, days)}`
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('description')}
        actions={
          <>
            <ButtonLink href="/wall" icon={<MonitorUp />}>{t('wall')}</ButtonLink>
            {roster.keeps && <ImportRoster />}
            <ButtonLink href={`/api/roster?week=${monday}`} icon={<Download />}>{t('export')}</ButtonLink>
            {roster.keeps && <ShiftDialog roster={roster} timeZone={timeZone} monday={monday} />}
          </>
        }
      />
      <div className="grid gap-6">
        <SwapCard swaps={roster.swaps} />
        <OnDutyNow roster={roster} />
        <section aria-labelledby="week" className="min-w-0">
          <div className="mb-3 flex items-center justify-between gap-3">
            <h2 id="week" className="text-head font-semibold">{t('week')}</h2>
            <div className="flex gap-2">
              <ButtonLink href={week(-7)} size="sm" icon={<ChevronLeft />}>{t('earlier')}</ButtonLink>
              <ButtonLink href={week(7)} size="sm" icon={<ChevronRight />}>{t('later')}</ButtonLink>
            </div>
          </div>
          {roster.shifts.length === 0
            ? <div className="rounded-card border border-line bg-surface"><EmptyState icon={<CalendarOff />} title={t('empty')} description={t(roster.keeps ? 'emptyKeeper' : 'emptyHint')} /></div>
            : <RosterWeek roster={roster} monday={monday} timeZone={timeZone} />}
        </section>
        <LeaveCard roster={roster} timeZone={timeZone} />
      </div>
    </>
  )
}
