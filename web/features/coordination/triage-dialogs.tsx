'use client'

import { Ban, CircleHelp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { Textarea } from '#web/ui/textarea.tsx'
import { askForMore, rejectCase } from './actions.ts'
import { RefusalNote } from './refusal-note.tsx'
import { useDecision } from './use-decision.ts'

interface TriageDialogProps {
  readonly caseId: string
}

/** Asks the treating doctor for what is missing. */
export function AskDialog({ caseId }: TriageDialogProps) {
  const t = useTranslations('coordination.more')
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [told, setTold] = useState(false)
  const { pending, refusal, decide } = useDecision()
  const send = (): void => {
    setTold(true)
    if (text.trim() === '') return
    decide(
      () => askForMore({ case: caseId, text }),
      () => {
        notify.success(t('sent'))
        setOpen(false)
      },
    )
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('title')}
      description={t('description')}
      trigger={<Button size="sm" icon={<CircleHelp />}>{t('action')}</Button>}
      footer={<Button variant="primary" pending={pending} onClick={send}>{t('send')}</Button>}
    >
      <Field label={t('text')} required error={told && text.trim() === '' && t('missing')}>
        <Textarea value={text} onChange={(event) => setText(event.currentTarget.value)} placeholder={t('placeholder')} maxLength={2000} />
      </Field>
      <RefusalNote refusal={refusal} />
    </Dialog>
  )
}

/** Declines the case, with a reason and what to do instead. */
export function RejectDialog({ caseId }: TriageDialogProps) {
  const t = useTranslations('coordination.reject')
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [suggestion, setSuggestion] = useState('')
  const [told, setTold] = useState(false)
  const { pending, refusal, decide } = useDecision()
  const send = (): void => {
    setTold(true)
    if (reason.trim() === '' || suggestion.trim() === '') return
    decide(
      () => rejectCase({ case: caseId, reason, suggestion }),
      () => {
        notify.success(t('done'))
        setOpen(false)
      },
    )
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('title')}
      description={t('description')}
      trigger={<Button size="sm" variant="quiet" icon={<Ban />}>{t('action')}</Button>}
      footer={<Button variant="danger" pending={pending} onClick={send}>{t('send')}</Button>}
    >
      <div className="grid gap-4">
        <Field label={t('reason')} required error={told && reason.trim() === '' && t('missingReason')}>
          <Textarea value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={2000} />
        </Field>
        <Field label={t('suggestion')} required error={told && suggestion.trim() === '' && t('missingSuggestion')}>
          <Textarea value={suggestion} onChange={(event) => setSuggestion(event.currentTarget.value)} placeholder={t('suggestionPlaceholder')} maxLength={2000} />
        </Field>
        <RefusalNote refusal={refusal} />
      </div>
    </Dialog>
  )
}
