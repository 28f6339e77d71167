'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Field } from '#web/ui/field.tsx'
import { PinField } from '#web/ui/pin-field.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { accountFailure, type AccountFailure } from './account-failure.ts'
import { authClient } from './auth-client.ts'
import { PasswordStep } from './password-step.tsx'
import { QrCode } from '#web/ui/qr-code.tsx'

interface Enrolment {
  readonly totpURI: string
  readonly backupCodes: readonly string[]
}

/** Asks for a secret of this account; it counts only once the phone has shown its first code. */
async function enrol(password: string) {
  const { data, error } = await authClient.twoFactor.enable({ password })
  return { data: data?.method === 'totp' ? data : null, error }
}

const secretOf = (uri: string): string => (new URL(uri).searchParams.get('secret') ?? '').replace(/(.{4})(?=.)/g, '$1 ')

function ScanStep({ enrolment, onDone }: { readonly enrolment: Enrolment; readonly onDone: () => void }) {
  const t = useTranslations('account')
  const [attempts, setAttempts] = useState(0)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<AccountFailure>()
  const verify = async (code: string): Promise<void> => {
    setPending(true)
    const { error } = await authClient.twoFactor.verifyTotp({ code }).catch(() => ({ error: {} }))
    setPending(false)
    if (!error) {
      onDone()
      return
    }
    setFailure(accountFailure(error))
    setAttempts((before) => before + 1)
  }
  return (
    <div className="grid gap-6 sm:grid-cols-[auto_1fr]">
      <QrCode text={enrolment.totpURI} label={t('secondStep.qr')} />
      <div className="grid content-start gap-4">
        <p>{t('secondStep.scan')}</p>
        <p className="text-dense text-quiet">
          {t('secondStep.typeInstead')}
          <span className="mt-1 block font-mono text-body break-all text-ink">{secretOf(enrolment.totpURI)}</span>
        </p>
        <Field label={t('secondStep.code')} error={failure && t(`failure.${failure}`)}>
          <PinField key={attempts} length={6} autoFocus disabled={pending} onComplete={(code) => void verify(code)} />
        </Field>
      </div>
    </div>
  )
}

function SpareCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const t = useTranslations('account')
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'))
    notify.success(t('secondStep.copied'))
  }
  return (
    <div className="grid gap-4">
      <Callout tone="warning" title={t('secondStep.keepCodes')}>{t('secondStep.keepCodesWhy')}</Callout>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-control border border-line bg-sunken px-5 py-4 font-mono">
        {codes.map((code) => <li key={code}>{code}</li>)}
      </ul>
      <div className="flex flex-wrap justify-end gap-2">
        <Button icon={<Copy aria-hidden />} onClick={() => void copy()}>{t('secondStep.copy')}</Button>
        <Button variant="primary" onClick={onDone}>{t('secondStep.kept')}</Button>
      </div>
    </div>
  )
}

/** Password, then the square for the phone and its first code, then the spare codes: on only once the phone has proved itself. */
export function SecondStepSetup({ onDone, mayPutOff = true }: { readonly onDone: () => void; readonly mayPutOff?: boolean }) {
  const t = useTranslations('account')
  const [enrolment, setEnrolment] = useState<Enrolment>()
  const [proved, setProved] = useState(false)
  if (!enrolment) return <PasswordStep label={t('next')} mayPutOff={mayPutOff} submit={enrol} onDone={(made) => setEnrolment(made)} />
  if (!proved) return <ScanStep enrolment={enrolment} onDone={() => setProved(true)} />
  return <SpareCodes codes={enrolment.backupCodes} onDone={onDone} />
}
