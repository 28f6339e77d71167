'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type PointerEvent } from 'react'
import type { PicturePoint } from '#contract/telestration.ts'
import { toElement, type PictureFit } from '#core/room/picture-mapping.ts'
import { classNames } from '#web/ui/class-names.ts'
import { BoardPainter } from './board-painter.ts'
import { boardKey, emptyBoard, type LiveBoard } from './client/boards.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { DrawingTool } from './drawing-tools.ts'
import { Pen } from './pen.ts'
import type { StagePicture } from './stage-layout.ts'

interface PictureBoardProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly picture: StagePicture
  readonly video: HTMLVideoElement
  readonly fit: PictureFit
  readonly mirrored: boolean
  /** The tool in hand, or null where nobody draws here. */
  readonly tool: DrawingTool | null
  /** Where a frozen frame of this hash can be fetched. */
  readonly frameAt: (sha256: string) => string
}

/** Follows what lies over one picture. */
export const useBoard = (client: RoomClient, picture: StagePicture): LiveBoard => {
  const key = boardKey(picture.source)
  return useSyncExternalStore(client.boards.subscribe, () => client.boards.getSnapshot().get(key) ?? emptyBoard, () => emptyBoard)
}

/** Everybody's marks over one picture, at any size of screen, and the surface on which this person draws. */
export function PictureBoard({ client, room, picture, video, fit, mirrored, tool, frameAt }: PictureBoardProps) {
  const t = useTranslations('room')
  const board = useBoard(client, picture)
  const [textAt, setTextAt] = useState<PicturePoint | null>(null)
  const [painter, setPainter] = useState<BoardPainter | null>(null)
  const { seat, label } = picture.source
  const people = room.participants
  const attach = useCallback(
    (canvas: HTMLCanvasElement | null) => {
      if (canvas === null) return undefined
      const opened = new BoardPainter({ canvas, video, fit, mirrored })
      setPainter(opened)
      return () => {
        opened.close()
        setPainter(null)
      }
    },
    [video, fit, mirrored],
  )
  const pen = useMemo(
    () => (painter === null ? null : new Pen({ client, source: { seat, label }, mirrored, box: () => painter.box, onText: setTextAt })),
    [client, painter, seat, label, mirrored],
  )
  useEffect(() => painter?.show(board, people), [painter, board, people])
  const where = textAt === null ? null : (painter?.box ?? null)
  const write = (text: string): void => {
    setTextAt(null)
    if (text !== '' && textAt !== null) void client.draw({ source: picture.source, id: crypto.randomUUID(), tool: 'text', from: 0, points: [textAt], text, done: true })
  }
  return (
    <>
      {board.frozen !== null && (
        <img
          src={frameAt(board.frozen.sha256)}
          alt={t('draw.frozenFrame')}
          onLoad={(event) => painter?.standStill(event.currentTarget)}
          className={classNames('absolute inset-0 size-full bg-stage', fit === 'contain' ? 'object-contain' : 'object-cover', mirrored && '-scale-x-100')}
        />
      )}
      <canvas
        ref={attach}
        aria-label={t('draw.board')}
        {...(tool !== null && pen !== null && handlersOf(pen, tool))}
        className={classNames('absolute inset-0 size-full', tool === null ? 'pointer-events-none' : 'cursor-crosshair touch-none')}
      />
      {textAt !== null && where !== null && <MarkText at={toElement(textAt, where, { mirrored })} onDone={write} />}
      {board.frozen !== null && <p className="absolute top-2 left-2 rounded-control bg-priority-wash px-2 py-1 text-small font-semibold text-priority-ink">{t('draw.frozen')}</p>}
    </>
  )
}

const handlersOf = (pen: Pen, tool: DrawingTool) => ({
  onPointerDown: (event: PointerEvent) => pen.press(event.nativeEvent, event.currentTarget, tool),
  onPointerMove: (event: PointerEvent) => pen.move(event.nativeEvent, event.currentTarget, tool),
  onPointerUp: (event: PointerEvent) => pen.lift(event.nativeEvent, event.currentTarget),
  onPointerCancel: ({ isPrimary }: PointerEvent) => isPrimary && pen.cut(),
  onPointerLeave: () => pen.leave(tool),
})

function MarkText({ at, onDone }: { readonly at: { readonly x: number; readonly y: number }; readonly onDone: (text: string) => void }) {
  const t = useTranslations('room')
  return (
    <input
      ref={(element) => element?.focus()}
      aria-label={t('draw.text')}
      maxLength={80}
      style={{ left: at.x, top: at.y }}
      onBlur={(event) => onDone(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') event.currentTarget.blur()
        if (event.key === 'Escape') {
          event.currentTarget.value = ''
          event.currentTarget.blur()
        }
      }}
      className="absolute z-10 w-56 -translate-y-1/2 rounded-control border border-jade-ink bg-overlay px-2 py-1 font-semibold text-ink"
    />
  )
}
