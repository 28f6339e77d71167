'use client'

import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent } from 'react'
import { Button } from '#web/ui/button.tsx'
import { DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { accountFailure, type AccountFailure } from './account-failure.ts'

interface Answer<T> {
  readonly data: T | null
  readonly error: Parameters<typeof accountFailure>[0] | null
}

interface PasswordStepProps<T> {
  readonly label: string
  readonly tone?: 'primary' | 'danger'
  /** Whether it stands in a dialog that can be closed. */
  readonly mayPutOff?: boolean
  readonly submit: (password: string) => Promise<Answer<T>>
  readonly onDone: (data: T) => void
}

/** Asks for the password before what a stranger at an open screen must not do. */
export function PasswordStep<T>({ label, tone = 'primary', mayPutOff = true, submit, onDone }: PasswordStepProps<T>) {
  const t = useTranslations('account')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<AccountFailure>()
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (password === '') return
    setPending(true)
    const { data, error } = await submit(password).catch((): Answer<T> => ({ data: null, error: {} }))
    setPending(false)
    if (error || data === null) setFailure(accountFailure(error ?? {}))
    else onDone(data)
  }
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="grid gap-4">
      <FormError>{failure && t(`failure.${failure}`)}</FormError>
      <Field label={t('password.current')} hint={t('password.why')} error={tried && password === '' && t('password.currentMissing')}>
        <PasswordInput autoFocus autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
      </Field>
      <div className="flex justify-end gap-2 pt-2">
        {mayPutOff && <DialogClose>{t('cancel')}</DialogClose>}
        <Button type="submit" variant={tone} pending={pending}>{label}</Button>
      </div>
    </form>
  )
}
