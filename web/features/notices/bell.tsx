'use client'

import { Bell as BellIcon, BellOff } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { notify } from '#web/ui/toast-store.ts'
import type { NoticeBoardFacts } from './notice-answer.ts'
import { newNotices } from './notice-board.ts'
import { NoticeLine } from './notice-line.tsx'
import { noticeLooks } from './notice-looks.tsx'
import { useNoticeBoard } from './use-notice-board.ts'

/** The bell in the top bar: how many are unread, the latest ones, and a word in passing when one arrives. */
export function Bell({ given }: { readonly given: NoticeBoardFacts }) {
  const t = useTranslations('notices')
  const [open, setOpen] = useState(false)
  const { board, markRead } = useNoticeBoard(given)
  useArrivals(board)
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      align="end"
      label={t('title')}
      className="w-[min(26rem,calc(100vw-1rem))] p-0"
      trigger={
        <Button variant="quiet" className="relative aspect-square px-0" aria-label={t('bell', { count: board.unread })} icon={<BellIcon />}>
          {board.unread > 0 && (
            <span aria-hidden className="tabular absolute -top-0.5 -right-0.5 flex h-[1.125rem] min-w-[1.125rem] items-center justify-center rounded-full bg-jade px-1 text-small font-semibold text-on-jade">
              {board.unread > 99 ? '99+' : board.unread}
            </span>
          )}
        </Button>
      }
    >
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
                setOpen(false)
                void markRead(notice.caseId)
              }}
            />
          ))}
        </ul>
      )}
    </Popover>
  )
}

/** Says each new notice once, and refreshes the page behind it, which may show what has changed. */
function useArrivals(board: NoticeBoardFacts): void {
  const t = useTranslations('notices')
  const router = useRouter()
  const before = useRef<NoticeBoardFacts>(undefined)
  useEffect(() => {
    const arrived = newNotices(before.current, board)
    before.current = board
    for (const { kind, caseId, caseCode } of arrived.slice(0, 3)) {
      notify.info(t(`kind.${kind}`, { code: caseCode }), {
        action: { label: t('open'), onPress: () => router.push(noticeLooks[kind].link(caseId ?? '')) },
      })
    }
    if (arrived.length > 0) router.refresh()
  }, [board, router, t])
}
