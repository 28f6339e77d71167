import { ClipboardCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { DecisionForm } from './decision-form.tsx'
import { OutcomeForm } from './outcome-form.tsx'
import type { CaseView } from './present-case.ts'

/** What the treating doctor did with the advice: advice is not an order, and the page says so (Luật KCB 15/2023 Đ80). */
export function OutcomeCard({ view }: { readonly view: CaseView }) {
  const t = useTranslations('casePage')
  const { decision, outcome } = view
  if (view.filing === null) return null
  return (
    <Card
      id="outcome"
      title={t('outcome')}
      icon={<ClipboardCheck />}
      tone={view.mayReport ? 'jade' : 'plain'}
      {...(outcome === null && { description: t('outcomeHint') })}
      className="scroll-mt-36"
    >
      <div className="grid gap-4">
        <Callout tone="info">{t('notAnOrder')}</Callout>
        {decision !== null && (
          <div className="grid gap-1">
            <p>{t('decision')}: <Badge tone={decision.agreed ? 'jade' : 'gold'}>{decision.agreed ? t('followed') : t('notFollowed')}</Badge></p>
            {decision.reason !== '' && <p className="whitespace-pre-line">{decision.reason}</p>}
            <p className="text-dense text-quiet">{t('decidedAt')} <Moment at={decision.recordedAt} /></p>
          </div>
        )}
        {decision === null && outcome === null && view.mayReport && <DecisionForm caseId={view.id} />}
        {outcome !== null && (
          <div className="grid gap-2">
            <p>{t('advice')}: <Badge tone={outcome.followed ? 'jade' : 'gold'}>{outcome.followed ? t('carriedOut') : t('notCarriedOut')}</Badge></p>
            {outcome.reason !== '' && <p className="whitespace-pre-line">{outcome.reason}</p>}
            <p className="whitespace-pre-line">{outcome.result}</p>
            {outcome.transfer !== undefined && <p className="text-dense">{t('transfer.title')}: {t(`transfer.${outcome.transfer}`)}</p>}
            <p className="text-dense text-quiet">{t('recordedAt')} <Moment at={outcome.recordedAt} /></p>
          </div>
        )}
        {outcome === null && (view.mayReport && decision !== null ? <OutcomeForm caseId={view.id} followed={decision.agreed} /> : !view.mayReport && <p className="text-quiet">{t('outcomeWaiting')}</p>)}
        {outcome === null && view.outcomeDueAt !== null && <p className="text-dense text-quiet">{t('outcomeDue')}: <Moment at={view.outcomeDueAt} format="date" /></p>}
      </div>
    </Card>
  )
}
