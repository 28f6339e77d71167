import { ShieldAlert } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Badge } from '#web/ui/badge.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { OpeningLine } from './present-glass.ts'
import { ReviewDialog } from './review-dialog.tsx'
import { ReviewNotes } from './review-notes.tsx'

/** The auditor's queue: every opening in need, those that wait first. */
export async function GlassReviewPage({ openings }: { readonly openings: readonly OpeningLine[] }) {
  const t = await getTranslations('glass')
  return (
    <>
      <PageHeader title={t('review.title')} description={t('review.lead')} back={{ href: '/audit', label: t('review.back') }} />
      <DataTable
        id="glass-review"
        caption={t('review.title')}
        countLabel={t('review.count', { count: openings.length })}
        columns={[
          { id: 'when', header: t('review.when'), hideBelow: 'xl' },
          { id: 'who', header: t('review.who'), hideBelow: 'md' },
          { id: 'case', header: t('review.case') },
          { id: 'reason', header: t('review.reason'), hideBelow: 'md' },
          { id: 'state', header: t('review.state'), hideBelow: 'sm' },
          { id: 'actions', header: t('review.action'), align: 'end' },
        ]}
        rows={openings.map((line) => ({ id: line.id, label: line.code, cells: cellsOf(line, t), ...(line.waits === 'late' && { tone: 'red' as const }) }))}
        empty={<EmptyState icon={<ShieldAlert />} title={t('review.none')} description={t('review.noneHint')} />}
      />
    </>
  )
}

type Words = Awaited<ReturnType<typeof getTranslations<'glass'>>>

const whenOf = (line: OpeningLine, t: Words) => (
  <>
    <Moment at={line.openedAt} />
    {line.isOpen ? <RunningClock until={line.until} label={t('state.open')} /> : <span className="text-small text-quiet">{t('state.closed')}</span>}
  </>
)
const whoOf = ({ who, from }: OpeningLine) => <span>{who}<span className="block text-small text-quiet">{from}</span></span>

const stateOf = (line: OpeningLine, t: Words) => (
  <span className="grid max-w-72 gap-1">
    {line.waits === 'no' ? <ReviewNotes reviews={line.reviews} /> : (
      <>
        <span><Badge tone={line.waits === 'late' ? 'red' : 'gold'}>{t(line.waits === 'late' ? 'state.overdue' : 'state.waiting')}</Badge></span>
        <span className="text-small text-quiet">{t('review.due')} <Moment at={line.dueAt} format="date" /></span>
        {line.reviews.length > 0 && <ReviewNotes reviews={line.reviews} />}
      </>
    )}
  </span>
)

/** On a narrow screen the case tells by itself what its neighbours have no room for. */
const cellsOf = (line: OpeningLine, t: Words) => ({
  when: <span className="grid gap-1 whitespace-nowrap">{whenOf(line, t)}</span>,
  who: whoOf(line),
  case: (
    <span className="grid gap-1">
      <span><span className="tabular font-medium">{line.code}</span><span className="block text-small text-quiet">{t('patientOf', { hospital: line.patientOf })}</span></span>
      <span className="grid gap-1 xl:hidden">{whenOf(line, t)}</span>
      <span className="md:hidden">{whoOf(line)}</span>
      <span className="text-small md:hidden">{line.reason}</span>
      <span className="sm:hidden">{stateOf(line, t)}</span>
    </span>
  ),
  reason: <span className="block max-w-80 break-words">{line.reason}</span>,
  state: stateOf(line, t),
  actions: (
    <span className="flex flex-wrap items-center justify-end gap-3">
      <TextLink href={`/audit?about=case:${line.case}`}>{t('review.trail')}</TextLink>
      {line.waits !== 'no' && <ReviewDialog line={line} />}
    </span>
  ),
})
