'use client'

import { useTranslations } from 'next-intl'
import type { Proof } from '#web/server/step-up.ts'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'

/** Asks the administrator to prove themselves once more: what follows is a way into somebody's account. */
export function ProofField({ proof }: { readonly proof: Proof }) {
  const t = useTranslations('accounts.proof')
  return (
    <Field label={t(proof)} hint={t('hint')} required>
      {proof === 'code'
        ? <Input name="proof" inputMode="numeric" autoComplete="one-time-code" maxLength={6} className="tabular" />
        : <PasswordInput name="proof" autoComplete="current-password" maxLength={128} />}
    </Field>
  )
}
