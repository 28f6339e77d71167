'use client'

import { MicOff, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useRef, useState } from 'react'
import { Avatar } from '#web/ui/avatar.tsx'
import { classNames } from '#web/ui/class-names.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { frameAddress } from './capture-frame.ts'
import { DrawingBar } from './drawing-bar.tsx'
import type { DrawingTool } from './drawing-tools.ts'
import { PictureBoard } from './picture-board.tsx'
import { PictureTools } from './picture-tools.tsx'
import type { StagePicture } from './stage-layout.ts'

interface VideoPictureProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly act: (run: Promise<ActionResult>) => void
  readonly picture: StagePicture
  readonly speaking: boolean
  readonly pinned: boolean
  readonly onPin: () => void
  readonly large?: boolean
  readonly drawing: Drawing
}

/** What this person's hand does over large pictures; no tool while it does nothing. */
export interface Drawing {
  /** Null for a guest, who keeps no frame of it. */
  readonly caseId: string | null
  readonly tool: DrawingTool | null
  readonly onTool: (tool: DrawingTool) => void
}

/** One source with whose it is; letterboxed when large or clinical, so that no edge of a clinical picture is cut. */
export function VideoPicture({ client, room, act, picture, speaking, pinned, onPin, large = false, drawing }: VideoPictureProps) {
  const figure = useRef<HTMLElement>(null)
  const [video, setVideo] = useState<HTMLVideoElement | null>(null)
  const { participant, source, live } = picture
  const face = source.label === 'camera'
  const isMe = participant.seat === room.you
  const mirrored = isMe && face
  const fit = large || !face ? 'contain' : 'cover'
  const tool = large ? drawing.tool : null
  return (
    <figure
      ref={figure}
      data-picture={`${participant.part}:${source.label}`}
      className={classNames(
        'group relative h-full min-h-0 overflow-hidden rounded-card border bg-stage',
        speaking && face && !large ? 'border-jade-ink ring-2 ring-jade-ink' : 'border-line',
      )}
    >
      {live ? <Video client={client} picture={picture} mirrored={mirrored} fit={fit} onElement={setVideo} /> : <Dark picture={picture} large={large} />}
      {video !== null && (
        <PictureBoard client={client} room={room} picture={picture} video={video} fit={fit} mirrored={mirrored} tool={tool} frameAt={frameAddress} />
      )}
      <Caption picture={picture} isMe={isMe} large={large} />
      <PictureTools client={client} room={room} act={act} picture={picture} figure={figure} video={video} pinned={pinned} onPin={onPin} large={large} />
      {tool !== null && video !== null && (
        <DrawingBar client={client} room={room} act={act} caseId={drawing.caseId} picture={picture} figure={figure} tool={tool} onTool={drawing.onTool} />
      )}
    </figure>
  )
}

function Dark({ picture: { participant, source }, large }: { readonly picture: StagePicture; readonly large: boolean }) {
  const t = useTranslations('room')
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 text-center text-dense text-quiet">
      {source.label === 'camera' ? <Avatar name={participant.name} size={large ? 'lg' : 'md'} /> : t('picture.shut')}
    </div>
  )
}

function Caption({ picture, isMe, large }: { readonly picture: StagePicture; readonly isMe: boolean; readonly large: boolean }) {
  const t = useTranslations('room')
  const { participant, source } = picture
  const face = source.label === 'camera'
  const muted = participant.sources.find(({ label }) => label === 'microphone')?.muted !== 'no'
  return (
    <>
      {participant.presence === 'away' && (
        <p className="absolute inset-0 flex items-center justify-center gap-2 bg-overlay text-dense"><WifiOff aria-hidden className="size-4" />{t('picture.away')}</p>
      )}
      <figcaption className="absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-control bg-overlay px-2 py-1 text-small">
        {muted && face && <MicOff aria-label={t('picture.muted')} className="size-3.5 shrink-0 text-priority-ink" />}
        <span className="truncate">
          {!face && <strong className="font-semibold">{t(`source.${source.label}`)} · </strong>}
          {isMe ? t('picture.you') : participant.name}
          {large && <span className="text-quiet"> · {t(`part.${participant.part}`)} · {participant.organizationName}</span>}
        </span>
      </figcaption>
    </>
  )
}

interface VideoProps {
  readonly client: RoomClient
  readonly picture: StagePicture
  readonly mirrored: boolean
  readonly fit: 'contain' | 'cover'
  readonly onElement: (element: HTMLVideoElement | null) => void
}

function Video({ client, picture: { source, participant }, mirrored, fit, onElement }: VideoProps) {
  const t = useTranslations('room')
  const { seat, label } = source
  const show = useCallback(
    (element: HTMLVideoElement | null) => {
      if (element === null) return undefined
      const stop = client.show(element, { seat, label })
      onElement(element)
      return () => {
        onElement(null)
        stop()
      }
    },
    [client, seat, label, onElement],
  )
  return (
    <video
      ref={show}
      autoPlay
      muted
      playsInline
      aria-label={label === 'camera' ? participant.name : `${t(`source.${label}`)} · ${participant.name}`}
      className={classNames('size-full', fit === 'contain' ? 'object-contain' : 'object-cover', mirrored && '-scale-x-100')}
    />
  )
}
