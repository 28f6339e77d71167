'use client'

import { Bell as BellIcon } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { makePart } from '#web/ui/part.tsx'
import { Popover } from '#web/ui/popover.tsx'
import { notify } from '#web/ui/toast-store.ts'
import type { NoticeBoardFacts } from './notice-answer.ts'
import { newNotices } from './notice-board.ts'
import { useNoticeBoard } from './use-notice-board.ts'

const [Latest] = makePart(() => import('./latest-notices.tsx').then((part) => part.LatestNotices))

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
      <Latest wanted given={{ board, markRead, onOpen: () => setOpen(false) }} />
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
        action: { label: t('open'), onPress: () => void import('./notice-looks.tsx').then(({ noticeLooks }) => router.push(noticeLooks[kind].link(caseId ?? ''))) },
      })
    }
    if (arrived.length > 0) router.refresh()
  }, [board, router, t])
}
