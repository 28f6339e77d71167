'use client'

import { BellOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import type { NoticeBoardFacts } from './notice-answer.ts'
import { NoticeLine } from './notice-line.tsx'

interface LatestNoticesProps {
  readonly board: NoticeBoardFacts
  /** All of them, or those about one case. */
  readonly markRead: (about?: string | null) => Promise<void>
  readonly onOpen: () => void
}

/** What the bell opens: the latest notices, and one press that marks them read. */
export function LatestNotices({ board, markRead, onOpen }: LatestNoticesProps) {
  const t = useTranslations('notices')
  return (
    <>
      <div className="flex items-center justify-between gap-3 border-b border-line px-4 py-2.5">
        <h2 className="font-semibold">{t('title')}</h2>
        <Button variant="quiet" size="sm" disabled={board.unread === 0} onClick={() => void markRead()}>{t('markAll')}</Button>
      </div>
      {board.latest.length === 0 ? <EmptyState icon={<BellOff />} title={t('empty')} description={t('emptyHint')} /> : (
        <ul className="max-h-[min(32rem,70dvh)] divide-y divide-line overflow-y-auto">
          {board.latest.map((notice) => (
            <NoticeLine
              key={notice.id}
              notice={notice}
              onOpen={() => {
                onOpen()
                void markRead(notice.caseId)
              }}
            />
          ))}
        </ul>
      )}
    </>
  )
}
