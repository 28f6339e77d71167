'use client'

import { Eraser, UserRoundPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTimeZone, useTranslations } from 'next-intl'
import { lazy, Suspense, useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { SaveLine } from '#web/ui/save-line.tsx'
import { SkeletonRows } from '#web/ui/skeleton.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { admitPatient } from './actions.ts'
import { isBegun, written } from './admission-draft.ts'
import { useAdmissionDraft } from './use-admission-draft.ts'

// Seldom needed where the hospital's own system sends its patients: the fields come when they are shown, and not with the list.
const AdmissionFields = lazy(async () => ({ default: (await import('./admission-fields.tsx')).AdmissionFields }))

/** Writes down a patient by hand, where the hospital's own system sends none, and opens the record; what is written is kept until then. */
export function AdmissionDialog({ departments }: { readonly departments: readonly string[] }) {
  const t = useTranslations('admission')
  const refusal = useRefusal()
  const router = useRouter()
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const writing = useAdmissionDraft(timeZone)
  const { draft } = writing
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const change = async (next: boolean): Promise<void> => {
    setOpen(next)
    setFailure(null)
    if (!next) void writing.settle()
    else if (!(await writing.begin())) setFailure(t('notOpened'))
  }
  const ready = draft === null ? null : written(draft, timeZone)
  const save = async (): Promise<void> => {
    if (ready === null) return
    setPending(true)
    setFailure(null)
    // What is on its way would come after the record, and be kept beside it.
    await writing.settle()
    const answer = await admitPatient(ready).catch(() => null)
    setPending(false)
    if (answer?.ok !== true) {
      setFailure(answer === null ? t('failed') : refusal(answer.code))
      return
    }
    notify.success(t(answer.value.isNew ? 'done' : 'added', { name: ready.patient.name.trim() }))
    setOpen(false)
    writing.end()
    router.push(`/patients/${answer.value.patient}`)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => void change(next)}
      size="lg"
      trigger={<Button variant="primary" icon={<UserRoundPlus />}>{t('open')}</Button>}
      title={t('title')}
      description={t('lead')}
      footer={
        <>
          {draft !== null && <span className="mr-auto self-center"><SaveLine state={writing.state} /></span>}
          {draft !== null && isBegun(draft) && <Button variant="quiet" icon={<Eraser />} disabled={pending} onClick={() => void writing.startOver()}>{t('startOver')}</Button>}
          <DialogClose>{t('cancel')}</DialogClose>
          <Button variant="primary" pending={pending} disabled={ready === null} onClick={() => void save()}>{t('save')}</Button>
        </>
      }
    >
      <div className="grid gap-6">
        {failure !== null && <FormError>{failure}</FormError>}
        {draft === null
          ? failure === null && <SkeletonRows rows={8} />
          : <Suspense fallback={<SkeletonRows rows={8} />}><AdmissionFields draft={draft} put={writing.put} departments={departments} /></Suspense>}
      </div>
    </Dialog>
  )
}
