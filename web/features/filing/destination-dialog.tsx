'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Checkbox } from '#web/ui/checkbox.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Input } from '#web/ui/input.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { Select } from '#web/ui/select.tsx'
import { saveDestination } from './actions.ts'
import type { DestinationView } from './present-filing.ts'

const kinds = ['fhir-mhd', 'fhir-document', 'hl7-mdm'] as const
type Kind = (typeof kinds)[number]

/** Names a system that takes signed minutes, or changes one. */
export function DestinationDialog({ known }: { readonly known?: DestinationView }) {
  const t = useTranslations('filing')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<Kind>(known?.kind ?? 'fhir-mhd')
  const [error, setError] = useState<string>()
  const [pending, start] = useTransition()

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string): string => textOf(form, name)
    start(async () => {
      const answer = await saveDestination({
        id: known?.id ?? null, kind, name: text('name'), address: text('address'), application: text('application'), facility: text('facility'),
        active: form.get('active') !== null, token: text('token'),
      })
      if (!answer.ok) {
        setError(refusal(answer.code))
        return
      }
      setOpen(false)
      router.refresh()
    })
  }

  return (
    <Dialog
      open={open} onOpenChange={setOpen} title={t(known ? 'destination.edit' : 'destination.add')} description={t('destination.description')}
      trigger={known ? <Button size="sm">{t('destination.edit')}</Button> : <Button variant="primary" icon={<Plus />}>{t('destination.add')}</Button>}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('destination.kind')}>
          <Select options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))} value={kind} onValueChange={(value) => setKind(kinds.find((one) => one === value) ?? kind)} />
        </Field>
        <Field label={t('destination.name')}><Input name="name" required maxLength={200} defaultValue={known?.name} /></Field>
        <Field label={t('destination.address')} hint={t(`addressHint.${kind}`)} {...(error === undefined ? {} : { error })}>
          <Input name="address" required maxLength={200} defaultValue={known?.address} />
        </Field>
        {kind === 'hl7-mdm' ? (
          <>
            <Field label={t('destination.application')}><Input name="application" maxLength={200} defaultValue={known?.application} /></Field>
            <Field label={t('destination.facility')}><Input name="facility" maxLength={200} defaultValue={known?.facility} /></Field>
          </>
        ) : (
          <Field label={t('destination.token')} hint={t(known?.hasSecret === true ? 'destination.tokenKept' : 'destination.tokenHint')}>
            <PasswordInput name="token" autoComplete="off" maxLength={4_000} />
          </Field>
        )}
        <Checkbox name="active" label={t('destination.active')} defaultChecked={known?.active ?? true} />
        <Button type="submit" variant="primary" pending={pending}>{t('destination.save')}</Button>
      </form>
    </Dialog>
  )
}
