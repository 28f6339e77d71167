'use client'

import { Pause, Play, RotateCcw, RotateCw, Volume2, VolumeX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import { formatDuration } from '#web/ui/format-number.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Select } from '#web/ui/select.tsx'
import { rates, type Playback } from './playback.ts'
import type { RecordingView } from './present-recording.ts'

interface BarProps {
  readonly playback: Playback
  readonly recording: RecordingView
  readonly muted: boolean
  readonly onMuted: (muted: boolean) => void
}

export const step = 5_000

/** Play, leap, speed and sound; each also has its key. */
export function PlayerBar({ playback, recording, muted, onMuted }: BarProps) {
  const t = useTranslations('recording.player')
  const { at, playing, rate, waiting } = useSyncExternalStore(playback.subscribe, playback.getSnapshot, playback.getSnapshot)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <IconButton size="lg" variant="primary" label={`${t(playing ? 'pause' : 'play')} (␣)`} icon={playing ? <Pause /> : <Play />} onClick={() => playback.toggle()} />
      <IconButton label={`${t('back')} (←)`} icon={<RotateCcw />} onClick={() => playback.seek(at - step)} />
      <IconButton label={`${t('forward')} (→)`} icon={<RotateCw />} onClick={() => playback.seek(at + step)} />
      <IconButton label={`${t(muted ? 'sound' : 'noSound')} (M)`} icon={muted ? <VolumeX /> : <Volume2 />} pressed={muted} onClick={() => onMuted(!muted)} />
      <p className="tabular font-semibold" data-at={Math.round(at)}>{formatDuration(at)} / {formatDuration(recording.length)}</p>
      <p role="status" className="text-dense text-quiet">{playing && waiting ? t('waiting') : ''}</p>
      <div className="ml-auto w-28">
        <Select aria-label={t('speed')} value={String(rate)} onValueChange={(value) => playback.setRate(Number(value))} options={rates.map((one) => ({ value: String(one), label: t('times', { rate: one }) }))} />
      </div>
    </div>
  )
}
