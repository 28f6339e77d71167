'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from './icon-button.tsx'
import { useUrlParam } from './use-url-param.ts'

interface PaginationProps {
  /** From 1. */
  readonly page: number
  readonly pageCount: number
  readonly param?: string
}

/** Steps through a long list; absent while one page is enough. */
export function Pagination({ page, pageCount, param = 'page' }: PaginationProps) {
  const t = useTranslations('ui')
  const [, setPage, pending] = useUrlParam(param)
  if (pageCount <= 1) return null
  const go = (next: number): void => setPage(next === 1 ? [] : [String(next)])
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-end gap-2 px-5 py-3 text-dense text-quiet">
      <span className="tabular">{t('pageOf', { page, pageCount })}</span>
      <IconButton size="sm" label={t('previousPage')} icon={<ChevronLeft />} disabled={page <= 1 || pending} onClick={() => go(page - 1)} />
      <IconButton size="sm" label={t('nextPage')} icon={<ChevronRight />} disabled={page >= pageCount || pending} onClick={() => go(page + 1)} />
    </nav>
  )
}
