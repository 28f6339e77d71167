'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import { layOut } from './stage-layout.ts'
import { useFloor } from './use-floor.ts'

/** The one face or picture that the surgeon needs to see: who speaks, or what the chair shows to all. */
export function OrExpert({ client, room }: { readonly client: RoomClient; readonly room: InsideRoom }) {
  const t = useTranslations('room')
  const { speaker, front } = useFloor(client)
  const others = room.participants.filter(({ seat }) => seat !== room.you)
  const settings = room.settings.main?.seat === room.you ? { ...room.settings, main: null } : room.settings
  const { mains } = layOut(others, settings, { you: room.you, mode: 'focus', pins: [], speaker, front })
  const [main] = mains
  const seat = main?.source.seat
  const label = main?.source.label
  const show = useCallback(
    (element: HTMLVideoElement | null) => (element === null || seat === undefined || label === undefined ? undefined : client.show(element, { seat, label })),
    [client, seat, label],
  )
  return (
    <figure className="relative min-h-52 overflow-hidden rounded-card border border-line bg-stage">
      {main?.live === true && <video key={`${main.source.seat}-${main.source.label}`} ref={show} autoPlay muted playsInline aria-label={main.participant.name} className="absolute inset-0 size-full object-contain" />}
      <figcaption className="absolute inset-x-0 bottom-0 bg-overlay px-4 py-2 font-semibold">
        {main === undefined ? t('or.alone') : `${main.participant.title} ${main.participant.name}`}
        {main !== undefined && <span className="block text-[1.25rem] leading-[1.45] font-normal text-quiet">{main.participant.organizationName}</span>}
      </figcaption>
    </figure>
  )
}
