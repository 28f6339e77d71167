'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import type { ReactElement } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { liftHold, placeHold } from './actions.ts'

interface HoldDialogProps {
  readonly caseId: string
  readonly code: string
  /** The hold that is lifted; absent to place one. */
  readonly hold?: string
  readonly trigger: ReactElement
}

/** Places a legal hold on a record, or lifts one; either needs its reason and stays on record. */
export function HoldDialog({ caseId, code, hold, trigger }: HoldDialogProps) {
  const t = useTranslations(hold === undefined ? 'retention.place' : 'retention.lift')
  const refusal = useRefusal()
  const router = useRouter()
  const act = async (reason: string): Promise<string | null> => {
    const answer = await (hold === undefined ? placeHold({ case: caseId, reason }) : liftHold({ case: caseId, hold, reason }))
    if (!answer.ok) return refusal(answer.code)
    router.refresh()
    return null
  }
  return <ReasonDialog trigger={trigger} title={t('title', { code })} description={t('what')} label={t('reason')} hint={t('reasonHint')} submit={t('submit')} longest={1_000} onSubmit={act} />
}
