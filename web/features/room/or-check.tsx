'use client'

import { Cable, LogIn, Mic, MicOff, Wifi } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { Button } from '#web/ui/button.tsx'
import type { RoomClientOptions } from './client/room-client-options.ts'
import { LevelMeter } from './level-meter.tsx'
import { useNetworkKind } from './use-network-kind.ts'
import { useDeviceList, useSourcePreview } from './use-source-preview.ts'

interface OrCheckProps {
  readonly heading: ReactNode
  readonly onEnter: (microphone: RoomClientOptions['start']['microphone']) => void
}

/** Before the operation: is the microphone heard, how many pictures are plugged in, and is the line a cable. */
export function OrCheck({ heading, onEnter }: OrCheckProps) {
  const t = useTranslations('room')
  const [microphone, setMicrophone] = useState(true)
  const sounds = useDeviceList('audioinput')
  const pictures = useDeviceList('videoinput')
  const { track, fault } = useSourcePreview(microphone ? 'microphone' : null, sounds[0]?.deviceId)
  const wireless = useNetworkKind() === 'wireless'
  return (
    <main className="mx-auto flex min-h-dvh max-w-5xl flex-col justify-center gap-6 bg-paper p-6 text-or">
      <h1 className="text-center font-semibold">{heading}</h1>
      <Line icon={microphone ? <Mic /> : <MicOff />} tone={fault === null ? 'good' : 'bad'}>
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <span>{fault === null ? t('or.microphone') : t(`fault.${fault}`)}</span>
          <LevelMeter track={track ?? undefined} label={t('check.level')} />
        </div>
        <button type="button" onClick={() => setMicrophone(!microphone)} className="min-h-18 rounded-card border-2 border-line-strong px-6 font-semibold">{microphone ? t('or.off') : t('or.on')}</button>
      </Line>
      <Line icon={<Cable />} tone={pictures.length > 0 ? 'good' : 'bad'}>{t('or.pictures', { count: pictures.length })}</Line>
      <Line icon={<Wifi />} tone={wireless ? 'bad' : 'good'}>{wireless ? t('or.wireless') : t('or.wired')}</Line>
      <Button size="or" variant="primary" icon={<LogIn />} onClick={() => onEnter(sounds[0] === undefined ? { on: microphone } : { on: microphone, deviceId: sounds[0].deviceId })}>{t('check.enter')}</Button>
    </main>
  )
}

function Line({ icon, tone, children }: { readonly icon: ReactNode; readonly tone: 'good' | 'bad'; readonly children: ReactNode }) {
  return (
    <div data-tone={tone} className="flex min-h-24 items-center gap-5 rounded-card border border-line bg-surface px-6 py-4 data-[tone=bad]:border-urgent data-[tone=bad]:text-urgent-ink [&>svg]:size-10 [&>svg]:shrink-0">
      {icon}
      {children}
    </div>
  )
}
