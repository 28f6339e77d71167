'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { returnMinutes } from './actions.ts'

interface ReturnDialogProps {
  readonly caseId: string
  readonly version: number
  readonly onReturned: () => void
}

/** Sends the minutes back to be written anew; the reason is asked, and what becomes of given signatures is said. */
export function ReturnDialog({ caseId, version, onReturned }: ReturnDialogProps) {
  const t = useTranslations('minutes.return')
  const refusal = useRefusal()
  const sendBack = async (reason: string): Promise<string | null> => {
    const answer = await returnMinutes({ case: caseId, version, reason })
    if (!answer.ok) return refusal(answer.code)
    onReturned()
    return null
  }
  return (
    <ReasonDialog
      danger
      trigger={<Button variant="quiet" icon={<Undo2 />}>{t('open')}</Button>}
      title={t('title')}
      description={t('what', { next: version + 1 })}
      label={t('reason')}
      submit={t('submit')}
      onSubmit={sendBack}
    />
  )
}
