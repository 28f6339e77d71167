import { Archive, Lock } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { RetentionPage as Found } from '#core/retention/manage-retention.ts'
import { retentionKinds, yearsKept, type RetentionState } from '#core/retention/retention.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { DataTable } from '#web/ui/data-table.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterChips } from '#web/ui/filter-chips.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { Pagination } from '#web/ui/pagination.tsx'
import { presentRetention, type RetentionRow } from './present-retention.ts'
import { RecordActions, RecordKind } from './record-actions.tsx'

/** Records on one page. */
export const pageSize = 50

const states = ['listed', 'held', 'kept', 'released'] as const satisfies readonly RetentionState[]
const tones = { kept: 'neutral', held: 'red', listed: 'gold', released: 'slate' } as const

interface RetentionPageProps {
  readonly found: Found
  readonly now: Date
  readonly page: number
  readonly code: string
}

/** How long each record is kept, what is on hold, and what has passed its time. */
export async function RetentionPage({ found, now, page, code }: RetentionPageProps) {
  const t = await getTranslations('retention')
  const rows = presentRetention(found, now)
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <Callout tone="info" title={t('rule.title')} >
        {retentionKinds.map((kind) => t('rule.years', { kind: t(`kind.${kind}`), years: yearsKept[kind] })).join(' · ')}. {t('rule.source')}
      </Callout>
      <div className="mt-6">
        <DataTable
          id="retention"
          caption={t('title')}
          countLabel={t('count', { count: found.total })}
          columns={[
            { id: 'code', header: t('column.code') },
            { id: 'kind', header: t('column.kind'), width: '13rem', hideBelow: 'sm' },
            { id: 'lastEntry', header: t('column.lastEntry'), hideBelow: 'md' },
            { id: 'keptUntil', header: t('column.keptUntil'), hideBelow: 'sm' },
            { id: 'state', header: t('column.state') },
            { id: 'actions', header: t('column.actions'), align: 'end' },
          ]}
          rows={rows.map((row) => ({ id: row.id, label: row.code, cells: cellsOf(row, found.mayManage, t) }))}
          toolbar={
            <>
              <form method="get" role="search"><Input type="search" name="q" defaultValue={code} aria-label={t('search')} placeholder={t('search')} /></form>
              <FilterChips param="state" label={t('column.state')} options={states.map((value) => ({ value, label: t(`state.${value}`) }))} />
            </>
          }
          empty={<EmptyState icon={<Archive />} title={t('none')} description={t('noneHint')} />}
        />
        <Pagination page={page} pageCount={Math.ceil(found.total / pageSize)} />
      </div>
    </>
  )
}

const cellsOf = (row: RetentionRow, mayManage: boolean, t: Awaited<ReturnType<typeof getTranslations<'retention'>>>) => ({
  code: <span className="tabular font-medium whitespace-nowrap">{row.code}</span>,
  kind: <RecordKind row={row} mayManage={mayManage} />,
  lastEntry: <Moment at={row.lastEntry} format="date" />,
  keptUntil: <Moment at={row.keptUntil} format="date" />,
  state: (
    <span className="block max-w-72">
      <Badge tone={tones[row.state]} {...(row.state === 'held' && { icon: <Lock /> })}>{t(`state.${row.state}`)}</Badge>
      {row.holds.map((hold) => (
        <span key={hold.id} className="mt-1 block text-small text-quiet">{hold.own ? hold.reason : t('otherHospital')} · <Moment at={hold.placedAt} format="date" /></span>
      ))}
    </span>
  ),
  actions: <RecordActions row={row} mayManage={mayManage} />,
})
