'use client'

import { DoorOpen, LogIn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { RefusalCode } from '#web/messages/refusal-code.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Card } from '#web/ui/card.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { KeyValueList } from '#web/ui/key-value-list.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { Before, useDarkPage } from '../room-outside.tsx'
import { askDoor, takeSecret } from './ask-door.ts'
import { GuestRoom } from './guest-room.tsx'
import type { DoorView } from './present-door.ts'

type Standing = { readonly at: 'looking' } | { readonly at: 'refused'; readonly code: RefusalCode } | { readonly at: 'door' | 'room'; readonly door: DoorView }

/** Where a guest's link leads: who invites, a "that is me", and the room. */
export function GuestDoor() {
  const t = useTranslations('guestDoor')
  const refusal = useRefusal()
  const secret = useRef<string>(undefined)
  const [standing, setStanding] = useState<Standing>({ at: 'looking' })
  useDarkPage()
  useEffect(() => {
    secret.current ??= takeSecret()
    void askDoor<DoorView>('look', secret.current === undefined ? {} : { secret: secret.current }).then((answer) =>
      setStanding(answer.ok ? { at: answer.value.state === 'arrived' ? 'room' : 'door', door: answer.value } : { at: 'refused', code: answer.code }))
  }, [])
  const enter = async (door: DoorView): Promise<void> => {
    if (secret.current === undefined) return
    const answer = await askDoor<object>('enter', { secret: secret.current })
    setStanding(answer.ok ? { at: 'room', door } : { at: 'refused', code: answer.code })
  }
  switch (standing.at) {
    case 'looking':
      return <Before heading={t('title')}><div className="m-auto"><EmptyState icon={<DoorOpen />} title={t('looking')} /></div></Before>
    case 'refused':
      return <Before heading={t('title')}><div className="m-auto"><ErrorState title={t('refused')} remedy={refusal(standing.code)} code={standing.code} /></div></Before>
    case 'door':
      return <Before heading={t('title')}><Confirm door={standing.door} onEnter={() => enter(standing.door)} /></Before>
    case 'room':
      return <GuestRoom door={standing.door} />
  }
}

function Confirm({ door, onEnter }: { readonly door: DoorView; readonly onEnter: () => Promise<void> }) {
  const t = useTranslations('guestDoor')
  const [pending, setPending] = useState(false)
  const confirm = (): void => {
    setPending(true)
    void onEnter().finally(() => setPending(false))
  }
  return (
    <Card
      title={t('invited', { host: door.host })}
      icon={<DoorOpen />}
      className="mx-auto w-full max-w-xl"
      footer={<Button variant="primary" size="lg" icon={<LogIn />} pending={pending} onClick={confirm}>{t('itIsMe', { name: door.name })}</Button>}
    >
      <KeyValueList
        items={[
          { term: t('name'), value: door.name },
          { term: t('workplace'), value: door.workplace },
          { term: t('as'), value: t(`role.${door.role}`) },
          { term: t('startsAt'), value: <Moment at={door.startsAt} format="long" /> },
          { term: t('until'), value: <Moment at={door.expiresAt} format="long" /> },
        ]}
      />
      <p className="mt-4 text-quiet">{t(`may.${door.role}`)}</p>
      <Callout tone="info" title={t('once')} className="mt-4">{t('onceWhat')}</Callout>
    </Card>
  )
}
