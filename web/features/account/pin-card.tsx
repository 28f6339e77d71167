'use client'

import { MonitorSmartphone } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { pinLength } from '#core/device/device.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Card } from '#web/ui/card.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { FormError } from '#web/ui/form-error.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { PasswordInput } from '#web/ui/password-input.tsx'
import { PinField } from '#web/ui/pin-field.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { removeDevicePin, setDevicePin } from './pin-actions.ts'

interface PinCardProps {
  /** When the PIN was set; null where there is none. */
  readonly setAt: string | null
  /** What the person shows again before it changes. */
  readonly proof: 'code' | 'password'
}

/** The short PIN for the machines in the hospital's meeting rooms. */
export function PinCard({ setAt, proof }: PinCardProps) {
  const t = useTranslations('account.pin')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const done = (): void => {
    setOpen(false)
    notify.success(t('saved'))
    router.refresh()
  }
  const remove = async (): Promise<void> => {
    const answer = await removeDevicePin({})
    if (answer.ok) notify.success(t('removed'))
    else notify.error(refusal(answer.code), { code: answer.code })
    router.refresh()
  }
  return (
    <Card
      icon={<MonitorSmartphone aria-hidden />}
      title={t('title')}
      description={t('description')}
      actions={
        <>
          {setAt !== null && <Button variant="quiet" onClick={() => void remove()}>{t('remove')}</Button>}
          <Dialog open={open} onOpenChange={setOpen} size="sm" title={t('dialog')} description={t('dialogWhat')} trigger={<Button>{setAt === null ? t('set') : t('change')}</Button>}>
            <PinForm proof={proof} onDone={done} />
          </Dialog>
        </>
      }
    >
      {setAt !== null && <p className="text-dense text-quiet">{t('since')} <Moment at={setAt} /></p>}
    </Card>
  )
}

function PinForm({ proof, onDone }: { readonly proof: PinCardProps['proof']; readonly onDone: () => void }) {
  const t = useTranslations('account.pin')
  const cancel = useTranslations('account')('cancel')
  const refusal = useRefusal()
  const [pin, setPin] = useState('')
  const [shown, setShown] = useState('')
  const [fault, setFault] = useState<string>()
  const [tries, setTries] = useState(0)
  const [pending, setPending] = useState(false)
  const save = async (): Promise<void> => {
    setPending(true)
    const answer = await setDevicePin({ pin, proof: shown })
    setPending(false)
    if (answer.ok) {
      onDone()
      return
    }
    setFault(refusal(answer.code))
    setPin('')
    setTries(tries + 1)
  }
  return (
    <div className="grid gap-4">
      <FormError>{fault}</FormError>
      <Field label={t('digits')} hint={t('digitsHint')}><PinField key={tries} length={pinLength} masked onComplete={setPin} /></Field>
      <Field label={t(`proof.${proof}`)}>
        {proof === 'password'
          ? <PasswordInput autoComplete="current-password" value={shown} onChange={(event) => setShown(event.currentTarget.value)} />
          : <Input inputMode="numeric" autoComplete="one-time-code" maxLength={8} value={shown} onChange={(event) => setShown(event.currentTarget.value)} />}
      </Field>
      <div className="flex justify-end gap-2 pt-2">
        <DialogClose>{cancel}</DialogClose>
        <Button variant="primary" pending={pending} disabled={pin === '' || shown === ''} onClick={() => void save()}>{t('save')}</Button>
      </div>
    </div>
  )
}
