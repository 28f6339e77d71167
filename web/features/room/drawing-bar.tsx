'use client'

import { ArrowUpRight, Camera, Circle, Eraser, MousePointer2, Pause, Pencil, Play, Trash2, Type, Undo2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode, type RefObject } from 'react'
import { IconButton } from '#web/ui/icon-button.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { frameOf, keepFrame } from './capture-frame.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { drawingTools, type DrawingTool } from './drawing-tools.ts'
import { useBoard } from './picture-board.tsx'
import type { StagePicture } from './stage-layout.ts'

const icons: Readonly<Record<DrawingTool, ReactNode>> = {
  pointer: <MousePointer2 />, pen: <Pencil />, arrow: <ArrowUpRight />, circle: <Circle />, text: <Type />,
}

interface DrawingBarProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly act: (run: Promise<ActionResult>) => void
  readonly caseId: string | null
  readonly picture: StagePicture
  readonly figure: RefObject<HTMLElement | null>
  readonly tool: DrawingTool
  readonly onTool: (tool: DrawingTool) => void
}

/** The tools beside a picture that is drawn on: marks, holding the picture still, and keeping the frame. */
export function DrawingBar({ client, room, act, caseId, picture, figure, tool, onTool }: DrawingBarProps) {
  const t = useTranslations('room')
  const board = useBoard(client, picture)
  const frames = useFrames({ client, room, act, caseId, picture, figure })
  const { source } = picture
  const mine = board.marks.some(({ by }) => by === room.you)
  const mayClearAll = room.me.isHost || source.seat === room.you
  return (
    <div role="toolbar" aria-label={t('draw.toolbar')} className="absolute top-12 left-2 z-10 flex max-h-[calc(100%-4rem)] flex-col flex-wrap gap-1 rounded-card bg-overlay p-1">
      {drawingTools.map((one) => (
        <IconButton key={one} size="sm" label={t(`draw.tool.${one}`)} icon={icons[one]} pressed={one === tool} onClick={() => onTool(one)} />
      ))}
      <IconButton size="sm" label={t('draw.undo')} icon={<Undo2 />} disabled={!mine} onClick={() => act(client.undoMark(source))} />
      <IconButton size="sm" label={t('draw.clearOwn')} icon={<Eraser />} disabled={!mine} onClick={() => act(client.clearOwnMarks(source))} />
      {mayClearAll && <IconButton size="sm" label={t('draw.clearAll')} icon={<Trash2 />} disabled={board.marks.length === 0} onClick={() => act(client.clearAllMarks(source))} />}
      {caseId !== null && <IconButton
        size="sm"
        label={board.frozen === null ? t('draw.freeze') : t('draw.unfreeze')}
        icon={board.frozen === null ? <Pause /> : <Play />}
        pressed={board.frozen !== null}
        pending={frames.busy}
        onClick={() => (board.frozen === null ? frames.freeze() : act(client.freezePicture(source, null)))}
      />}
      {caseId !== null && <IconButton size="sm" label={t('draw.capture')} icon={<Camera />} pending={frames.busy} onClick={frames.capture} />}
    </div>
  )
}

function useFrames({ client, room, act, caseId, picture, figure }: Omit<DrawingBarProps, 'tool' | 'onTool'>) {
  const t = useTranslations('room')
  const [busy, setBusy] = useState(false)
  const board = useBoard(client, picture)
  const { source, participant } = picture

  const keep = async (marks: boolean): Promise<string | null> => {
    const video = figure.current?.querySelector('video') ?? null
    const frame = video === null ? null : await frameOf({ video, still: figure.current?.querySelector('img') ?? null, marks: marks ? { board, people: room.participants } : null })
    if (frame === null || caseId === null) {
      notify.warning(t('draw.noFrame'))
      return null
    }
    const kept = await keepFrame(frame, { caseId, title: `${t(`source.${source.label}`)} · ${participant.organizationName}`, source: source.label })
    if (kept.ok) return kept.sha256
    notify.error(t('draw.notKept'), { code: kept.code })
    return null
  }
  const during = (work: () => Promise<void>) => (): void => {
    setBusy(true)
    void work().finally(() => setBusy(false))
  }
  return {
    busy,
    freeze: during(async () => {
      const sha256 = await keep(false)
      if (sha256 !== null) act(client.freezePicture(source, sha256))
    }),
    capture: during(async () => {
      const sha256 = await keep(true)
      if (sha256 !== null) notify.success(t('draw.kept'), { description: `SHA-256 ${sha256.slice(0, 16)}…` })
    }),
  }
}
