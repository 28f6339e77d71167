'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { SourceRef } from '#contract/room.ts'
import { layOut, sameSource } from './stage-layout.ts'
import { useFloor, useSpeaking } from './use-room-client.ts'
import { VideoPicture } from './video-picture.tsx'

/** Pictures in the strip at a time; the others are a page away and cost nothing meanwhile. */
const stripPage = 6

interface StageProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  /** The side panel has the stage: only the strip is left for pictures. */
  readonly stripOnly: boolean
}

/** The main picture and the strip of all others. */
export function Stage({ client, room, stripOnly }: StageProps) {
  const t = useTranslations('room')
  const speaking = useSpeaking(client)
  const speaker = useFloor(client)
  const [pinned, setPinned] = useState<SourceRef | null>(null)
  const [page, setPage] = useState(0)
  const layout = layOut(room.participants, room.settings, { you: room.you, pinned, speaker })
  const strip = stripOnly && layout.main !== null ? [layout.main, ...layout.strip] : layout.strip
  const pages = Math.max(1, Math.ceil(strip.length / stripPage))
  const shown = Math.min(page, pages - 1)

  const picture = (one: (typeof strip)[number], large: boolean) => (
    <VideoPicture
      key={`${one.source.seat}-${one.source.label}`}
      client={client}
      picture={one}
      isMe={one.participant.seat === room.you}
      speaking={speaking.some(({ seat }) => seat === one.participant.seat)}
      pinned={sameSource(pinned, one.source)}
      onPin={() => setPinned(sameSource(pinned, one.source) ? null : one.source)}
      large={large}
    />
  )

  return (
    <div className="flex h-full min-h-0 flex-col gap-2 p-2">
      {!stripOnly && (
        <div className="min-h-0 flex-1">
          {layout.main === null ? <p className="flex h-full items-center justify-center text-quiet">{t('stage.empty')}</p> : picture(layout.main, true)}
        </div>
      )}
      {strip.length > 0 && (
        <div className="flex shrink-0 items-center gap-2">
          {pages > 1 && <IconButton label={t('stage.previous')} icon={<ChevronLeft />} size="sm" disabled={shown === 0} onClick={() => setPage(shown - 1)} />}
          <div className={classNames('flex min-w-0 flex-1 gap-2 overflow-x-auto', stripOnly && 'justify-center')}>
            {strip.slice(shown * stripPage, (shown + 1) * stripPage).map((one) => (
              <div key={`${one.source.seat}-${one.source.label}`} className="aspect-video h-20 shrink-0 sm:h-28">{picture(one, false)}</div>
            ))}
          </div>
          {pages > 1 && <IconButton label={t('stage.next')} icon={<ChevronRight />} size="sm" disabled={shown === pages - 1} onClick={() => setPage(shown + 1)} />}
        </div>
      )}
    </div>
  )
}
