'use client'

import { CloudDownload } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { pullRecord } from './actions.ts'

interface Pulled { readonly added: number; readonly known: number; readonly corrected: number; readonly left: readonly string[]; readonly source: string }

/** Fetches the patient's record from the hospital's own FHIR server, and says what of it was new. */
export function PullDialog({ patientId }: { readonly patientId: string }) {
  const t = useTranslations('recordEntry')
  const refusal = useRefusal()
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pulled, setPulled] = useState<Pulled | null>(null)
  const pull = async (): Promise<void> => {
    setPending(true)
    setFailure(null)
    const answer = await pullRecord({ patient: patientId }).catch(() => null)
    setPending(false)
    if (answer?.ok === true) {
      setPulled(answer.value)
      router.refresh()
    } else {
      setFailure(answer === null ? t('failed') : refusal(answer.code))
    }
  }
  return (
    <Dialog
      trigger={<Button variant="secondary" icon={<CloudDownload />}>{t('pull')}</Button>}
      title={t('pull')}
      description={t('pullHint')}
      footer={<Button pending={pending} onClick={() => void pull()}>{t('pullNow')}</Button>}
    >
      <div className="grid gap-4">
        {failure !== null && <FormError>{failure}</FormError>}
        {pulled !== null && (
          <Callout tone="success" title={t('pulledFrom', { source: pulled.source })}>
            {t('received', { added: pulled.added, corrected: pulled.corrected, known: pulled.known })}
            {pulled.left.length > 0 && <p>{t('left', { types: pulled.left.join(', ') })}</p>}
          </Callout>
        )}
      </div>
    </Dialog>
  )
}
