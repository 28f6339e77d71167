'use client'

import { RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { sendAgain } from './actions.ts'
import type { DeliveryView } from './present-filing.ts'
import { SettleDialog } from './settle-dialog.tsx'

const tones = { waiting: 'gold', delivered: 'jade', dead: 'red', settled: 'slate' } as const

/** Every document on its way; those that need a person stand first, with what the person can do. */
export function DeliveryList({ deliveries }: { readonly deliveries: readonly DeliveryView[] }) {
  const t = useTranslations('filing')
  return (
    <ul className="divide-y divide-line">
      {deliveries.map((one) => (
        <li key={one.id} className="flex flex-wrap items-start justify-between gap-3 px-5 py-3 text-dense">
          <div className="min-w-0">
            <p className="font-semibold">
              {t('delivery.of', { code: one.caseCode, version: one.version })} → {one.destination} <Badge tone={tones[one.status]}>{t(`status.${one.status}`)}</Badge>
            </p>
            <p className="break-words text-quiet">
              {t(`when.${one.status}`)} <Moment at={one.at} /> · {t('delivery.attempts', { count: one.attempts })}
            </p>
            {one.fault !== null && <p>{t(`fault.${one.fault}`)} <span className="text-quiet">{one.status === 'dead' ? one.detail : ''}</span></p>}
            {one.fault === null && one.detail !== '' && <p className="break-all text-quiet">{one.detail}</p>}
          </div>
          {one.status === 'dead' && <DeadActions id={one.id} />}
        </li>
      ))}
    </ul>
  )
}

function DeadActions({ id }: { readonly id: string }) {
  const t = useTranslations('filing')
  const refusal = useRefusal()
  const router = useRouter()
  const [pending, start] = useTransition()
  const again = (): void =>
    start(async () => {
      const answer = await sendAgain({ id })
      if (!answer.ok) notify.error(refusal(answer.code))
      router.refresh()
    })
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" variant="primary" icon={<RotateCw />} pending={pending} onClick={again}>{t('sendAgain')}</Button>
      <SettleDialog id={id} />
    </div>
  )
}
