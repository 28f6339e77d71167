'use client'

import { Hand } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { takeInHand } from './actions.ts'
import { RefusalNote } from './refusal-note.tsx'
import { useDecision } from './use-decision.ts'

interface TakeButtonProps {
  readonly caseId: string
  /** In a list: opens the case afterwards, where team and time are proposed. */
  readonly opens?: boolean
}

/** Takes a new case in hand. */
export function TakeButton({ caseId, opens = false }: TakeButtonProps) {
  const t = useTranslations('coordination.take')
  const router = useRouter()
  const { pending, refusal, decide } = useDecision()
  const take = (): void =>
    decide(() => takeInHand({ case: caseId }), opens ? () => router.push(caseLinks.coordination(caseId)) : undefined)
  return (
    <>
      <Button variant="primary" size={opens ? 'sm' : 'md'} icon={<Hand />} pending={pending} onClick={take}>{t('action')}</Button>
      <RefusalNote refusal={refusal} />
    </>
  )
}
