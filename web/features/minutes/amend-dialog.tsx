'use client'

import { FilePlus2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { amendMinutes } from './actions.ts'

/** Begins an addendum to signed minutes: they stay as they were signed, and the reason is asked. */
export function AmendDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('minutes.amend')
  const refusal = useRefusal()
  const router = useRouter()
  const amend = async (reason: string): Promise<string | null> => {
    const answer = await amendMinutes({ case: caseId, reason })
    if (!answer.ok) return refusal(answer.code)
    router.push(caseLinks.minutes(caseId))
    return null
  }
  return (
    <ReasonDialog
      trigger={<Button variant="secondary" icon={<FilePlus2 />}>{t('open')}</Button>}
      title={t('title')}
      description={t('what')}
      label={t('reason')}
      hint={t('reasonHint')}
      submit={t('submit')}
      onSubmit={amend}
    />
  )
}
