'use client'

import { AlarmClock, Timer } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { formatDuration } from './format-number.ts'
import { useNow } from './use-now.ts'

type RunningClockProps = {
  readonly label?: ReactNode
  /** The last part of the wait in which it warns, in milliseconds; five minutes if not given. */
  readonly warnWithin?: number
  readonly className?: string
} & ({ readonly since: string; readonly until?: never } | { readonly until: string; readonly since?: never })

const dayMs = 86_400_000

/** Counts up from a moment, or down to a deadline and then over it; says "quá hạn" in a word, not by colour alone. */
export function RunningClock({ since, until, label, warnWithin = 300_000, className }: RunningClockProps) {
  const t = useTranslations('ui.clock')
  const now = useNow()
  const left = until === undefined || now === undefined ? undefined : Date.parse(until) - now
  const over = left !== undefined && left < 0
  const near = left !== undefined && left >= 0 && left <= warnWithin
  const span = left ?? (now === undefined || since === undefined ? undefined : now - Date.parse(since))
  const days = span === undefined ? 0 : Math.floor(Math.abs(span) / dayMs)
  const Icon = until === undefined ? Timer : AlarmClock
  return (
    <span
      className={classNames('inline-flex items-center gap-1.5 font-semibold whitespace-nowrap', over ? 'text-danger' : near ? 'text-warning' : 'text-ink', className)}
    >
      <Icon aria-hidden className="size-[1.1em] shrink-0" />
      {label !== undefined && <span className="font-normal text-quiet">{label}</span>}
      {over && <span>{t('over')}</span>}
      <time className="tabular" dateTime={until ?? since}>
        {span === undefined ? '--:--' : days >= 2 ? t('days', { days }) : formatDuration(span)}
      </time>
    </span>
  )
}
