'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { withdrawPatientConsent } from './actions.ts'

/** The patient's side takes its consent back. */
export function WithdrawDialog({ caseId, consentId }: { readonly caseId: string; readonly consentId: string }) {
  const t = useTranslations('recording.consent')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [pending, startTransition] = useTransition()
  const withdraw = (): void => {
    if (reason.trim() === '') {
      setError(refusal('consent.no-reason'))
      return
    }
    startTransition(async () => {
      const answer = await withdrawPatientConsent({ case: caseId, consent: consentId, reason })
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      setOpen(false)
      notify.success(t('revoked'))
      router.refresh()
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="quiet">{t('revoke')}</Button>}
      title={t('revoke')}
      description={t('revokeWhat')}
      footer={<Button variant="danger" pending={pending} onClick={withdraw}>{t('revoke')}</Button>}
    >
      <Field label={t('reason')} required error={error}>
        <Textarea minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </Dialog>
  )
}
