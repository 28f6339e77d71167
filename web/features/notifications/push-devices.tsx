'use client'

import { BellPlus, BellOff } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { allowPush, forbidPush } from './actions.ts'
import { registerPush } from './push-registration.ts'

interface PushDevicesProps {
  /** Null where the hospital has not turned Web Push on. */
  readonly pushKey: string | null
  /** This machine's name. */
  readonly device: string
  readonly devices: readonly { readonly id: string; readonly name: string; readonly addedAt: string }[]
}

/** The machines that may be woken, and a way to add this one. */
export function PushDevices({ pushKey, device, devices }: PushDevicesProps) {
  const t = useTranslations('notifications')
  const refusal = useRefusal()
  const router = useRouter()
  const [pending, setPending] = useState(false)
  if (pushKey === null) return <p className="text-dense text-quiet">{t('pushOff')}</p>
  const allow = async (): Promise<void> => {
    setPending(true)
    const address = await registerPush(pushKey)
    const answer = typeof address === 'string' ? address : await allowPush({ ...address, device })
    setPending(false)
    if (typeof answer === 'string') notify.warning(t(answer))
    else if (!answer.ok) notify.error(refusal(answer.code), { code: answer.code })
    else {
      notify.success(t('allowed'))
      router.refresh()
    }
  }
  const forbid = async (id: string): Promise<void> => {
    const answer = await forbidPush({ id })
    if (!answer.ok) notify.error(refusal(answer.code), { code: answer.code })
    else {
      notify.success(t('removed'))
      router.refresh()
    }
  }
  return (
    <section aria-label={t('devices')} className="grid gap-3">
      <h3 className="font-semibold">{t('devices')}</h3>
      {devices.length === 0 ? <p className="text-dense text-quiet">{t('noDevice')}</p> : (
        <ul className="divide-y divide-line">
          {devices.map(({ id, name, addedAt }) => (
            <li key={id} className="flex items-center justify-between gap-3 py-2">
              <span>{name} <span className="text-dense text-quiet">· {t('since')} <Moment at={addedAt} format="date" /></span></span>
              <Button size="sm" variant="quiet" icon={<BellOff />} onClick={() => void forbid(id)} aria-label={`${t('remove')}: ${name}`}>{t('remove')}</Button>
            </li>
          ))}
        </ul>
      )}
      <div><Button icon={<BellPlus />} pending={pending} onClick={() => void allow()}>{t('allow')}</Button></div>
    </section>
  )
}
