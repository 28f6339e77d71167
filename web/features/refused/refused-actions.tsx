'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { ReasonDialog } from '#web/ui/reason-dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { setRefusedAside, tryRefusedAgain } from './actions.ts'

/** What a person does about a message that could not be taken. */
export function RefusedActions({ id, canTry }: { readonly id: string; readonly canTry: boolean }) {
  const t = useTranslations('refused')
  const refusal = useRefusal()
  const router = useRouter()
  const [pending, start] = useTransition()
  const again = (): void =>
    start(async () => {
      const answer = await tryRefusedAgain({ id })
      if (answer.ok) notify.success(t('taken'))
      else notify.error(refusal(answer.code))
      router.refresh()
    })
  const aside = async (note: string): Promise<string | null> => {
    const answer = await setRefusedAside({ id, note })
    if (!answer.ok) return refusal(answer.code)
    router.refresh()
    return null
  }
  return (
    <div className="flex flex-wrap gap-2">
      {canTry && <Button size="sm" variant="primary" icon={<RotateCw />} pending={pending} onClick={again}>{t('tryAgain')}</Button>}
      <ReasonDialog
        trigger={<Button size="sm">{t('aside.open')}</Button>} title={t('aside.title')} description={t('aside.description')}
        label={t('aside.note')} hint={t('aside.noteHint')} submit={t('aside.submit')} longest={500} onSubmit={aside}
      />
    </div>
  )
}
