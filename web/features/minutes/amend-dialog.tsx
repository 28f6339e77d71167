'use client'

import { FilePlus2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Textarea } from '#web/ui/textarea.tsx'
import { amendMinutes } from './actions.ts'

/** Begins an addendum to signed minutes: they stay as they were signed, and the reason is asked. */
export function AmendDialog({ caseId }: { readonly caseId: string }) {
  const t = useTranslations('minutes.amend')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const reason = textOf(new FormData(event.currentTarget), 'reason')
    start(async () => {
      const answer = await amendMinutes({ case: caseId, reason })
      if (answer.ok) router.push(caseLinks.minutes(caseId))
      else setError(refusal(answer.code))
    })
  }

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('title')}
      description={t('what')}
      trigger={<Button variant="secondary" icon={<FilePlus2 />}>{t('open')}</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('reason')} hint={t('reasonHint')} {...(error === undefined ? {} : { error })}>
          <Textarea name="reason" required maxLength={2_000} minRows={3} autoFocus />
        </Field>
        <Button type="submit" variant="primary" pending={pending}>{t('submit')}</Button>
      </form>
    </Dialog>
  )
}
