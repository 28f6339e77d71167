'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { placeDevice } from './actions.ts'

interface PlaceDeviceProps {
  readonly device: string
  readonly name: string
  readonly room: string | null
  readonly rooms: readonly { readonly id: string; readonly name: string }[]
}

/** The select's value for a machine whose room nobody noted. */
const nowhere = 'none'

/** In which of the hospital's rooms a machine stands. */
export function PlaceDevice({ device, name, room, rooms }: PlaceDeviceProps) {
  const t = useTranslations('devices.place')
  const refusal = useRefusal()
  const router = useRouter()
  const place = async (chosen: string): Promise<void> => {
    const answer = await placeDevice({ device, asset: chosen === nowhere ? null : chosen })
    if (answer.ok) notify.success(t('done', { name }))
    else notify.error(refusal(answer.code), { code: answer.code })
    router.refresh()
  }
  return (
    <Select
      aria-label={t('label', { name })}
      className="w-56"
      value={room ?? nowhere}
      onValueChange={(chosen) => void place(chosen)}
      options={[{ value: nowhere, label: t('none') }, ...rooms.map((one) => ({ value: one.id, label: one.name }))]}
    />
  )
}
