'use client'

import { LogIn, Mic, MicOff, Video, VideoOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { Callout } from '#web/ui/callout.tsx'
import { Field } from '#web/ui/field.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Select } from '#web/ui/select.tsx'
import { TextLink } from '#web/ui/text-link.tsx'
import type { RoomClientOptions } from './client/room-client-options.ts'
import { LevelMeter } from './level-meter.tsx'
import { useDevices, type DeviceChoice } from './use-devices.ts'

type Start = RoomClientOptions['start']

interface DeviceCheckProps {
  /** Null for a guest, who has no other way in than this one. */
  readonly caseId: string | null
  /** A hand goes to the door: pointer or focus is on it. */
  readonly onReach?: () => void
  readonly onEnter: (start: Start) => void
}

/** Before the door: see and hear oneself, choose devices, go in. */
export function DeviceCheck({ caseId, onReach, onEnter }: DeviceCheckProps) {
  const t = useTranslations('room')
  const [on, setOn] = useState({ microphone: true, camera: true })
  const { devices, choice, choose, preview, fault } = useDevices(on)
  const video = preview?.getVideoTracks()[0]
  const audio = preview?.getAudioTracks()[0]

  return (
    <div className="mx-auto grid w-full max-w-5xl gap-6 lg:grid-cols-[1.4fr_1fr]">
      <div className="relative aspect-video overflow-hidden rounded-card border border-line bg-stage">
        {on.camera && preview !== null && video !== undefined ? <Preview stream={preview} /> : (
          <p className="flex h-full items-center justify-center text-quiet">{t('check.cameraOff')}</p>
        )}
        <div className="absolute bottom-3 left-1/2 flex -translate-x-1/2 gap-2">
          <IconButton
            size="lg"
            variant={on.microphone ? 'secondary' : 'danger'}
            label={on.microphone ? t('controls.mute') : t('controls.unmute')}
            icon={on.microphone ? <Mic /> : <MicOff />}
            onClick={() => setOn({ ...on, microphone: !on.microphone })}
          />
          <IconButton
            size="lg"
            variant={on.camera ? 'secondary' : 'danger'}
            label={on.camera ? t('controls.cameraOff') : t('controls.cameraOn')}
            icon={on.camera ? <Video /> : <VideoOff />}
            onClick={() => setOn({ ...on, camera: !on.camera })}
          />
        </div>
      </div>
      <div className="flex flex-col gap-4">
        {fault !== null && <Callout tone="warning" title={t(`fault.${fault}`)}>{t(`faultRemedy.${fault}`)}</Callout>}
        <Field label={t('check.camera')}>
          <Select {...selection('camera', devices.cameras, { choice, choose })} disabled={!on.camera} placeholder={t('check.none')} />
        </Field>
        <Field label={t('check.microphone')}>
          <Select {...selection('microphone', devices.microphones, { choice, choose })} disabled={!on.microphone} placeholder={t('check.none')} />
        </Field>
        <div>
          <p className="mb-1 text-dense text-quiet">{t('check.level')}</p>
          <LevelMeter track={on.microphone ? audio : undefined} label={t('check.level')} />
        </div>
        <Button size="lg" variant="primary" icon={<LogIn />} onPointerEnter={onReach} onFocus={onReach} onClick={() => onEnter(startOf(on, choice, preview))}>
          {t('check.enter')}
        </Button>
        <p className="text-small text-quiet">{t('check.hint')}</p>
        {caseId !== null && <TextLink href={caseLinks.lineTest(caseId)}>{t('check.lineTest')}</TextLink>}
        {caseId !== null && <TextLink href={caseLinks.operatingRoom(caseId)}>{t('check.orConsole')}</TextLink>}
      </div>
    </div>
  )
}

function Preview({ stream }: { readonly stream: MediaStream }) {
  const attach = useCallback(
    (element: HTMLVideoElement | null) => {
      if (element !== null) element.srcObject = stream
    },
    [stream],
  )
  return <video ref={attach} autoPlay muted playsInline className="size-full -scale-x-100 object-cover" />
}

const selection = (
  kind: 'camera' | 'microphone',
  devices: readonly { readonly deviceId: string; readonly label: string }[],
  { choice, choose }: { readonly choice: DeviceChoice; readonly choose: (choice: DeviceChoice) => void },
) => ({
  options: devices.filter(({ deviceId }) => deviceId !== '').map(({ deviceId, label }) => ({ value: deviceId, label })),
  value: choice[kind] ?? devices[0]?.deviceId ?? '',
  onValueChange: (deviceId: string) => choose({ ...choice, [kind]: deviceId }),
})

/** What runs already is taken along, so that no device is closed and opened again: the preview ends with this page, its copies go on. */
function startOf(on: { readonly microphone: boolean; readonly camera: boolean }, choice: DeviceChoice, preview: MediaStream | null): Start {
  const device = (kind: 'camera' | 'microphone', track: MediaStreamTrack | undefined) => {
    const deviceId = choice[kind]
    return { on: on[kind], ...(deviceId !== undefined && { deviceId }), ...(on[kind] && track !== undefined && { track: track.clone() }) }
  }
  return { microphone: device('microphone', preview?.getAudioTracks()[0]), camera: device('camera', preview?.getVideoTracks()[0]) }
}
