import { CircleAlert } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { FollowUp } from '#core/emergency/follow-up.ts'
import { Badge } from '#web/ui/badge.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Moment } from '#web/ui/moment.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import { IdentifyDialog } from './identify-dialog.tsx'
import { InformedButton } from './informed-button.tsx'
import { ReviewDialog } from './review-dialog.tsx'
import { TreatButton } from './treat-button.tsx'

interface FollowUpListProps {
  readonly items: readonly FollowUp[]
  readonly now: Date
  /** Clinical people open the case; an auditor reads its code alone. */
  readonly mayOpen: boolean
}

/** Each emergency with what it still leaves to do, the overdue ones named so. */
export async function FollowUpList({ items, now, mayOpen }: FollowUpListProps) {
  const t = await getTranslations('followUp')
  const gate = await getTranslations('followUp.gate')
  return (
    <ul className="divide-y divide-line">
      {items.map(({ call, case: one, tasks, dueAt, maySettle, mayTreat, mayReview }) => (
        <li key={one.id} className="grid gap-3 px-5 py-4">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="font-semibold">
              {mayOpen ? <TextLink href={caseLinks.page(one.id)}>{one.code}</TextLink> : one.code} · <Moment at={call.pressedAt} />
            </p>
            {now > dueAt
              ? <Badge tone="red" icon={<CircleAlert />}>{t('overdue')} · <Moment at={dueAt} /></Badge>
              : <span className="text-dense text-quiet">{t('left')} <RunningClock until={dueAt.toISOString()} /></span>}
          </div>
          <p className="text-dense text-quiet">{t('passed')}: {call.overrides.map((one) => gate(one)).join(', ')}. {call.overrideReason}</p>
          <ul className="flex flex-wrap gap-2" aria-label={t('open')}>
            {tasks.map((task) => (
              <li key={task}>
                {task === 'identity' && (maySettle ? <IdentifyDialog caseId={one.id} /> : <Badge tone="gold">{t('task.identity')}</Badge>)}
                {task === 'treating-doctor' && (mayTreat ? <TreatButton caseId={one.id} /> : <Badge tone="gold">{t('task.treating')}</Badge>)}
                {task === 'informed' && (maySettle ? <InformedButton caseId={one.id} /> : <Badge tone="gold">{t('task.informed')}</Badge>)}
                {task === 'minutes' && (mayOpen ? <TextLink href={caseLinks.page(one.id)}>{t('task.minutes')}</TextLink> : <Badge tone="gold">{t('task.minutes')}</Badge>)}
                {task === 'review' && (mayReview ? <ReviewDialog caseId={one.id} /> : <Badge tone="gold">{t('task.review')}</Badge>)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
