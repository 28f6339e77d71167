'use client'

import { useTranslations } from 'next-intl'
import { classNames } from '#web/ui/class-names.ts'
import { Link } from '#web/ui/link.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { VisuallyHidden } from '#web/ui/visually-hidden.tsx'
import type { NoticeFacts } from './notice-board.ts'
import { noticeLooks, toneClasses } from './notice-looks.tsx'

interface NoticeLineProps {
  readonly notice: NoticeFacts
  readonly onOpen: () => void
}

/** One notice: what happened to which case and when; opens where it is dealt with. */
export function NoticeLine({ notice, onOpen }: NoticeLineProps) {
  const t = useTranslations('notices')
  const { icon: Icon, tone, link } = noticeLooks[notice.kind]
  return (
    <li>
      <Link href={link(notice.caseId ?? '')} onClick={onOpen} className="flex items-start gap-3 px-4 py-3 hover:bg-sunken focus-visible:-outline-offset-2">
        <Icon aria-hidden className={classNames('mt-0.5 size-5 shrink-0', toneClasses[tone])} />
        <span className={classNames('min-w-0 flex-1', notice.isRead ? 'text-quiet' : 'font-semibold')}>
          {t(`kind.${notice.kind}`, { code: notice.caseCode })}
          <Moment at={notice.at} format="day-time" className="block text-small font-normal text-quiet" />
        </span>
        {!notice.isRead && <span className="mt-2 size-2 shrink-0 rounded-full bg-jade"><VisuallyHidden>{t('unread')}</VisuallyHidden></span>}
      </Link>
    </li>
  )
}
