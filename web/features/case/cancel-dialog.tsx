'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { cancelCase } from './actions.ts'

/** Withdraws the request, with a reason; everybody involved is told. */
export function CancelDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('casePage')
  const refusal = useRefusal()
  const router = useRouter()
  const cancel = async (reason: string): Promise<string | null> => {
    const answer = await cancelCase({ case: caseId, reason })
    if (!answer.ok) return refusal(answer.code)
    notify.success(t('cancelDone'))
    router.push(`/cases/${caseId}`)
    router.refresh()
    return null
  }
  return (
    <ReasonDialog
      danger
      trigger={<Button variant="quiet">{t('cancel')}</Button>}
      title={t('cancelTitle')}
      description={t('cancelDescription')}
      label={t('cancelReason')}
      submit={t('cancel')}
      keep={t('keep')}
      onSubmit={cancel}
    />
  )
}
