'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { settleByHand } from './actions.ts'

/** A person says how they filed the document themselves. */
export function SettleDialog({ id }: { readonly id: string }) {
  const t = useTranslations('filing.settle')
  const refusal = useRefusal()
  const router = useRouter()
  const settle = async (note: string): Promise<string | null> => {
    const answer = await settleByHand({ id, note })
    if (!answer.ok) return refusal(answer.code)
    router.refresh()
    return null
  }
  return <ReasonDialog trigger={<Button size="sm">{t('open')}</Button>} title={t('title')} description={t('description')} label={t('note')} submit={t('submit')} longest={500} onSubmit={settle} />
}
