'use client'

import { SignalHigh, SignalLow, SignalMedium, SignalZero } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'
import type { LineView } from '#contract/line.ts'
import type { SeatId } from '#contract/room.ts'
import type { RoomClient } from './client/room-state.ts'

const icons: Readonly<Record<LineView['quality'], { readonly icon: typeof SignalHigh; readonly tone: string }>> = {
  good: { icon: SignalHigh, tone: 'text-jade-ink' },
  fair: { icon: SignalMedium, tone: 'text-quiet' },
  weak: { icon: SignalLow, tone: 'text-priority-ink' },
  lost: { icon: SignalZero, tone: 'text-emergency-ink' },
}

/** How a person's line holds, in words for whoever hovers or listens; nothing while it has not been told. */
export function LineOfPerson({ client, seat }: { readonly client: RoomClient; readonly seat: SeatId }) {
  const t = useTranslations('line')
  const lines = useSyncExternalStore(client.lines.subscribe, client.lines.getSnapshot, client.lines.getSnapshot)
  const line = lines.get(seat)
  if (line === undefined) return null
  const { icon: Icon, tone } = icons[line.quality]
  const words = t('of', { quality: t(`quality.${line.quality}`), rung: t(`rung.${line.up}`) })
  return (
    <span title={words} className={tone}>
      <Icon role="img" aria-label={words} className="size-4" />
    </span>
  )
}
