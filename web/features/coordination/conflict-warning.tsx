'use client'

import { useTranslations } from 'next-intl'
import { Callout } from '#web/ui/callout.tsx'
import { Moment } from '#web/ui/moment.tsx'
import type { Candidate } from './present-desk.ts'
import type { Conflict } from './use-conflicts.ts'

interface ConflictWarningProps {
  readonly conflicts: readonly Conflict[]
  readonly candidates: readonly Candidate[]
  readonly requesterName: string
}

/** Who is booked elsewhere at that time; a warning, since the more urgent case may rightly come first. */
export function ConflictWarning({ conflicts, candidates, requesterName }: ConflictWarningProps) {
  const t = useTranslations('coordination.conflict')
  if (conflicts.length === 0) return null
  const nameOf = (id: string): string => candidates.find((one) => one.practitioner === id)?.name ?? requesterName
  return (
    <Callout tone="warning" title={t('title')}>
      <ul>
        {conflicts.map((one) => (
          <li key={`${one.practitioner} ${one.caseCode}`}>
            {t('line', { name: nameOf(one.practitioner), code: one.caseCode })}, <Moment at={one.startsAt} format="time" className="tabular" />
          </li>
        ))}
      </ul>
      <p className="text-dense text-quiet">{t('hint')}</p>
    </Callout>
  )
}
