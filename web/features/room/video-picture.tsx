'use client'

import { MicOff, Pin, PinOff, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, type ReactNode } from 'react'
import { Avatar } from '#web/ui/avatar.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import type { RoomClient } from './client/room-state.ts'
import type { StagePicture } from './stage-layout.ts'

interface VideoPictureProps {
  readonly client: RoomClient
  readonly picture: StagePicture
  readonly isMe: boolean
  readonly speaking: boolean
  readonly pinned: boolean
  readonly onPin: () => void
  readonly large?: boolean
  readonly children?: ReactNode
}

/** One source with whose it is; letterboxed when large, so that no edge of a clinical picture is cut. */
export function VideoPicture({ client, picture, isMe, speaking, pinned, onPin, large = false, children }: VideoPictureProps) {
  const t = useTranslations('room')
  const { participant, source, live } = picture
  const muted = participant.sources.find(({ label }) => label === 'microphone')?.muted !== 'no'
  const screen = source.label === 'screen'
  return (
    <figure
      data-picture={`${participant.part}:${source.label}`}
      className={classNames(
        'group relative h-full min-h-0 overflow-hidden rounded-card border bg-stage',
        speaking && !large ? 'border-jade-ink ring-2 ring-jade-ink' : 'border-line',
      )}
    >
      {live ? <Video client={client} source={source} mirrored={isMe && !screen} fit={large || screen ? 'contain' : 'cover'} label={participant.name} /> : (
        <div className="flex h-full items-center justify-center"><Avatar name={participant.name} size={large ? 'lg' : 'md'} /></div>
      )}
      {participant.presence === 'away' && (
        <p className="absolute inset-0 flex items-center justify-center gap-2 bg-overlay text-dense"><WifiOff aria-hidden className="size-4" />{t('picture.away')}</p>
      )}
      <figcaption className="absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-control bg-overlay px-2 py-1 text-small">
        {muted && !screen && <MicOff aria-label={t('picture.muted')} className="size-3.5 shrink-0 text-priority-ink" />}
        <span className="truncate">
          {screen && `${t('picture.screen')} · `}
          {isMe ? t('picture.you') : participant.name}
          {large && <span className="text-quiet"> · {t(`part.${participant.part}`)} · {participant.organizationName}</span>}
        </span>
      </figcaption>
      <IconButton
        label={pinned ? t('picture.unpin') : t('picture.pin')}
        icon={pinned ? <PinOff /> : <Pin />}
        size="sm"
        onClick={onPin}
        className={classNames('absolute! top-2 right-2 bg-overlay', !pinned && 'opacity-0 group-hover:opacity-100 focus-visible:opacity-100')}
      />
      {children}
    </figure>
  )
}

interface VideoProps {
  readonly client: RoomClient
  readonly source: StagePicture['source']
  readonly mirrored: boolean
  readonly fit: 'contain' | 'cover'
  readonly label: string
}

function Video({ client, source, mirrored, fit, label }: VideoProps) {
  const { seat, label: sourceLabel } = source
  const show = useCallback(
    (element: HTMLVideoElement | null) => (element === null ? undefined : client.show(element, { seat, label: sourceLabel })),
    [client, seat, sourceLabel],
  )
  return (
    <video
      ref={show}
      autoPlay
      muted
      playsInline
      aria-label={label}
      className={classNames('size-full', fit === 'contain' ? 'object-contain' : 'object-cover', mirrored && '-scale-x-100')}
    />
  )
}
