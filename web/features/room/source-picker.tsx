'use client'

import { Cable, Unplug, Video } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState, type ReactElement } from 'react'
import { sourceLabel, type SourceLabel } from '#contract/room.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { Select } from '#web/ui/select.tsx'
import { useStored } from '#web/ui/use-stored.ts'
import type { InsideRoom, OwnSource, RoomClient } from './client/room-state.ts'
import { LevelMeter } from './level-meter.tsx'
import { useDeviceList, useSourcePreview } from './use-source-preview.ts'

type PickedLabel = Exclude<SourceLabel, 'microphone' | 'camera' | 'screen' | 'screen-sound'>

/** What can be plugged in beside one's own camera and microphone, in the order of an operating room. */
export const pluggedLabels = sourceLabel.options.filter((label): label is PickedLabel => !['microphone', 'camera', 'screen', 'screen-sound'].includes(label))

interface SourcePickerProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly trigger: ReactElement
}

/** Further sources of this seat: each has a label, a device of its own and a look at it before the others see it. */
export function SourcePicker({ client, room, trigger }: SourcePickerProps) {
  const t = useTranslations('room')
  const [open, setOpen] = useState(false)
  const [label, setLabel] = useState<PickedLabel>('field')
  return (
    <Dialog open={open} onOpenChange={setOpen} trigger={trigger} title={t('sources.title')} description={t('sources.what')} size="lg">
      <div className="grid gap-4 sm:grid-cols-[13rem_1fr]">
        <ul className="flex flex-col gap-1">
          {pluggedLabels.map((one) => (
            <li key={one}>
              <button
                type="button"
                aria-pressed={one === label}
                onClick={() => setLabel(one)}
                className="flex min-h-11 w-full items-center justify-between gap-2 rounded-control px-3 text-left hover:bg-sunken aria-pressed:bg-jade-wash aria-pressed:font-semibold aria-pressed:text-jade-ink"
              >
                {t(`source.${one}`)}
                <StateBadge source={room.own[one]} />
              </button>
            </li>
          ))}
        </ul>
        {open && <SourceForm key={label} client={client} label={label} own={room.own[label]} />}
      </div>
    </Dialog>
  )
}

function StateBadge({ source }: { readonly source: OwnSource }) {
  const t = useTranslations('room')
  if (source.state === 'off') return null
  const tone = source.state === 'on' ? 'jade' : source.state === 'failed' || source.state === 'unplugged' ? 'red' : 'neutral'
  return <Badge tone={tone}>{t(`sources.state.${source.state}`)}</Badge>
}

interface SourceFormProps {
  readonly client: RoomClient
  readonly label: PickedLabel
  readonly own: OwnSource
}

function SourceForm({ client, label, own }: SourceFormProps) {
  const t = useTranslations('room')
  const sound = label === 'clinical-sound'
  const devices = useDeviceList(sound ? 'audioinput' : 'videoinput')
  const [remembered, remember] = useStored(`lv.room.device.${label}`)
  const deviceId = devices.some((one) => one.deviceId === remembered) ? remembered : devices[0]?.deviceId
  const runs = 'track' in own
  const { track, fault } = useSourcePreview(runs ? null : label, deviceId)
  const choose = (next: string): void => {
    remember(next)
    if (runs) void client.switchDevice(label, next)
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Look sound={sound} track={runs ? own.track : track} label={t(`source.${label}`)} />
      {own.state === 'unplugged' && <Callout tone="warning" title={t('sources.unplugged', { device: own.device })}>{t('sources.unpluggedRemedy')}</Callout>}
      {own.state !== 'unplugged' && fault !== null && <Callout tone="warning" title={t(`fault.${fault}`)}>{t(`faultRemedy.${fault}`)}</Callout>}
      <Field label={t('sources.device')} hint={t(`sources.hint.${label}`)}>
        <Select
          options={devices.map((one, index) => ({ value: one.deviceId, label: one.label === '' ? t('sources.unnamed', { number: index + 1 }) : one.label }))}
          value={deviceId ?? ''}
          onValueChange={choose}
          placeholder={t('check.none')}
        />
      </Field>
      {runs || own.state === 'unplugged' ? (
        <Button size="lg" variant="danger" icon={<Unplug />} onClick={() => void client.stopSource(label)}>{t('sources.stop')}</Button>
      ) : (
        <Button size="lg" variant="primary" icon={<Cable />} disabled={deviceId === undefined} pending={own.state === 'starting'} onClick={() => void client.startSource(label, deviceId === undefined ? {} : { deviceId })}>
          {t('sources.start')}
        </Button>
      )}
    </div>
  )
}

function Look({ sound, track, label }: { readonly sound: boolean; readonly track: MediaStreamTrack | null; readonly label: string }) {
  const t = useTranslations('room')
  const attach = useCallback((element: HTMLVideoElement | null) => {
    if (element !== null) element.srcObject = track === null ? null : new MediaStream([track])
  }, [track])
  const size = sound ? '' : sizeOf(track)
  if (sound) return <div className="rounded-card border border-line p-4"><LevelMeter track={track ?? undefined} label={label} /></div>
  return (
    <div className="relative aspect-video overflow-hidden rounded-card border border-line bg-stage">
      {track === null ? <p className="flex h-full items-center justify-center gap-2 text-quiet"><Video aria-hidden className="size-5" />{t('sources.noSignal')}</p> : <video ref={attach} autoPlay muted playsInline aria-label={label} className="size-full object-contain" />}
      {size !== '' && <span className="absolute bottom-2 left-2 rounded-control bg-overlay px-2 py-1 text-small tabular">{size}</span>}
    </div>
  )
}

/** Lines and frames that the device really gives: a cable of the wrong kind is seen here, not in the operation. */
function sizeOf(track: MediaStreamTrack | null): string {
  const { width, height, frameRate } = track?.getSettings() ?? {}
  if (width === undefined || height === undefined) return ''
  return `${String(width)} × ${String(height)}${frameRate === undefined ? '' : ` · ${String(Math.round(frameRate))} fps`}`
}
