'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type SubmitEvent } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { PinField } from '#web/ui/pin-field.tsx'
import { authClient } from './auth-client.ts'
import { signInFailure, type SignInFailure } from './sign-in-failure.ts'

/** The second step: six digits from the phone, or one of the spare codes when the phone is not at hand. */
export function SecondFactorForm({ next }: { readonly next: string }) {
  const t = useTranslations('signIn')
  const router = useRouter()
  const [spare, setSpare] = useState(false)
  const [spareCode, setSpareCode] = useState('')
  const [trustDevice, setTrustDevice] = useState(false)
  const [attempts, setAttempts] = useState(0)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<SignInFailure>()

  const verify = async (code: string): Promise<void> => {
    setPending(true)
    setFailure(undefined)
    const verifyCode = spare ? authClient.twoFactor.verifyBackupCode : authClient.twoFactor.verifyTotp
    const { error } = await verifyCode({ code, trustDevice }).catch(() => ({ error: {} }))
    if (error) {
      setFailure(signInFailure(error))
      setAttempts((before) => before + 1)
      setPending(false)
      return
    }
    router.replace(next)
    router.refresh()
  }
  const submitSpare = (event: SubmitEvent): void => {
    event.preventDefault()
    if (spareCode.trim() !== '') void verify(spareCode.trim())
  }
  return (
    <form noValidate onSubmit={submitSpare} className="grid gap-6">
      <FormError>{failure && t(`failure.${failure}`)}</FormError>
      {spare ? (
        <Field label={t('spareCode')} hint={t('spareCodeHint')}>
          <Input autoFocus autoComplete="off" spellCheck={false} className="h-12 font-mono" value={spareCode} onChange={(event) => setSpareCode(event.currentTarget.value)} />
        </Field>
      ) : (
        <Field label={t('code')} hint={t('codeHint')}>
          <PinField key={attempts} length={6} autoFocus disabled={pending} onComplete={(code) => void verify(code)} />
        </Field>
      )}
      <Checkbox label={t('trustDevice')} hint={t('trustDeviceHint')} checked={trustDevice} onCheckedChange={setTrustDevice} />
      <div className="flex flex-wrap gap-2">
        {spare && <Button type="submit" variant="primary" pending={pending}>{t('submit')}</Button>}
        <Button variant="quiet" onClick={() => setSpare(!spare)}>{spare ? t('useCode') : t('useSpareCode')}</Button>
      </div>
    </form>
  )
}
