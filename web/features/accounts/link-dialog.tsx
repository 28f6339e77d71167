'use client'

import { Copy } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useState, useTransition, type SubmitEvent } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { Proof } from '#web/server/step-up.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { textOf } from '#web/ui/form-text.ts'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { invitePerson, resendInvitation, resetPassword } from './actions.ts'
import type { AccountLine } from './present-accounts.ts'
import { ProofField } from './proof-field.tsx'

type LinkAct = 'invite' | 'resend' | 'reset-password'
type Delivery = Extract<Awaited<ReturnType<typeof invitePerson>>, { readonly ok: true }>['value']

interface LinkDialogProps {
  readonly act: LinkAct
  readonly line: Pick<AccountLine, 'id' | 'name' | 'email'>
  readonly proof: Proof
  readonly onClose: () => void
}

const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)

/** Sends a way to a password, or shows it where no letter can be sent. */
export function LinkDialog({ act, line, proof, onClose }: LinkDialogProps) {
  const t = useTranslations('accounts')
  const refusal = useRefusal()
  const router = useRouter()
  const form = useId()
  const [failure, setFailure] = useState<{ readonly words: string; readonly code?: string } | null>(null)
  const [delivery, setDelivery] = useState<Delivery | null>(null)
  const [pending, start] = useTransition()
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const email = textOf(data, 'email').trim()
    if (act === 'invite' && !isAddress(email)) {
      setFailure({ words: t('emailMissing') })
      return
    }
    const order = { person: line.id, proof: textOf(data, 'proof') || ' ' }
    start(async () => {
      const answer = act === 'invite' ? await invitePerson({ ...order, email }) : await (act === 'resend' ? resendInvitation : resetPassword)(order)
      if (!answer.ok) {
        setFailure({ words: refusal(answer.code), code: answer.code })
        return
      }
      router.refresh()
      if (answer.value.by === 'letter') {
        notify.success(t('sent', { email: act === 'invite' ? email : (line.email ?? '') }))
        onClose()
      } else setDelivery(answer.value)
    })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={t(`ask.${act}`, { name: line.name })}
      description={t(`what.${act}`)}
      footer={delivery === null
        ? <><DialogClose>{t('cancel')}</DialogClose><Button type="submit" form={form} variant="primary" pending={pending}>{t(`act.${act}`)}</Button></>
        : <Button variant="primary" onClick={onClose}>{t('close')}</Button>}
    >
      {delivery === null ? (
        <form id={form} noValidate onSubmit={submit} className="grid gap-4">
          {failure !== null && <FormError code={failure.code}>{failure.words}</FormError>}
          {act === 'invite'
            ? <Field label={t('email')} hint={t('emailHint')} required><Input type="email" name="email" autoComplete="off" spellCheck={false} maxLength={254} autoFocus /></Field>
            : <p className="break-all">{line.email}</p>}
          <ProofField proof={proof} />
        </form>
      ) : <Handed delivery={delivery} />}
    </Dialog>
  )
}

function Handed({ delivery }: { readonly delivery: Delivery }) {
  const t = useTranslations('accounts')
  if (delivery.link === null) return <Callout tone="danger" title={t('notSent')}>{t('notSentHint')}</Callout>
  const { link, until } = delivery
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link)
    notify.success(t('copied'))
  }
  return (
    <div className="grid gap-4">
      <Callout tone="warning" title={t('handOver')}>{t('handOverHint')} <Moment at={until} />.</Callout>
      <code className="rounded-control bg-sunken px-4 py-3 break-all">{link}</code>
      <Button className="justify-self-start" icon={<Copy />} onClick={() => void copy()}>{t('copy')}</Button>
    </div>
  )
}
