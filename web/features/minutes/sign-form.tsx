'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition, type SubmitEvent } from 'react'
import { PenLine } from 'lucide-react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { signMinutes } from './actions.ts'

interface SignFormProps {
  readonly caseId: string
  readonly version: number
  readonly onSigned: () => void
}

/** One PIN, one press: the signature is given to exactly the version on screen. */
export function SignForm({ caseId, version, onSigned }: SignFormProps) {
  const t = useTranslations('minutes')
  const refusal = useRefusal()
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = event.currentTarget
    const pin = textOf(new FormData(form), 'pin')
    start(async () => {
      const answer = await signMinutes({ case: caseId, version, pin })
      form.reset()
      if (answer.ok) {
        setError(undefined)
        notify.success(t('sign.done'))
        onSigned()
        return
      }
      setError(refusal(answer.code))
    })
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label={t('sign.pin')} hint={t('sign.pinHint')} {...(error === undefined ? {} : { error })}>
        <PasswordInput name="pin" inputMode="numeric" autoComplete="off" maxLength={12} required autoFocus />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending} icon={<PenLine />}>
        {t('sign.submit')}
      </Button>
      <p className="text-small text-quiet">{t('sign.meaning', { version })}</p>
    </form>
  )
}
