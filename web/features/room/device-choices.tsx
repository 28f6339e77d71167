'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import type { DeviceChoice } from './client/devices.ts'
import type { InsideRoom, OwnSource, RoomClient } from './client/room-state.ts'
import { LevelMeter } from './level-meter.tsx'
import { useDeviceList } from './use-source-preview.ts'

interface DeviceChoicesProps {
  readonly client: RoomClient
  readonly own: InsideRoom['own']
  readonly speaker: string | undefined
  readonly onSpeaker: (deviceId: string) => void
}

const trackOf = (source: OwnSource): MediaStreamTrack | undefined => ('track' in source ? source.track : undefined)

/** One list for each kind of device; what runs moves to the chosen one at once, what is off takes it when it is switched on. */
export function DeviceChoices({ client, own, speaker, onSpeaker }: DeviceChoicesProps) {
  const t = useTranslations('room')
  const [chosen, setChosen] = useState<Partial<Record<'microphone' | 'camera', string>>>({})
  const lists = { microphone: useDeviceList('audioinput'), camera: useDeviceList('videoinput') }
  const speakers = useDeviceList('audiooutput')
  const optionsOf = (devices: readonly DeviceChoice[]) =>
    devices.map(({ deviceId, label }, index) => ({ value: deviceId, label: label === '' ? t('sources.unnamed', { number: index + 1 }) : label }))
  const choose = async (label: 'microphone' | 'camera', deviceId: string): Promise<void> => {
    const fault = await client.switchDevice(label, deviceId)
    if (fault === null) setChosen((before) => ({ ...before, [label]: deviceId }))
    else notify.error(t(`fault.${fault}`), { description: t(`faultRemedy.${fault}`) })
  }
  const field = (label: 'microphone' | 'camera') => (
    <Field label={t(`check.${label}`)}>
      <Select
        options={optionsOf(lists[label])}
        value={trackOf(own[label])?.getSettings().deviceId ?? chosen[label] ?? ''}
        onValueChange={(deviceId) => void choose(label, deviceId)}
        {...(lists[label].length === 0 && { placeholder: t('check.none') })}
      />
    </Field>
  )
  return (
    <div className="grid gap-4">
      {field('microphone')}
      {own.microphone.state === 'on' && (
        <div>
          <p className="mb-1 text-dense text-quiet">{t('check.level')}</p>
          <LevelMeter track={own.microphone.track} label={t('check.level')} />
        </div>
      )}
      {field('camera')}
      {/* Not every browser lets one choose: then the sound goes where the computer sends it. */}
      {speakers.length > 0 && (
        <Field label={t('devices.speaker')}>
          <Select options={optionsOf(speakers)} value={speakers.find(({ deviceId }) => deviceId === speaker)?.deviceId ?? speakers[0]?.deviceId ?? ''} onValueChange={onSpeaker} />
        </Field>
      )}
    </div>
  )
}
