'use client'

import { FolderKey } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState, useTransition, type SubmitEvent } from 'react'
import { shortestReason } from '#core/break-glass/policy.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { Proof } from '#web/server/step-up.ts'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Input } from '#web/ui/input.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { Textarea } from '#web/ui/textarea.tsx'
import { breakGlass } from './actions.ts'
import type { BehindGlassLine } from './present-glass.ts'

interface OpenDialogProps {
  readonly line: BehindGlassLine
  readonly proof: Proof
}

/** Asks why, and for the password or the phone's code once more; then the case is open. */
export function OpenDialog({ line, proof }: OpenDialogProps) {
  const t = useTranslations('glass.open')
  const sentence = useRefusal()
  const router = useRouter()
  const form = useId()
  const [refusal, setRefusal] = useState<Parameters<typeof sentence>[0] | null>(null)
  const [pending, start] = useTransition()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const reason = textOf(data, 'reason').trim()
    if (reason.length < shortestReason) {
      setRefusal('glass.no-reason')
      return
    }
    start(async () => {
      const answer = await breakGlass({ case: line.case, reason, proof: textOf(data, 'proof') || ' ' })
      if (!answer.ok) {
        setRefusal(answer.code)
        return
      }
      router.push(caseLinks.page(line.case))
      router.refresh()
    })
  }
  return (
    <Dialog
      trigger={<Button size="sm" variant="danger" icon={<FolderKey aria-hidden />}>{t('action')}</Button>}
      title={t('title', { code: line.code })}
      description={t('what')}
      footer={<><DialogClose>{t('keep')}</DialogClose><Button type="submit" form={form} variant="danger" pending={pending}>{t('submit')}</Button></>}
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        {refusal !== null && <FormError code={refusal}>{sentence(refusal)}</FormError>}
        <Field label={t('reason')} hint={t('reasonHint')} required><Textarea name="reason" maxLength={2_000} minRows={3} autoFocus /></Field>
        <Field label={t(proof)} hint={t('proofHint')} required>
          {proof === 'code'
            ? <Input name="proof" inputMode="numeric" autoComplete="one-time-code" maxLength={6} className="tabular" />
            : <PasswordInput name="proof" autoComplete="current-password" maxLength={128} />}
        </Field>
      </form>
    </Dialog>
  )
}
