'use client'

import { Check, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Invitation } from '#core/case/case.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { answerInvitation } from './actions.ts'
import { RefusalNote } from './refusal-note.tsx'
import { useDecision } from './use-decision.ts'

interface InvitationAnswerProps {
  readonly caseId: string
  readonly reply: Invitation['reply']
  /** Smaller, for the row of a list. */
  readonly inRow?: boolean
}

/** Accepts at one press, or declines with a reason; an answer may be changed until the session has ended. */
export function InvitationAnswer({ caseId, reply, inRow = false }: InvitationAnswerProps) {
  const t = useTranslations('coordination.invitation')
  const { pending, refusal, decide } = useDecision()
  const accept = (): void => decide(() => answerInvitation({ case: caseId, answer: { reply: 'accepted' } }), () => notify.success(t('thanks')))
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        {reply !== 'accepted' && (
          <Button variant="primary" size={inRow ? 'sm' : 'md'} icon={<Check />} pending={pending} onClick={accept}>{t(reply === 'declined' ? 'acceptAgain' : 'accept')}</Button>
        )}
        {reply !== 'declined' && <DeclineDialog caseId={caseId} reply={reply} inRow={inRow} />}
      </div>
      <RefusalNote refusal={refusal} />
    </div>
  )
}

const usualReasons = ['busy', 'time', 'field'] as const

function DeclineDialog({ caseId, reply, inRow }: Required<InvitationAnswerProps>) {
  const t = useTranslations('coordination.invitation')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [told, setTold] = useState(false)
  const { pending, refusal, decide } = useDecision()
  const send = (): void => {
    setTold(true)
    if (reason.trim() === '') return
    decide(
      () => answerInvitation({ case: caseId, answer: { reply: 'declined', reason } }),
      () => {
        notify.info(t('noted'))
        setOpen(false)
      },
    )
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('declineTitle')}
      description={t('declineHint')}
      trigger={<Button size={inRow ? 'sm' : 'md'} variant={inRow ? 'quiet' : 'secondary'} icon={<X />}>{t(reply === 'accepted' ? 'withdraw' : 'decline')}</Button>}
      footer={<Button variant="danger" pending={pending} onClick={send}>{t('send')}</Button>}
    >
      <div className="grid gap-3">
        <div className="flex flex-wrap gap-1.5">
          {usualReasons.map((id) => (
            <Button key={id} size="sm" aria-pressed={reason === t(`reasons.${id}`)} onClick={() => setReason(t(`reasons.${id}`))}>{t(`reasons.${id}`)}</Button>
          ))}
        </div>
        <Field label={t('reason')} required error={told && reason.trim() === '' && t('missing')}>
          <Textarea value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={2000} />
        </Field>
        <RefusalNote refusal={refusal} />
      </div>
    </Dialog>
  )
}
