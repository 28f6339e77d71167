'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { SubmitEvent } from 'react'
import { useState, useTransition } from 'react'
import { transfers, type Transfer } from '#core/case/case.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { recordOutcome } from './actions.ts'

/** The treating doctor's report: followed or not and why, and how the patient is. */
export function OutcomeForm({ caseId, followed: agreed }: { readonly caseId: string; readonly followed: boolean }) {
  const t = useTranslations('casePage')
  const refusal = useRefusal()
  const router = useRouter()
  const [followed, setFollowed] = useState(agreed)
  const [reason, setReason] = useState('')
  const [result, setResult] = useState('')
  const [transfer, setTransfer] = useState<Transfer>('none')
  const [tried, setTried] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const lacksReason = !followed && reason.trim() === ''
  const lacksResult = result.trim() === ''
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (lacksReason || lacksResult) return
    startTransition(async () => {
      const answer = await recordOutcome({ case: caseId, followed, reason, result, transfer })
      if (answer.ok) {
        notify.success(t('reported'))
        router.refresh()
      } else setError(refusal(answer.code))
    })
  }
  return (
    <form onSubmit={submit} className="grid gap-4">
      {error !== null && <FormError>{error}</FormError>}
      <RadioCards
        aria-label={t('outcome')}
        columns={2}
        value={followed ? 'yes' : 'no'}
        onValueChange={(value) => setFollowed(value === 'yes')}
        options={[
          { value: 'yes', label: t('carriedOut'), description: t('followedHint') },
          { value: 'no', label: t('notCarriedOut'), description: t('notFollowedHint') },
        ]}
      />
      {!followed && (
        <Field label={t('reason')} required error={tried && lacksReason ? t('reasonMissing') : undefined}>
          <Textarea minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </Field>
      )}
      <Field label={t('result')} required error={tried && lacksResult ? t('resultMissing') : undefined}>
        <Textarea minRows={3} value={result} onChange={(event) => setResult(event.currentTarget.value)} />
      </Field>
      <FieldGroup legend={t('transfer.title')} hint={t('transfer.hint')}>
        <RadioCards
          aria-label={t('transfer.title')}
          columns={3}
          value={transfer}
          onValueChange={(value) => setTransfer(transfers.find((one) => one === value) ?? 'none')}
          options={transfers.toReversed().map((one) => ({ value: one, label: t(`transfer.${one}`) }))}
        />
      </FieldGroup>
      <div><Button type="submit" variant="primary" pending={pending}>{t('report')}</Button></div>
    </form>
  )
}
