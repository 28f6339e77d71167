'use client'

import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { notify } from '#web/ui/toast-store.ts'
import { issueSigningKey } from './actions.ts'

/** A person's first signing key: a PIN typed twice; the hospital's authority certifies the key. */
export function KeyForm({ onIssued }: { readonly onIssued: () => void }) {
  const t = useTranslations('minutes')
  const refusal = useRefusal()
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const pin = textOf(data, 'pin')
    if (pin !== textOf(data, 'again')) {
      setError(t('key.mismatch'))
      return
    }
    start(async () => {
      const answer = await issueSigningKey({ pin })
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      notify.success(t('key.done'))
      onIssued()
    })
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p>{t('key.why')}</p>
      <Field label={t('key.pin')} hint={t('key.pinHint')} {...(error === undefined ? {} : { error })}>
        <PasswordInput name="pin" inputMode="numeric" autoComplete="off" minLength={6} maxLength={12} required />
      </Field>
      <Field label={t('key.again')}>
        <PasswordInput name="again" inputMode="numeric" autoComplete="off" minLength={6} maxLength={12} required />
      </Field>
      <Button type="submit" variant="primary" icon={<KeyRound />} pending={pending}>{t('key.submit')}</Button>
    </form>
  )
}
