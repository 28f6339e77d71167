import { ClipboardCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '#web/ui/badge.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { OutcomeForm } from './outcome-form.tsx'
import type { CaseView } from './present-case.ts'

/** What the treating doctor did with the advice: advice is not an order, and the page says so (Luật KCB 15/2023 Đ80). */
export function OutcomeCard({ view }: { readonly view: CaseView }) {
  const t = useTranslations('casePage')
  const { outcome } = view
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
        {outcome !== null && (
          <div className="grid gap-2">
            <p><Badge tone={outcome.followed ? 'jade' : 'gold'}>{outcome.followed ? t('followed') : t('notFollowed')}</Badge></p>
            {outcome.reason !== '' && <p className="whitespace-pre-line">{outcome.reason}</p>}
            <p className="whitespace-pre-line">{outcome.result}</p>
            <p className="text-dense text-quiet">{t('recordedAt')} <Moment at={outcome.recordedAt} /></p>
          </div>
        )}
        {outcome === null && (view.mayReport ? <OutcomeForm caseId={view.id} /> : <p className="text-quiet">{t('outcomeWaiting')}</p>)}
      </div>
    </Card>
  )
}
