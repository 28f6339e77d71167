'use client'

import { useTranslations } from 'next-intl'
import { useId, useState, useTransition, type ReactElement, type SubmitEvent } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogClose } from './dialog.tsx'
import { Field } from './field.tsx'
import { textOf } from './form-text.ts'
import { Textarea } from './textarea.tsx'

interface ReasonDialogProps {
  readonly trigger: ReactElement
  readonly title: string
  readonly description: string
  /** What is asked for, and how it is best written. */
  readonly label: string
  readonly hint?: string
  /** The word of the button that acts. */
  readonly submit: string
  readonly danger?: boolean
  readonly longest?: number
  /** The word of a button that leaves everything as it is. */
  readonly keep?: string
  /** Acts; resolves with the sentence of a refusal, which stands at the words, or null when it is done. */
  readonly onSubmit: (words: string) => Promise<string | null>
}

/** Asks for a reason and acts with it: the words stay where the act is refused. */
export function ReasonDialog({ trigger, title, description, label, hint, submit, danger = false, longest = 2_000, keep, onSubmit }: ReasonDialogProps) {
  const t = useTranslations('ui')
  const form = useId()
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const act = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const words = textOf(new FormData(event.currentTarget), 'words').trim()
    if (words === '') {
      setError(t('wordsMissing'))
      return
    }
    start(async () => {
      const refused = await onSubmit(words)
      setError(refused)
      if (refused === null) setOpen(false)
    })
  }
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={trigger}
      title={title}
      description={description}
      footer={<>{keep !== undefined && <DialogClose>{keep}</DialogClose>}<Button type="submit" form={form} variant={danger ? 'danger' : 'primary'} pending={pending}>{submit}</Button></>}
    >
      <form id={form} onSubmit={act}>
        <Field label={label} required {...(hint !== undefined && { hint })} {...(error !== null && { error })}>
          <Textarea name="words" maxLength={longest} minRows={3} autoFocus />
        </Field>
      </form>
    </Dialog>
  )
}
