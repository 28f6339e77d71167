'use client'

import { ScanLine } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { pullImages } from './actions.ts'

/** Fetches the patient's studies from the hospital's own archive, and says what of them was new. */
export function PullImagesButton({ patientId }: { readonly patientId: string }) {
  const t = useTranslations('intake.pull')
  const refusal = useRefusal()
  const router = useRouter()
  const [pending, start] = useTransition()
  const pull = (): void => start(async () => {
    const answer = await pullImages({ patient: patientId })
    if (!answer.ok) {
      notify.error(refusal(answer.code))
      return
    }
    const { studies, images, known, ofAnother } = answer.value
    if (ofAnother > 0) notify.warning(t('ofAnother', { count: ofAnother }))
    if (images > 0) notify.success(t('added', { studies, images }))
    else if (ofAnother === 0) notify.info(t(known > 0 ? 'nothingNew' : 'nothing'))
    router.refresh()
  })
  return <Button variant="secondary" icon={<ScanLine />} pending={pending} onClick={pull}>{t('button')}</Button>
}
