'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { decideOnAdvice } from './actions.ts'

/** "Đồng ý thực hiện", or not and why: asked first, the patient's course later. */
export function DecisionForm({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('casePage')
  const refusal = useRefusal()
  const router = useRouter()
  const [agreed, setAgreed] = useState(true)
  const [error, setError] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const reason = textOf(new FormData(event.currentTarget), 'reason')
    start(async () => {
      const answer = await decideOnAdvice({ case: caseId, agreed, reason })
      if (answer.ok) {
        notify.success(t('decided'))
        router.refresh()
      } else setError(refusal(answer.code))
    })
  }
  return (
    <form onSubmit={submit} className="grid gap-4" aria-label={t('decision')}>
      <p>{t('decisionHint')}</p>
      {error !== null && <FormError>{error}</FormError>}
      <RadioCards
        aria-label={t('decision')}
        columns={2}
        value={agreed ? 'yes' : 'no'}
        onValueChange={(value) => setAgreed(value === 'yes')}
        options={[
          { value: 'yes', label: t('followed'), description: t('followedHint') },
          { value: 'no', label: t('notFollowed'), description: t('notFollowedHint') },
        ]}
      />
      {!agreed && <Field label={t('reason')} required><Textarea name="reason" minRows={2} required /></Field>}
      <div><Button type="submit" variant="primary" pending={pending}>{t('decide')}</Button></div>
    </form>
  )
}
