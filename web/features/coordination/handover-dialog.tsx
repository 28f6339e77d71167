'use client'

import { ArrowRightLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { handOver } from './actions.ts'
import type { HandoverFacts } from './present-handover.ts'
import { RefusalNote } from './refusal-note.tsx'
import { useDecision } from './use-decision.ts'

/** To whom the case goes, and what they should know. */
export function HandoverDialog({ facts }: { readonly facts: HandoverFacts }) {
  const t = useTranslations('coordination.handover')
  const ui = useTranslations('ui')
  const [open, setOpen] = useState(false)
  const [to, setTo] = useState<string>()
  const [note, setNote] = useState('')
  const [told, setTold] = useState(false)
  const { pending, refusal, decide } = useDecision()
  const isNoteMissing = !facts.atOnce && note.trim() === ''
  const send = (): void => {
    setTold(true)
    if (to === undefined || isNoteMissing) return
    decide(() => handOver({ case: facts.caseId, to, note }), () => {
      notify.success(t(facts.atOnce ? 'moved' : 'sent'))
      setOpen(false)
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('dialog')}
      description={t(facts.atOnce ? 'atOnce' : 'hint')}
      trigger={<Button size="sm" icon={<ArrowRightLeft />}>{t('action')}</Button>}
      footer={facts.colleagues.length > 0 ? <Button variant="primary" pending={pending} onClick={send}>{t('send')}</Button> : <DialogClose>{ui('close')}</DialogClose>}
    >
      {facts.colleagues.length === 0 ? <p className="text-quiet">{t('nobody')}</p> : (
        <div className="grid gap-4">
          <Field label={t('to')} required error={told && to === undefined && t('missingTo')}>
            <Select {...(to !== undefined && { value: to })} onValueChange={setTo} placeholder={t('choose')} options={facts.colleagues.map(({ id, name }) => ({ value: id, label: name }))} />
          </Field>
          <Field label={t('note')} required={!facts.atOnce} optional={facts.atOnce} error={told && isNoteMissing && t('missingNote')}>
            <Textarea value={note} onChange={(event) => setNote(event.currentTarget.value)} placeholder={t('notePlaceholder')} maxLength={2000} />
          </Field>
          <RefusalNote refusal={refusal} />
        </div>
      )}
    </Dialog>
  )
}
