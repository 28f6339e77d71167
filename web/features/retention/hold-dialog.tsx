'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, useTransition, type ReactElement, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Textarea } from '#web/ui/textarea.tsx'
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
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const reason = textOf(new FormData(event.currentTarget), 'reason')
    start(async () => {
      const answer = await (hold === undefined ? placeHold({ case: caseId, reason }) : liftHold({ case: caseId, hold, reason }))
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      setOpen(false)
      router.refresh()
    })
  }

  return (
    <Dialog open={open} onOpenChange={setOpen} title={t('title', { code })} description={t('what')} trigger={trigger}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('reason')} hint={t('reasonHint')} {...(error === undefined ? {} : { error })}>
          <Textarea name="reason" required maxLength={1_000} minRows={3} autoFocus />
        </Field>
        <Button type="submit" variant="primary" pending={pending}>{t('submit')}</Button>
      </form>
    </Dialog>
  )
}
