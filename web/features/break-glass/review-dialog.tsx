'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState, useTransition, type SubmitEvent } from 'react'
import { glassVerdicts, type GlassVerdict } from '#core/break-glass/ports.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { reviewGlass } from './actions.ts'
import type { OpeningLine } from './present-glass.ts'

/** Records what the auditor finds of one opening, with no verdict chosen beforehand; it stays as it was said. */
export function ReviewDialog({ line }: { readonly line: Pick<OpeningLine, 'id' | 'code' | 'reason'> }) {
  const t = useTranslations('glass')
  const sentence = useRefusal()
  const router = useRouter()
  const form = useId()
  const [open, setOpen] = useState(false)
  const [verdict, setVerdict] = useState<GlassVerdict | null>(null)
  const [missing, setMissing] = useState(false)
  const [refusal, setRefusal] = useState<Parameters<typeof sentence>[0] | null>(null)
  const [pending, start] = useTransition()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setMissing(verdict === null)
    if (verdict === null) return
    const note = textOf(new FormData(event.currentTarget), 'note').trim()
    start(async () => {
      const answer = await reviewGlass({ glass: line.id, verdict, note })
      setRefusal(answer.ok ? null : answer.code)
      if (!answer.ok) return
      setOpen(false)
      notify.success(t('review.done'))
      router.refresh()
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{t('review.judge')}</Button>}
      title={t('review.dialog', { code: line.code })}
      description={t('review.what', { reason: line.reason })}
      footer={<><DialogClose>{t('review.keep')}</DialogClose><Button type="submit" form={form} variant="primary" pending={pending}>{t('review.submit')}</Button></>}
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        {missing && <FormError>{t('review.verdictMissing')}</FormError>}
        {refusal !== null && <FormError code={refusal}>{sentence(refusal)}</FormError>}
        <FieldGroup legend={t('review.verdict')}>
          <RadioCards
            columns={2}
            aria-label={t('review.verdict')}
            options={glassVerdicts.map((value) => ({ value, label: t(`verdict.${value}`) }))}
            value={verdict ?? ''}
            onValueChange={(value) => setVerdict(glassVerdicts.find((one) => one === value) ?? null)}
          />
        </FieldGroup>
        <Field label={t('review.note')} hint={t('review.noteHint')} required><Textarea name="note" maxLength={2_000} minRows={3} /></Field>
      </form>
    </Dialog>
  )
}
