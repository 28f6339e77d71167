import { EyeOff, Hand } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Card } from '#web/ui/card.tsx'
import { CaseStatusBadge } from '#web/ui/case-status-badge.tsx'
import { PageHeader } from '#web/ui/page-header.tsx'
import { PatientLine } from '#web/ui/patient-line.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { StatusSteps } from '#web/ui/status-steps.tsx'
import { UrgencyBadge } from '#web/ui/urgency-badge.tsx'
import { workLink } from '#web/ui/work-link.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import type { CaseView } from './present-case.ts'

/** What waits for this viewer, kept in reach while the story is read. */
export function WorkBar({ view }: { readonly view: CaseView }) {
  const t = useTranslations('casePage')
  const { work } = view
  if (work === null || work === 'session-ahead') return null
  return (
    <div className="sticky top-16 z-20 -mx-4 border-b border-line bg-paper px-4 py-2 md:-mx-6 md:px-6 print:hidden">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-control border border-jade-ink/30 bg-jade-wash px-4 py-2">
        <p className="flex min-w-0 items-center gap-2.5 max-sm:sr-only">
          <Hand aria-hidden className="size-5 shrink-0 text-jade-ink" />
          <span className="text-quiet">{t('yourTurn')}:</span>
          <span className="font-semibold">{t(`action.${work}`)}</span>
        </p>
        <ButtonLink href={workLink(work, view.id)} variant="primary" size="sm" className="max-sm:w-full">{t(`action.${work}`)}</ButtonLink>
      </div>
    </div>
  )
}

/** Who it is about, what is asked, how urgent, and where it stands. */
export function CaseHeadline({ view }: { readonly view: CaseView }) {
  const t = useTranslations('casePage')
  return (
    <>
      <PageHeader
        eyebrow={<span className="tabular">{t('eyebrow', { code: view.code })}</span>}
        title={<PatientLine patient={view.patient} />}
        back={{ href: '/cases', label: t('back') }}
        {...(view.questions[0] !== undefined && { description: view.questions[0].text })}
        meta={
          <>
            <UrgencyBadge urgency={view.urgency} />
            <CaseStatusBadge status={view.status} />
            {view.identity.masked && <Badge tone="gold" icon={<EyeOff aria-hidden />}>{t('identity.badge')}</Badge>}
            {view.connectBy !== null && <RunningClock until={view.connectBy} label={t('connectBy')} />}
            <span>{view.from} → {view.to}</span>
          </>
        }
        actions={
          <>
            {view.mayCancel && <CancelDialog caseId={view.id} />}
            {view.patient.id !== null && <ButtonLink href={`/patients/${view.patient.id}`}>{t('record')}</ButtonLink>}
          </>
        }
      />
      <Card className="overflow-x-auto">
        <StatusSteps steps={view.steps.map((step) => ({ ...step, label: t(`step.${step.id}`) }))} className="md:min-w-[46rem]" />
      </Card>
    </>
  )
}
