'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Input } from '#web/ui/input.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { beginSeal, endSeal } from './actions.ts'

export type SealKind = 'platform' | 'pkcs11' | 'csc'

/** Chooses where the seal's key lies, and puts the seal into use. */
export function SealDialog({ kinds, isUsed }: { readonly kinds: readonly SealKind[]; readonly isUsed: boolean }) {
  const t = useTranslations('filing.organizationSeal')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<SealKind>('platform')
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const pin = textOf(form, 'pin')
    const places = {
      platform: { kind: 'platform', pin } as const,
      pkcs11: { kind: 'pkcs11', pin, token: textOf(form, 'token'), key: textOf(form, 'key') } as const,
      csc: { kind: 'csc', pin, credential: textOf(form, 'credential') } as const,
    }
    start(async () => {
      const answer = await beginSeal(places[kind])
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      notify.success(t('done'))
      setOpen(false)
      router.refresh()
    })
  }

  return (
    <Dialog open={open} onOpenChange={setOpen} title={t('title')} description={t('lead')} trigger={<Button variant={isUsed ? 'secondary' : 'primary'}>{t(isUsed ? 'replace' : 'begin')}</Button>}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('place')} {...(error === undefined ? {} : { error })}>
          <Select options={kinds.map((value) => ({ value, label: t(value) }))} value={kind} onValueChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)} />
        </Field>
        {kind === 'pkcs11' && (
          <>
            <Field label={t('token')}><Input name="token" required maxLength={64} /></Field>
            <Field label={t('key')}><Input name="key" required maxLength={64} /></Field>
          </>
        )}
        {kind === 'csc' && <Field label={t('credential')}><Input name="credential" required maxLength={200} /></Field>}
        {kind !== 'platform' && <Field label={t('pin')} hint={t('pinHint')}><PasswordInput name="pin" autoComplete="off" required maxLength={64} /></Field>}
        <Button type="submit" variant="primary" pending={pending}>{t('begin')}</Button>
      </form>
    </Dialog>
  )
}

/** Takes the seal out of use, after saying what that means for minutes on their way. */
export function EndSeal() {
  const t = useTranslations('filing.organizationSeal')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, start] = useTransition()
  const end = (): void =>
    start(async () => {
      const answer = await endSeal({})
      if (answer.ok) notify.success(t('ended'))
      else notify.error(refusal(answer.code))
      setOpen(false)
      router.refresh()
    })
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t('endTitle')} description={t('endWhat')} trigger={<Button variant="quiet">{t('end')}</Button>}>
      <Button variant="danger" pending={pending} onClick={end}>{t('end')}</Button>
    </Dialog>
  )
}
