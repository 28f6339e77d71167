'use client'

import { SignalHigh, SignalLow, SignalZero } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { RunningClock } from '#web/ui/running-clock.tsx'
import type { InsideRoom, Line, RoomClient } from './client/room-state.ts'
import { LineDetails } from './line-details.tsx'
import { RecordingLamp } from './recording-lamp.tsx'

const lines: Readonly<Record<Line, { readonly icon: typeof SignalHigh; readonly tone: string }>> = {
  good: { icon: SignalHigh, tone: 'text-jade-ink' },
  weak: { icon: SignalLow, tone: 'text-priority-ink' },
  rejoining: { icon: SignalZero, tone: 'text-urgent-ink' },
  reconnecting: { icon: SignalZero, tone: 'text-emergency-ink' },
}

/** Whose consult this is, how long it has run, and how the line stands, in words. */
export function RoomHeader({ heading, room, client }: { readonly heading: ReactNode; readonly room: InsideRoom; readonly client: RoomClient }) {
  const t = useTranslations('room')
  const { icon: Icon, tone } = lines[room.line]
  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-b border-line bg-surface px-4 text-dense max-sm:gap-2">
      <p role="status" className={classNames('flex items-center gap-1.5 font-medium whitespace-nowrap', tone)}>
        <Icon aria-hidden className="size-4 shrink-0" /> <span className={room.line === 'good' ? 'max-sm:sr-only' : ''}>{t(`line.${room.line}`)}</span>
      </p>
      <LineDetails client={client} />
      <RecordingLamp client={client} room={room} />
      <div className="min-w-0 flex-1 truncate text-center font-semibold">{heading}</div>
      {room.settings.session === 'live' && room.settings.startedAt !== null ? (
        <RunningClock since={room.settings.startedAt} label={<span className="max-sm:sr-only">{t('header.live')}</span>} />
      ) : (
        <span className="text-quiet">{t(`session.${room.settings.session}`)}</span>
      )}
    </header>
  )
}
