'use client'

import { LockKeyhole } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { accountFailure, type AccountFailure } from './account-failure.ts'
import { authClient } from './auth-client.ts'

export const shortestPassword = 10

/** The form of a new password; the other devices are signed out, since a changed password often means a leaked one. */
function PasswordForm({ onDone }: { readonly onDone: () => void }) {
  const t = useTranslations('account')
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState('')
  const [repeated, setRepeated] = useState('')
  const [tried, setTried] = useState(false)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<AccountFailure>()
  const faults = {
    current: current === '' && t('password.currentMissing'),
    wanted: wanted.length < shortestPassword && t('password.tooShort', { count: shortestPassword }),
    repeated: repeated !== wanted && t('password.unlike'),
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (Object.values(faults).some((fault) => fault !== false)) return
    setPending(true)
    const { error } = await authClient.changePassword({ currentPassword: current, newPassword: wanted, revokeOtherSessions: true }).catch(() => ({ error: {} }))
    setPending(false)
    if (error) setFailure(accountFailure(error))
    else onDone()
  }
  return (
    <form id="new-password" noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
      <FormError>{failure && t(`failure.${failure}`)}</FormError>
      <Field label={t('password.current')} error={tried && faults.current}>
        <PasswordInput autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.currentTarget.value)} />
      </Field>
      <Field label={t('password.new')} hint={t('password.hint', { count: shortestPassword })} error={tried && faults.wanted}>
        <PasswordInput autoComplete="new-password" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
      </Field>
      <Field label={t('password.repeat')} error={tried && faults.repeated}>
        <PasswordInput autoComplete="new-password" value={repeated} onChange={(event) => setRepeated(event.currentTarget.value)} />
      </Field>
      <div className="flex justify-end gap-2 pt-2">
        <DialogClose>{t('cancel')}</DialogClose>
        <Button type="submit" variant="primary" pending={pending}>{t('password.save')}</Button>
      </div>
    </form>
  )
}

/** The password, where the person has one here and not at the hospital's own sign-in. */
export function PasswordCard() {
  const t = useTranslations('account')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const done = (): void => {
    setOpen(false)
    notify.success(t('password.saved'))
    router.refresh()
  }
  return (
    <Card
      icon={<LockKeyhole aria-hidden />}
      title={t('password.title')}
      description={t('password.description')}
      actions={
        <Dialog open={open} onOpenChange={setOpen} size="sm" title={t('password.change')} description={t('password.others')} trigger={<Button>{t('password.change')}</Button>}>
          <PasswordForm onDone={done} />
        </Dialog>
      }
    />
  )
}
