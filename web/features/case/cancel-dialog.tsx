'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { cancelCase } from './actions.ts'

/** Withdraws the request, with a reason; everybody involved is told. */
export function CancelDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('casePage')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [pending, startTransition] = useTransition()
  const confirm = (): void => {
    if (reason.trim() === '') {
      setError(t('cancelReasonMissing'))
      return
    }
    startTransition(async () => {
      const answer = await cancelCase({ case: caseId, reason })
      if (answer.ok) {
        setOpen(false)
        notify.success(t('cancelDone'))
        router.push(`/cases/${caseId}`)
        router.refresh()
      } else setError(refusal(answer.code))
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="quiet">{t('cancel')}</Button>}
      title={t('cancelTitle')}
      description={t('cancelDescription')}
      footer={<><DialogClose>{t('keep')}</DialogClose><Button variant="danger" pending={pending} onClick={confirm}>{t('cancel')}</Button></>}
    >
      <Field label={t('cancelReason')} required error={error}>
        <Textarea minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </Field>
    </Dialog>
  )
}
