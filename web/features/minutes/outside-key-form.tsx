'use client'

import { Usb } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Input } from '#web/ui/input.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { registerOutsideKey } from './actions.ts'

export type OutsideKind = 'pkcs11' | 'csc'

/** Registers a certificate that the person has already: on the hospital's token or HSM, or with a remote signing service. */
export function OutsideKeyForm({ kinds, onRegistered }: { readonly kinds: readonly OutsideKind[]; readonly onRegistered: () => void }) {
  const t = useTranslations('minutes')
  const refusal = useRefusal()
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()
  const submit = (kind: OutsideKind) => (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const place = kind === 'pkcs11'
      ? { kind, token: textOf(data, 'token'), key: textOf(data, 'key') } as const
      : { kind, credential: textOf(data, 'credential') } as const
    start(async () => {
      const answer = await registerOutsideKey(place)
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      notify.success(t('outside.done'))
      onRegistered()
    })
  }
  return (
    <details className="text-dense">
      <summary className="cursor-pointer font-semibold">{t('outside.title')}</summary>
      <p className="my-3 text-quiet">{t('outside.why')}</p>
      {kinds.map((kind) => (
        <form key={kind} onSubmit={submit(kind)} className="mb-4 flex flex-col gap-3">
          {kind === 'pkcs11' ? (
            <>
              <Field label={t('outside.token')} {...(error === undefined ? {} : { error })}><Input name="token" required maxLength={64} /></Field>
              <Field label={t('outside.key')} hint={t('outside.keyHint')}><Input name="key" required pattern="[0-9A-Fa-f]{2,64}" maxLength={64} /></Field>
            </>
          ) : (
            <Field label={t('outside.credential')} {...(error === undefined ? {} : { error })}><Input name="credential" required maxLength={200} /></Field>
          )}
          <Button type="submit" icon={<Usb />} pending={pending}>{t('outside.submit')}</Button>
        </form>
      ))}
    </details>
  )
}
