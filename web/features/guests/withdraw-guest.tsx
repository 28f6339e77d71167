'use client'

import { UserRoundX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { withdrawGuest } from './actions.ts'

/** Takes an invitation back, also from somebody who is inside already. */
export function WithdrawGuest({ caseId, guest, name }: { readonly caseId: string; readonly guest: string; readonly name: string }) {
  const t = useTranslations('guests.withdraw')
  const refusal = useRefusal()
  const router = useRouter()
  return (
    <AlertDialog
      trigger={<IconButton size="sm" variant="quiet" label={t('label', { name })} icon={<UserRoundX />} />}
      title={t('title', { name })}
      description={t('what')}
      confirmLabel={t('confirm')}
      tone="danger"
      onConfirm={async () => {
        const answer = await withdrawGuest({ case: caseId, guest })
        if (answer.ok) notify.success(t('done', { name }))
        else notify.error(refusal(answer.code), { code: answer.code })
        router.refresh()
      }}
    />
  )
}
