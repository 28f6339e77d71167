'use client'

import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { authClient } from './auth-client.ts'
import { signInFailure, type SignInFailure } from './sign-in-failure.ts'

/** Asks for the address and answers the same whether anybody has it: nobody learns here who works where. */
export function ForgottenPassword() {
  const t = useTranslations('signIn')
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const [pending, setPending] = useState(false)
  const [asked, setAsked] = useState(false)
  const [failure, setFailure] = useState<SignInFailure>()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (email.trim() === '') return
    setPending(true)
    const { error } = await authClient.requestPasswordReset({ email: email.trim() }).catch(() => ({ error: {} }))
    setPending(false)
    if (error) setFailure(signInFailure(error))
    else setAsked(true)
  }
  if (asked) return <Callout tone="success" title={t('forgotten.asked')}>{t('forgotten.askedHint')}</Callout>
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <p className="text-quiet">{t('forgotten.lead')}</p>
      <FormError>{failure && t(`failure.${failure}`)}</FormError>
      <Field label={t('email')} error={tried && email.trim() === '' && t('emailMissing')}>
        <Input type="email" autoComplete="username" autoFocus spellCheck={false} className="h-12" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>{t('forgotten.send')}</Button>
    </form>
  )
}
