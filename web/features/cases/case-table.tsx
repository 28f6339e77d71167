'use client'

import { FolderSearch, LoaderCircle, Search, UserRound, UsersRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { urgencies } from '#core/case/urgency.ts'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { DataTable } from '#web/ui/data-table.tsx'
import type { DataColumn } from '#web/ui/data-table-types.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { FilterChips } from '#web/ui/filter-chips.tsx'
import { Input } from '#web/ui/input.tsx'
import { Pagination } from '#web/ui/pagination.tsx'
import { caseCells } from './case-cells.tsx'
import { stages, type CaseChoice } from './case-query.ts'
import type { CasePageFacts } from './present-case-row.ts'
import { useCaseSearch } from './use-case-search.ts'

const columns = [
  { id: 'patient' },
  { id: 'code', hideBelow: 'sm' },
  { id: 'urgency', hideBelow: 'sm' },
  { id: 'status', hideBelow: 'sm' },
  { id: 'time', hideBelow: 'sm' },
  { id: 'from', optional: true, hideBelow: 'md' },
  { id: 'to', optional: true, hideBelow: 'lg' },
  { id: 'specialty', optional: true, hideBelow: 'lg' },
  { id: 'kind', hidden: true },
  { id: 'requester', hidden: true },
  { id: 'coordinator', hidden: true },
] as const

interface CaseTableProps {
  readonly choice: CaseChoice
  readonly given: CasePageFacts
}

/** The cases of both sides in one list: filters in the address, the search not, since names must not stand in addresses. */
export function CaseTable({ choice, given }: CaseTableProps) {
  const t = useTranslations('cases')
  const words = useTranslations('caseWords')
  const urgency = useTranslations('ui.urgency')
  const { text, setText, searching, failed, page } = useCaseSearch(choice, given)
  const headed: readonly DataColumn[] = columns.map((column) => ({ ...column, header: t(`column.${column.id}`) }))
  const filtered = text.trim() !== '' || choice.mine || choice.stages.length + choice.urgencies.length > 0
  return (
    <>
      <div className="mb-4 flex flex-wrap gap-x-6 gap-y-2 max-sm:-mx-4 max-sm:flex-nowrap max-sm:gap-x-1.5 max-sm:overflow-x-auto max-sm:px-4 max-sm:pb-1 max-sm:[&>div]:flex-nowrap">
        <FilterChips param="mine" label={t('filter.mine')} options={[{ value: '1', label: t('onlyMine'), icon: <UserRound /> }]} />
        <FilterChips param="stage" label={t('filter.stage')} many options={stages.map((value) => ({ value, label: t(`stage.${value}`) }))} />
        <FilterChips param="urgency" label={t('filter.urgency')} many options={urgencies.map((value) => ({ value, label: urgency(value) }))} />
      </div>
      {failed && <Callout tone="danger" className="mb-4">{t('searchFailed')}</Callout>}
      <DataTable
        id="cases"
        caption={t('title')}
        columns={headed}
        toolbar={
          <div className="w-full max-w-lg">
            <Input
              type="search"
              aria-label={t('search')}
              placeholder={t('search')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              prefix={searching ? <LoaderCircle aria-hidden className="animate-spin" /> : <Search aria-hidden />}
            />
          </div>
        }
        countLabel={t('count', { count: page.total })}
        rows={page.rows.map((row) => ({
          id: row.id,
          href: row.status === 'draft' ? caseLinks.draft(row.id) : caseLinks.page(row.id),
          label: `${row.code}, ${row.patient.name ?? words('unknownPatient')}, ${words(`status.${row.status}`)}`,
          cells: caseCells(row, words),
          tone: row.urgency === 'emergency' && row.connectBy !== null ? 'red' : row.status === 'cancelled' ? 'muted' : 'plain',
        }))}
        empty={<NoCases filtered={filtered} />}
      />
      <Pagination page={choice.page} pageCount={page.pageCount} />
    </>
  )
}

function NoCases({ filtered }: { readonly filtered: boolean }) {
  const t = useTranslations('cases.empty')
  return filtered
    ? <EmptyState icon={<FolderSearch />} title={t('noMatch')} description={t('noMatchHint')} action={<ButtonLink href="/cases" replace>{t('clear')}</ButtonLink>} />
    : <EmptyState icon={<UsersRound />} title={t('none')} description={t('noneHint')} action={<ButtonLink href="/patients" variant="primary">{t('patients')}</ButtonLink>} />
}
