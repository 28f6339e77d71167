'use client'

import { MicOff, VideoOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#web/ui/button.tsx'
import { brokenDevices } from './broken-devices.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'

interface DeviceNoticeProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  /** Opens the choice of devices. */
  readonly onChoose: () => void
}

/** Says that one is not heard or not seen, why, and what to do about it. */
export function DeviceNotice({ client, room, onChoose }: DeviceNoticeProps) {
  const t = useTranslations('room')
  const broken = brokenDevices(room)
  const [first, second] = broken
  if (first === undefined) return null
  const Icon = first.label === 'microphone' ? MicOff : VideoOff
  const reasons = broken.map(({ source }) =>
    source.state === 'failed' ? `${t(`fault.${source.fault}`)}. ${t(`faultRemedy.${source.fault}`)}` : `${t('sources.unplugged', { device: source.device })}. ${t('sources.unpluggedRemedy')}`)
  return (
    <div role="alert" className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-urgent-wash px-4 py-1.5 text-dense text-ink">
      <Icon aria-hidden className="size-4 shrink-0 text-urgent-ink" />
      <p className="min-w-0 flex-1 basis-64"><strong className="text-urgent-ink">{t(`devices.lost.${second === undefined ? first.label : 'both'}`)}</strong> {[...new Set(reasons)].join(' ')}</p>
      <div className="flex gap-2">
        <Button size="sm" variant="secondary" onClick={onChoose}>{t('devices.choose')}</Button>
        <Button size="sm" variant="quiet" onClick={() => void Promise.all(broken.map(({ label }) => client.stopSource(label)))}>{t('devices.without')}</Button>
      </div>
    </div>
  )
}
