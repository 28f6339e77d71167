'use client'

import { useTranslations } from 'next-intl'
import { useState, useSyncExternalStore, type SubmitEvent } from 'react'
import { Button } from '#web/ui/button.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { accountFailure, type AccountFailure } from './account-failure.ts'
import { authClient } from './auth-client.ts'
import { shortestPassword } from './password-card.tsx'

const hashChanges = (listener: () => void): (() => void) => {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The secret of the link stands behind the hash sign, which browsers keep to themselves; null until the page runs in one. */
const useSecret = (): string | null => useSyncExternalStore(hashChanges, () => window.location.hash.slice(1), () => null)

/** Sets a password by a link that works once. */
export function NewPassword() {
  const t = useTranslations('account')
  const entry = useTranslations('signIn.newPassword')
  const secret = useSecret()
  const [wanted, setWanted] = useState('')
  const [repeated, setRepeated] = useState('')
  const [tried, setTried] = useState(false)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<AccountFailure>()
  const [done, setDone] = useState(false)
  const faults = {
    wanted: wanted.length < shortestPassword && t('password.tooShort', { count: shortestPassword }),
    repeated: repeated !== wanted && t('password.unlike'),
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (faults.wanted !== false || faults.repeated !== false || secret === null) return
    setPending(true)
    const { error } = await authClient.resetPassword({ newPassword: wanted, token: secret }).catch(() => ({ error: {} }))
    setPending(false)
    if (error) setFailure(accountFailure(error))
    else setDone(true)
  }
  if (done) return <Callout tone="success" title={entry('done')} action={<ButtonLink href="/sign-in" size="sm">{entry('signIn')}</ButtonLink>}>{entry('doneHint')}</Callout>
  if (secret === '' || failure === 'linkSpent') return <Callout tone="danger" title={entry('spent')}>{entry('spentHint')}</Callout>
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="grid gap-5">
      <FormError>{failure && t(`failure.${failure}`)}</FormError>
      <Field label={t('password.new')} hint={t('password.hint', { count: shortestPassword })} error={tried && faults.wanted}>
        <PasswordInput autoComplete="new-password" autoFocus className="h-12" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
      </Field>
      <Field label={t('password.repeat')} error={tried && faults.repeated}>
        <PasswordInput autoComplete="new-password" className="h-12" value={repeated} onChange={(event) => setRepeated(event.currentTarget.value)} />
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>{entry('save')}</Button>
    </form>
  )
}
