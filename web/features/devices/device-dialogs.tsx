'use client'

import { KeyRound, MonitorX, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, type ReactElement, type ReactNode } from 'react'
import { longestDeviceName } from '#core/device/device.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import type { ActionAnswer } from '#web/server/action.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog, DialogClose } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Input } from '#web/ui/input.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { registerDevice, renewDeviceCode, revokeDevice } from './actions.ts'

interface MadeCode {
  readonly code: string
  readonly until: string
}

interface CodeDialogProps {
  readonly trigger: ReactElement
  readonly title: string
  readonly what: string
  readonly confirm: string
  readonly ask: () => Promise<ActionAnswer<MadeCode>>
  /** Asked before the code is made. */
  readonly children?: ReactNode
}

/** Asks what must be known, then shows the code large, this once. */
function CodeDialog({ trigger, title, what, confirm, ask, children }: CodeDialogProps) {
  const t = useTranslations('devices')
  const refusal = useRefusal()
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [pending, setPending] = useState(false)
  const [made, setMade] = useState<MadeCode | null>(null)
  const make = async (): Promise<void> => {
    setPending(true)
    const answer = await ask()
    setPending(false)
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      return
    }
    setMade(answer.value)
    router.refresh()
  }
  const change = (next: boolean): void => {
    setOpen(next)
    if (!next) setMade(null)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      trigger={trigger}
      title={made === null ? title : t('code.title')}
      description={made === null ? what : t('code.what')}
      footer={made === null
        ? <><DialogClose>{t('cancel')}</DialogClose><Button variant="primary" pending={pending} onClick={() => void make()}>{confirm}</Button></>
        : <DialogClose>{t('done')}</DialogClose>}
    >
      {made === null ? children : (
        <div className="grid gap-2 text-center">
          <p className="tabular font-mono text-title font-bold tracking-widest">{made.code}</p>
          <p className="text-quiet">{t('code.until')} <Moment at={made.until} format="time" /></p>
        </div>
      )}
    </Dialog>
  )
}

/** A new machine of the hospital. */
export function RegisterDevice() {
  const t = useTranslations('devices')
  const [name, setName] = useState('')
  return (
    <CodeDialog
      trigger={<Button variant="primary" icon={<Plus />}>{t('register.open')}</Button>}
      title={t('register.title')}
      what={t('register.what')}
      confirm={t('register.confirm')}
      ask={() => registerDevice({ name })}
    >
      <Field label={t('name')} hint={t('nameHint')}><Input maxLength={longestDeviceName} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} /></Field>
    </CodeDialog>
  )
}

/** Another code for the same device. */
export function RenewCode({ device, name }: { readonly device: string; readonly name: string }) {
  const t = useTranslations('devices.renew')
  return (
    <CodeDialog
      trigger={<Button size="sm" icon={<KeyRound />} aria-label={t('label', { name })}>{t('open')}</Button>}
      title={t('title', { name })}
      what={t('what')}
      confirm={t('open')}
      ask={() => renewDeviceCode({ device })}
    />
  )
}

/** The device goes: lost, replaced or moved to another house. */
export function RevokeDevice({ device, name }: { readonly device: string; readonly name: string }) {
  const t = useTranslations('devices.revoke')
  const refusal = useRefusal()
  const router = useRouter()
  return (
    <AlertDialog
      trigger={<Button size="sm" variant="quiet" icon={<MonitorX />} aria-label={t('label', { name })}>{t('open')}</Button>}
      title={t('title', { name })}
      description={t('what')}
      confirmLabel={t('open')}
      tone="danger"
      onConfirm={async () => {
        const answer = await revokeDevice({ device })
        if (!answer.ok) notify.error(refusal(answer.code), { code: answer.code })
        router.refresh()
      }}
    />
  )
}
