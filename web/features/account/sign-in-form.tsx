'use client'

import { Building2, KeyRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent, type ReactNode } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { authClient } from './auth-client.ts'
import { signInFailure, type SignInFailure } from './sign-in-failure.ts'

interface SignInFormProps {
  /** Where to go afterwards; an address within the portal. */
  readonly next: string
  readonly passkeys: boolean
  /** The hospital's own sign-in, if there is one. */
  readonly singleSignOn?: { readonly id: string; readonly name: string } | undefined
  /** Fills the e-mail; for trying the product out. */
  readonly picker?: (choose: (email: string) => void) => ReactNode
}

type Way = 'password' | 'passkey' | 'sso'

const secondFactorPath = (next: string): string => `/sign-in/second-factor?next=${encodeURIComponent(next)}`

/** Signs in by password, by passkey or through the hospital's own sign-in. */
export function SignInForm({ next, passkeys, singleSignOn, picker }: SignInFormProps) {
  const t = useTranslations('signIn')
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [pending, setPending] = useState<Way>()
  const [failure, setFailure] = useState<SignInFailure>()

  const enter = (path: string): void => {
    router.replace(path)
    router.refresh()
  }
  const attempt = async (way: Way, work: () => Promise<{ readonly error: Parameters<typeof signInFailure>[0] | null; readonly path?: string }>): Promise<void> => {
    setPending(way)
    setFailure(undefined)
    const { error, path } = await work().catch(() => ({ error: {}, path: undefined }))
    if (error) {
      setFailure(signInFailure(error))
      setPending(undefined)
    } else if (path !== undefined) enter(path)
  }
  const byPassword = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (email.trim() === '' || password === '') return
    void attempt('password', async () => {
      const { data, error } = await authClient.signIn.email({ email: email.trim(), password })
      return { error, path: data !== null && 'twoFactorRedirect' in data ? secondFactorPath(next) : next }
    })
  }
  const byPasskey = (): void =>
    void attempt('passkey', async () => {
      const { error } = await authClient.signIn.passkey()
      return { error, path: next }
    })
  const bySingleSignOn = (provider: string): void =>
    void attempt('sso', async () => {
      const { error } = await authClient.signIn.social({ provider, callbackURL: next, errorCallbackURL: '/sign-in?failure=unknownPerson' })
      return { error }
    })

  return (
    <>
      <form noValidate onSubmit={byPassword} className="grid gap-5">
        <FormError>{failure && t(`failure.${failure}`)}</FormError>
        <Field label={t('email')} error={tried && email.trim() === '' && t('emailMissing')}>
          <Input type="email" autoComplete="username" autoFocus spellCheck={false} className="h-12" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        </Field>
        <Field label={t('password')} error={tried && password === '' && t('passwordMissing')}>
          <PasswordInput autoComplete="current-password" className="h-12" value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        </Field>
        <Button type="submit" variant="primary" size="lg" pending={pending === 'password'} disabled={pending !== undefined}>{t('submit')}</Button>
      </form>
      {(passkeys || singleSignOn) && (
        <div className="mt-6 grid gap-2 border-t border-line pt-6">
          {passkeys && <Button size="lg" className="px-4 text-body" icon={<KeyRound aria-hidden />} pending={pending === 'passkey'} disabled={pending !== undefined} onClick={byPasskey}>{t('passkey')}</Button>}
          {singleSignOn && <Button size="lg" className="px-4 text-body" icon={<Building2 aria-hidden />} pending={pending === 'sso'} disabled={pending !== undefined} onClick={() => bySingleSignOn(singleSignOn.id)}>{t('singleSignOn', { name: singleSignOn.name })}</Button>}
        </div>
      )}
      {picker?.(setEmail)}
    </>
  )
}
