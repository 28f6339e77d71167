'use client'

import { Undo2, UserCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { DateInput } from '#web/ui/date-input.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Input } from '#web/ui/input.tsx'
import { Select, type SelectOption } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { delegateSignature, listStandIns, withdrawDelegation } from './delegate.ts'
import type { SignerView } from './present-signing.ts'

interface DelegationActionsProps {
  readonly caseId: string
  readonly signers: readonly SignerView[]
  readonly onChanged: () => void
}

/** What a signatory may do about their signature besides giving it: let somebody give it, and take that back. */
export function DelegationActions({ caseId, signers, onChanged }: DelegationActionsProps) {
  const t = useTranslations('minutes')
  const mine = signers.find(({ isMe, state }) => isMe && state !== 'signed')
  const forOther = signers.find(({ delegated, state }) => delegated?.toMe === true && state === 'next')
  const given = mine?.delegated ?? null
  return (
    <>
      {forOther !== undefined && <Callout tone="info">{t('delegate.forOther', { name: `${forOther.title} ${forOther.name}`.trim() })}</Callout>}
      {given !== null && <Withdraw caseId={caseId} delegation={given.id} onChanged={onChanged} />}
      {mine !== undefined && given === null && <DelegateDialog caseId={caseId} onChanged={onChanged} />}
    </>
  )
}

function Withdraw({ caseId, delegation, onChanged }: { readonly caseId: string; readonly delegation: string; readonly onChanged: () => void }) {
  const t = useTranslations('minutes')
  const refusal = useRefusal()
  const [pending, start] = useTransition()
  const withdraw = (): void =>
    start(async () => {
      const answer = await withdrawDelegation({ case: caseId, delegation })
      if (answer.ok) notify.success(t('delegate.withdrawn'))
      else notify.error(refusal(answer.code))
      onChanged()
    })
  return <Button variant="quiet" icon={<Undo2 />} pending={pending} onClick={withdraw}>{t('delegate.withdraw')}</Button>
}

function DelegateDialog({ caseId, onChanged }: { readonly caseId: string; readonly onChanged: () => void }) {
  const t = useTranslations('minutes')
  const refusal = useRefusal()
  const [open, setOpen] = useState(false)
  const [people, setPeople] = useState<readonly SelectOption[]>()
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const openTo = (next: boolean): void => {
    setOpen(next)
    setError(undefined)
    if (!next) return
    start(async () => {
      const answer = await listStandIns({ case: caseId })
      if (answer.ok) setPeople(answer.value)
      else setError(refusal(answer.code))
    })
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    start(async () => {
      const answer = await delegateSignature({ case: caseId, person: textOf(form, 'person'), basis: textOf(form, 'basis'), until: textOf(form, 'until') })
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      notify.success(t('delegate.done'))
      setOpen(false)
      onChanged()
    })
  }

  return (
    <Dialog open={open} onOpenChange={openTo} title={t('delegate.title')} description={t('delegate.what')} trigger={<Button variant="quiet" icon={<UserCheck />}>{t('delegate.open')}</Button>}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {people?.length === 0 && <Callout tone="warning">{t('delegate.none')}</Callout>}
        <Field label={t('delegate.who')}><Select name="person" options={people ?? []} placeholder={t('delegate.choose')} /></Field>
        <Field label={t('delegate.basis')} hint={t('delegate.basisHint')}><Input name="basis" required maxLength={300} /></Field>
        <Field label={t('delegate.until')} {...(error === undefined ? {} : { error })}><DateInput name="until" required /></Field>
        <Button type="submit" variant="primary" pending={pending}>{t('delegate.submit')}</Button>
      </form>
    </Dialog>
  )
}
