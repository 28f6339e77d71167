'use client'

import { Maximize, MonitorCheck, PictureInPicture2, Pin, PinOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { sameSource, type StagePicture } from './stage-layout.ts'

interface PictureToolsProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly act: (run: Promise<ActionResult>) => void
  readonly picture: StagePicture
  readonly figure: RefObject<HTMLElement | null>
  readonly video: HTMLVideoElement | null
  readonly pinned: boolean
  readonly onPin: () => void
  readonly large: boolean
}

/** What a viewer may do with one picture, and the chair for everyone; hidden until the picture is touched or reached by keyboard. */
export function PictureTools({ client, room, act, picture, figure, video, pinned, onPin, large }: PictureToolsProps) {
  const t = useTranslations('room')
  const forAll = sameSource(room.settings.main, picture.source)
  const quiet = 'opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100'
  return (
    <div className={classNames('absolute top-2 right-2 z-10 flex gap-1 rounded-control bg-overlay', !pinned && !forAll && quiet)}>
      {room.me.isHost && (
        <IconButton
          size="sm"
          label={forAll ? t('picture.notForAll') : t('picture.forAll')}
          icon={<MonitorCheck />}
          pressed={forAll}
          onClick={() => act(client.setMain(forAll ? null : picture.source))}
        />
      )}
      <IconButton size="sm" label={pinned ? t('picture.unpin') : t('picture.pin')} icon={pinned ? <PinOff /> : <Pin />} onClick={onPin} />
      {large && video !== null && document.pictureInPictureEnabled && (
        <IconButton size="sm" label={t('picture.ownWindow')} icon={<PictureInPicture2 />} onClick={() => void toOwnWindow(video)} />
      )}
      {large && <IconButton size="sm" label={t('picture.fullScreen')} icon={<Maximize />} onClick={() => void toFullScreen(figure.current)} />}
    </div>
  )
}

/** The picture floats over other programs, so that a doctor can read the record and still see the operation. */
async function toOwnWindow(video: HTMLVideoElement): Promise<void> {
  if (document.pictureInPictureElement === video) await document.exitPictureInPicture()
  // A picture without a frame yet cannot float; the button can be pressed again.
  else await video.requestPictureInPicture().catch(() => undefined)
}

async function toFullScreen(figure: HTMLElement | null): Promise<void> {
  if (document.fullscreenElement !== null) await document.exitFullscreen()
  else await figure?.requestFullscreen()
}
