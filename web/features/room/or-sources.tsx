'use client'

import { Power, PowerOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { useStored } from '#web/ui/use-stored.ts'
import type { InsideRoom, OwnSource, RoomClient } from './client/room-state.ts'
import { pluggedLabels } from './source-picker.tsx'
import { useDeviceList } from './use-source-preview.ts'

type OrLabel = (typeof pluggedLabels)[number]
const pictureLabels = pluggedLabels.filter((label) => label !== 'clinical-sound')

interface OrSourcesProps {
  readonly client: RoomClient
  readonly room: InsideRoom
}

/** Every picture of the operating room as a large live tile; a touch sends it or ends it. */
export function OrSources({ client, room }: OrSourcesProps) {
  return (
    <ul className="grid auto-rows-fr grid-cols-2 gap-4 xl:grid-cols-3">
      {pictureLabels.map((label, index) => <li key={label} className="min-h-40"><Tile client={client} label={label} place={index} source={room.own[label]} seat={room.you} /></li>)}
    </ul>
  )
}

interface TileProps {
  readonly client: RoomClient
  readonly label: OrLabel
  /** Which device a label takes that was never given one. */
  readonly place: number
  readonly source: OwnSource
  readonly seat: InsideRoom['you']
}

function Tile({ client, label, place, source, seat }: TileProps) {
  const t = useTranslations('room')
  const devices = useDeviceList('videoinput')
  const [remembered] = useStored(`lv.room.device.${label}`)
  const device = devices.find(({ deviceId }) => deviceId === remembered) ?? devices[place]
  const runs = 'track' in source
  const toggle = (): void => {
    if (runs || source.state === 'unplugged') void client.stopSource(label)
    else if (device !== undefined) void client.startSource(label, { deviceId: device.deviceId })
  }
  const show = useCallback((element: HTMLVideoElement | null) => (element === null ? undefined : client.show(element, { seat, label })), [client, seat, label])
  return (
    <button
      type="button"
      aria-pressed={runs}
      disabled={!runs && device === undefined && source.state !== 'unplugged'}
      onClick={toggle}
      className={classNames('relative flex size-full flex-col justify-end overflow-hidden rounded-card border-4 bg-stage text-left disabled:opacity-50', source.state === 'on' ? 'border-jade' : source.state === 'unplugged' ? 'border-urgent' : 'border-line')}
    >
      {runs && <video ref={show} autoPlay muted playsInline aria-label={t(`source.${label}`)} className={classNames('absolute inset-0 size-full object-contain', source.state === 'muted' && 'opacity-20')} />}
      <span className="relative flex w-full items-center justify-between gap-3 bg-overlay px-4 py-2 font-semibold [&_svg]:size-9">
        {t(`source.${label}`)}
        {runs ? <Power aria-hidden className="text-jade-ink" /> : <PowerOff aria-hidden className="text-quiet" />}
      </span>
      {!runs && <span className="absolute inset-0 flex items-center justify-center p-4 pb-16 text-center text-quiet">{t(source.state === 'unplugged' ? 'sources.state.unplugged' : device === undefined ? 'sources.noSignal' : 'or.touchToSend')}</span>}
    </button>
  )
}
