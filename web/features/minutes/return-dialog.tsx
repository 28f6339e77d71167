'use client'

import { Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Textarea } from '#web/ui/textarea.tsx'
import { returnMinutes } from './actions.ts'

interface ReturnDialogProps {
  readonly caseId: string
  readonly version: number
  readonly onReturned: () => void
}

/** Sends the minutes back to be written anew; the reason is asked, and what becomes of given signatures is said. */
export function ReturnDialog({ caseId, version, onReturned }: ReturnDialogProps) {
  const t = useTranslations('minutes')
  const refusal = useRefusal()
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const reason = textOf(new FormData(event.currentTarget), 'reason')
    start(async () => {
      const answer = await returnMinutes({ case: caseId, version, reason })
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      setOpen(false)
      onReturned()
    })
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('return.title')}
      description={t('return.what', { next: version + 1 })}
      trigger={<Button variant="quiet" icon={<Undo2 />}>{t('return.open')}</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('return.reason')} {...(error === undefined ? {} : { error })}>
          <Textarea name="reason" required minRows={3} autoFocus />
        </Field>
        <Button type="submit" variant="danger" pending={pending}>{t('return.submit')}</Button>
      </form>
    </Dialog>
  )
}
