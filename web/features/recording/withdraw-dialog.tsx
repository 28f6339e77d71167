'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { withdrawPatientConsent } from './actions.ts'

/** The patient's side takes its consent back. */
export function WithdrawDialog({ caseId, consentId }: { readonly caseId: string; readonly consentId: string }) {
  const t = useTranslations('recording.consent')
  const refusal = useRefusal()
  const router = useRouter()
  const withdraw = async (reason: string): Promise<string | null> => {
    const answer = await withdrawPatientConsent({ case: caseId, consent: consentId, reason })
    if (!answer.ok) return refusal(answer.code)
    notify.success(t('revoked'))
    router.refresh()
    return null
  }
  return <ReasonDialog danger trigger={<Button variant="quiet">{t('revoke')}</Button>} title={t('revoke')} description={t('revokeWhat')} label={t('reason')} submit={t('revoke')} onSubmit={withdraw} />
}
