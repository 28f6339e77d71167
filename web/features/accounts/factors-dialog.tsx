'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState, useTransition, type SubmitEvent } from 'react'
import { identityChecks, type IdentityCheck } from '#core/account/keep-accounts.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { Proof } from '#web/server/step-up.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { FieldGroup } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { RadioCards } from '#web/ui/radio-cards.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { resetFactors } from './actions.ts'
import type { AccountLine } from './present-accounts.ts'
import { ProofField } from './proof-field.tsx'

interface FactorsDialogProps {
  readonly line: Pick<AccountLine, 'id' | 'name'>
  readonly proof: Proof
  readonly onClose: () => void
}

/** Forgets a lost second factor, once the administrator has said how they made sure who asks; nothing is chosen beforehand. */
export function FactorsDialog({ line, proof, onClose }: FactorsDialogProps) {
  const t = useTranslations('accounts')
  const refusal = useRefusal()
  const router = useRouter()
  const form = useId()
  const [checked, setChecked] = useState<IdentityCheck | null>(null)
  const [missing, setMissing] = useState(false)
  const [failure, setFailure] = useState<Parameters<typeof refusal>[0] | null>(null)
  const [pending, start] = useTransition()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    setMissing(checked === null)
    if (checked === null) return
    const shown = textOf(new FormData(event.currentTarget), 'proof') || ' '
    start(async () => {
      const answer = await resetFactors({ person: line.id, checked, proof: shown })
      if (!answer.ok) {
        setFailure(answer.code)
        return
      }
      notify.success(t('done.reset-factor', { name: line.name }))
      router.refresh()
      onClose()
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t('ask.reset-factor', { name: line.name })}
      description={t('what.reset-factor')}
      footer={<><DialogClose>{t('cancel')}</DialogClose><Button type="submit" form={form} variant="danger" pending={pending}>{t('act.reset-factor')}</Button></>}
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        {failure !== null && <FormError code={failure}>{refusal(failure)}</FormError>}
        <FieldGroup legend={t('checked.legend')} error={missing && t('checked.missing')}>
          <RadioCards
            aria-label={t('checked.legend')}
            options={identityChecks.map((value) => ({ value, label: t(`checked.${value}`) }))}
            onValueChange={(value) => setChecked(identityChecks.find((one) => one === value) ?? null)}
          />
        </FieldGroup>
        <ProofField proof={proof} />
      </form>
    </Dialog>
  )
}
