'use client'

import { UserRoundPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTimeZone, useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { SkeletonRows } from '#web/ui/skeleton.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { toWallTime } from '#web/ui/zoned-time.ts'
import { admitPatient } from './actions.ts'
import { emptyAdmission, written, type AdmissionDraft } from './admission-draft.ts'

// Seldom needed where the hospital's own system sends its patients: the fields come when they are shown, and not with the list.
const AdmissionFields = lazy(async () => ({ default: (await import('./admission-fields.tsx')).AdmissionFields }))

/** Writes down a patient by hand, where the hospital's own system sends none, and opens the record. */
export function AdmissionDialog({ departments }: { readonly departments: readonly string[] }) {
  const t = useTranslations('admission')
  const refusal = useRefusal()
  const router = useRouter()
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState(emptyAdmission)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const put = (part: Partial<AdmissionDraft>): void => setDraft((before) => ({ ...before, ...part }))
  const change = (next: boolean): void => {
    setOpen(next)
    setFailure(null)
    if (next) setDraft({ ...emptyAdmission, ...toWallTime(new Date(), timeZone) })
  }
  const ready = written(draft, timeZone)
  const save = async (): Promise<void> => {
    if (ready === null) return
    setPending(true)
    setFailure(null)
    const answer = await admitPatient(ready).catch(() => null)
    setPending(false)
    if (answer?.ok !== true) {
      setFailure(answer === null ? t('failed') : refusal(answer.code))
      return
    }
    notify.success(t(answer.value.isNew ? 'done' : 'added', { name: draft.name.trim() }))
    setOpen(false)
    router.push(`/patients/${answer.value.patient}`)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      size="lg"
      trigger={<Button variant="primary" icon={<UserRoundPlus />}>{t('open')}</Button>}
      title={t('title')}
      description={t('lead')}
      footer={<><DialogClose>{t('cancel')}</DialogClose><Button variant="primary" pending={pending} disabled={ready === null} onClick={() => void save()}>{t('save')}</Button></>}
    >
      <div className="grid gap-6">
        {failure !== null && <FormError>{failure}</FormError>}
        <Suspense fallback={<SkeletonRows rows={8} />}><AdmissionFields draft={draft} put={put} departments={departments} /></Suspense>
      </div>
    </Dialog>
  )
}
