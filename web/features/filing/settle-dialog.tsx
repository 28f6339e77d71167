'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Textarea } from '#web/ui/textarea.tsx'
import { settleByHand } from './actions.ts'

/** A person says how they filed the document themselves. */
export function SettleDialog({ id }: { readonly id: string }) {
  const t = useTranslations('filing')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const note = textOf(new FormData(event.currentTarget), 'note')
    start(async () => {
      const answer = await settleByHand({ id, note })
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      setOpen(false)
      router.refresh()
    })
  }
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t('settle.title')} description={t('settle.description')} trigger={<Button size="sm">{t('settle.open')}</Button>}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('settle.note')} {...(error === undefined ? {} : { error })}>
          <Textarea name="note" required maxLength={500} />
        </Field>
        <Button type="submit" variant="primary" pending={pending}>{t('settle.submit')}</Button>
      </form>
    </Dialog>
  )
}
