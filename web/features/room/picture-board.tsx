'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react'
import type { PicturePoint } from '#contract/telestration.ts'
import { pictureBox, toElement, type PictureBox, type PictureFit, type Size } from '#core/room/picture-mapping.ts'
import { classNames } from '#web/ui/class-names.ts'
import { boardKey, emptyBoard, type LiveBoard } from './client/boards.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import { drawMarks, drawPointers, inkAt } from './draw-marks.ts'
import type { DrawingTool } from './drawing-tools.ts'
import type { StagePicture } from './stage-layout.ts'
import { usePen } from './use-pen.ts'

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
  const canvas = useRef<HTMLCanvasElement>(null)
  const still = useRef<HTMLImageElement>(null)
  const board = useBoard(client, picture)
  const [textAt, setTextAt] = useState<PicturePoint | null>(null)
  const box = useCallback((): PictureBox | null => {
    const element = canvas.current
    return element === null ? null : pictureBox({ width: element.clientWidth, height: element.clientHeight }, sizeOf(video, still.current), fit)
  }, [video, fit])
  useDrawnBoard({ canvas, video, still, board, people: room.participants, mirrored, box })
  const pen = usePen({ client, source: picture.source, tool: tool ?? 'pointer', box, mirrored, onText: setTextAt })
  const where = textAt === null ? null : box()
  return (
    <>
      {board.frozen !== null && (
        <img
          ref={still}
          src={frameAt(board.frozen.sha256)}
          alt={t('draw.frozenFrame')}
          className={classNames('absolute inset-0 size-full bg-stage', fit === 'contain' ? 'object-contain' : 'object-cover', mirrored && '-scale-x-100')}
        />
      )}
      <canvas
        ref={canvas}
        aria-label={t('draw.board')}
        {...(tool !== null && pen)}
        className={classNames('absolute inset-0 size-full', tool === null ? 'pointer-events-none' : 'cursor-crosshair touch-none')}
      />
      {textAt !== null && where !== null && (
        <MarkText
          at={toElement(textAt, where, { mirrored })}
          onDone={(text) => {
            setTextAt(null)
            if (text !== '') void client.draw({ source: picture.source, id: crypto.randomUUID(), tool: 'text', from: 0, points: [textAt], text, done: true })
          }}
        />
      )}
      {board.frozen !== null && <p className="absolute top-2 left-2 rounded-control bg-priority-wash px-2 py-1 text-small font-semibold text-priority-ink">{t('draw.frozen')}</p>}
    </>
  )
}

/** The picture's own size: a frozen frame's where one stands, else the moving one's. */
const sizeOf = (video: HTMLVideoElement, still: HTMLImageElement | null): Size =>
  still !== null && still.naturalWidth > 0 ? { width: still.naturalWidth, height: still.naturalHeight } : { width: video.videoWidth, height: video.videoHeight }

interface DrawnBoard {
  readonly canvas: React.RefObject<HTMLCanvasElement | null>
  readonly still: React.RefObject<HTMLImageElement | null>
  readonly video: HTMLVideoElement
  readonly board: LiveBoard
  readonly people: InsideRoom['participants']
  readonly mirrored: boolean
  readonly box: () => PictureBox | null
}

/** Draws the board anew whenever it, the picture or the screen changes, and frame by frame only while a pointer fades. */
function useDrawnBoard({ canvas, still, video, board, people, mirrored, box }: DrawnBoard): void {
  const frame = useRef(0)
  const paint = useEffectEvent((): void => {
    cancelAnimationFrame(frame.current)
    const element = canvas.current
    const context = element?.getContext('2d') ?? null
    if (element === null || context === null) return
    const ratio = window.devicePixelRatio
    element.width = element.clientWidth * ratio
    element.height = element.clientHeight * ratio
    const where = box()
    if (where === null) return
    context.scale(ratio, ratio)
    const sheet = { context, box: where, mirrored, ink: inkAt(element), people }
    drawMarks(sheet, board.marks)
    if (drawPointers(sheet, board, performance.now())) frame.current = requestAnimationFrame(() => paint())
  })
  useEffect(() => paint(), [board, people, mirrored])
  useEffect(() => {
    const element = canvas.current
    if (element === null) return
    const again = (): void => paint()
    const sized = new ResizeObserver(again)
    sized.observe(element)
    // The picture's own size changes with the layer that the line carries.
    video.addEventListener('resize', again)
    const image = still.current
    image?.addEventListener('load', again)
    const running = frame
    return () => {
      sized.disconnect()
      video.removeEventListener('resize', again)
      image?.removeEventListener('load', again)
      cancelAnimationFrame(running.current)
    }
  }, [canvas, still, video, board.frozen])
}

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
