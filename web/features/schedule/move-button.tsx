'use client'

import { CalendarClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from '#web/ui/class-names.ts'
import type { SessionFacts } from './calendar-facts.ts'
import { useMoves } from './moves.tsx'

/** Moves a session without dragging: by keyboard, by touch, by whoever prefers to. */
export function MoveButton({ session, tabIndex = 0, className }: { readonly session: SessionFacts; readonly tabIndex?: 0 | -1; readonly className?: string }) {
  const t = useTranslations('schedule.move')
  const { propose } = useMoves()
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={t('button', { code: session.code })}
      title={t('button', { code: session.code })}
      onClick={() => propose(session)}
      className={classNames('inline-flex size-6 items-center justify-center rounded-tag border border-line-control bg-surface text-ink hover:border-jade-ink hover:bg-jade-wash [&_svg]:size-3.5', className)}
    >
      <CalendarClock aria-hidden />
    </button>
  )
}
