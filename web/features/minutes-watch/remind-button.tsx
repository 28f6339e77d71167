'use client'

import { BellRing, Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { remindNow } from './actions.ts'

/** Reminds once; pressed again only after the page was opened anew. */
export function RemindButton({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('minutesWatch')
  const refusal = useRefusal()
  const [done, setDone] = useState(false)
  const [pending, start] = useTransition()
  const remind = (): void => start(async () => {
    const answer = await remindNow({ case: caseId })
    if (answer.ok) setDone(true)
    else notify.error(refusal(answer.code), { code: answer.code })
  })
  return done
    ? <span role="status" className="inline-flex items-center gap-1.5 text-dense text-success"><Check aria-hidden className="size-4" /> {t('reminded')}</span>
    : <Button size="sm" pending={pending} icon={<BellRing />} onClick={remind}>{t('remind')}</Button>
}
