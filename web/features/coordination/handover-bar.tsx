'use client'

import { ArrowRightLeft, Hand, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { answerHandover, handOver, withdrawHandover } from './actions.ts'
import { HandoverDialog } from './handover-dialog.tsx'
import type { HandoverFacts } from './present-handover.ts'
import { RefusalNote } from './refusal-note.tsx'
import { useDecision } from './use-decision.ts'

/** Who holds the case; from here it goes to a colleague, who is asked, or comes to whoever takes it over. */
export function HandoverBar({ facts }: { readonly facts: HandoverFacts }) {
  const t = useTranslations('coordination.handover')
  const { pending, refusal, decide } = useDecision()
  const { caseId, offer } = facts
  return (
    <div className="mb-4 grid gap-3 border-b border-line pb-4">
      {offer?.isToMe === true ? <Offered facts={facts} offer={offer} /> : (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-dense text-quiet">
            {facts.isMine ? t('mine') : t('held', { name: facts.holder })}
            {offer !== null && <span className="block font-semibold text-ink">{t('waiting', { name: offer.to })} · <Moment at={offer.at} format="day-time" className="tabular font-normal" /></span>}
          </p>
          <div className="flex flex-wrap gap-2">
            {offer !== null && (
              <Button size="sm" variant="quiet" icon={<Undo2 />} pending={pending} onClick={() => decide(() => withdrawHandover({ case: caseId }), () => notify.success(t('withdrawn')))}>{t('withdraw')}</Button>
            )}
            {!facts.isMine && (
              <Button size="sm" icon={<Hand />} pending={pending} onClick={() => decide(() => handOver({ case: caseId, to: facts.viewer, note: '' }), () => notify.success(t('taken')))}>{t('take')}</Button>
            )}
            {facts.isMine && offer === null && <HandoverDialog facts={facts} />}
          </div>
        </div>
      )}
      <RefusalNote refusal={refusal} />
    </div>
  )
}

/** The viewer is asked to take the case on. */
function Offered({ facts, offer }: { readonly facts: HandoverFacts; readonly offer: NonNullable<HandoverFacts['offer']> }) {
  const t = useTranslations('coordination.handover')
  const { pending, refusal, decide } = useDecision()
  const answer = (accepts: boolean): void =>
    decide(() => answerHandover({ case: facts.caseId, accepts }), () => notify.success(t(accepts ? 'accepted' : 'declined')))
  return (
    <Callout tone="info" title={t('offered', { name: offer.by })}>
      <p className="whitespace-pre-line">{offer.note}</p>
      <p className="text-dense text-quiet"><Moment at={offer.at} format="day-time" className="tabular" /></p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" icon={<ArrowRightLeft />} pending={pending} onClick={() => answer(true)}>{t('accept')}</Button>
        <Button size="sm" disabled={pending} onClick={() => answer(false)}>{t('decline')}</Button>
      </div>
      <RefusalNote refusal={refusal} />
    </Callout>
  )
}
