'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { classNames } from '#web/ui/class-names.ts'
import { Link } from '#web/ui/link.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { workLink } from '#web/ui/work-link.ts'
import type { WorkRow } from './present-work.ts'

interface WorkRowLineProps {
  readonly row: WorkRow
  readonly action: ReactNode
  readonly isShown: boolean
  readonly onShow: () => void
}

/** One matter: its clock, who and what, and the one thing to do. */
export function WorkRowLine({ row, action, isShown, onShow }: WorkRowLineProps) {
  const t = useTranslations('home')
  return (
    <li
      onMouseEnter={onShow}
      onFocus={onShow}
      className={classNames(
        'relative grid gap-x-5 gap-y-2 px-4 py-3.5 sm:grid-cols-[8.5rem_minmax(0,1fr)_auto] sm:items-center sm:px-5',
        row.overdue && 'shadow-[inset_3px_0_0_var(--emergency)]',
        isShown && 'xl:bg-jade-wash',
      )}
    >
      <WorkClock row={row} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 text-dense text-quiet">
          <span className="font-semibold text-jade-ink">{t(`kind.${row.kind}`)}</span>
          <span className="tabular">{row.code}</span>
          <span>{row.from}</span>
        </p>
        <Link data-row={row.id} href={caseLinks.page(row.id)} className="rounded-tag font-semibold after:absolute after:inset-0 after:content-['']">
          <PatientLine patient={row.patient} />
        </Link>
        <p className="line-clamp-2 text-dense text-quiet sm:line-clamp-1">{row.questions[0] ?? t('noQuestion')}</p>
      </div>
      <div className="relative z-10 flex flex-wrap gap-2 sm:justify-end">
        {action ?? (
          <ButtonLink href={workLink(row.kind, row.id)} variant={row.kind === 'session-ahead' ? 'secondary' : 'primary'} size="sm">
            {t(`action.${row.kind}`)}
          </ButtonLink>
        )}
      </div>
    </li>
  )
}

function WorkClock({ row: { clock } }: { readonly row: WorkRow }) {
  const t = useTranslations('home.clock')
  return (
    <p className="flex items-baseline gap-2 text-small text-quiet sm:block">
      <span className="sm:block">{t(clock.says)}</span>
      {'until' in clock ? <RunningClock until={clock.until} className="text-body" /> : <RunningClock since={clock.since} className="text-body" />}
    </p>
  )
}
