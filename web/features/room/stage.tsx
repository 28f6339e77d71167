'use client'

import { ChevronLeft, ChevronRight, Columns2, LayoutGrid, RectangleHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import type { SourceRef } from '#contract/room.ts'
import { classNames } from '#web/ui/class-names.ts'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { useMediaQuery } from '#web/ui/use-media-query.ts'
import { useStored } from '#web/ui/use-stored.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { layOut, layoutModes, sameSource, type LayoutMode, type StagePicture } from './stage-layout.ts'
import { useFloor } from './use-floor.ts'
import { useSpeaking } from './use-room-client.ts'
import { VideoPicture, type Drawing } from './video-picture.tsx'

const modeIcons = { focus: <RectangleHorizontal />, pair: <Columns2 />, grid: <LayoutGrid /> } as const

interface StageProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly act: (run: Promise<ActionResult>) => void
  /** The side panel has the stage: only the strip is left for pictures. */
  readonly stripOnly: boolean
  readonly drawing: Drawing
}

/** The large pictures and the strip of all others, or everyone alike in a grid; what is on another page is not fetched. */
export function Stage({ client, room, act, stripOnly, drawing }: StageProps) {
  const speaking = useSpeaking(client)
  const { speaker, front } = useFloor(client)
  const wide = useMediaQuery('(min-width: 40rem)')
  const [stored, store] = useStored('lv.room.layout')
  const [pins, setPins] = useState<readonly SourceRef[]>([])
  const mode = layoutModes.find((one) => one === stored) ?? 'focus'
  const { mains, strip } = layOut(room.participants, room.settings, { you: room.you, mode, pins, speaker, front })
  const isPinned = (source: SourceRef): boolean => pins.some((one) => sameSource(one, source))
  const togglePin = (source: SourceRef): void =>
    setPins(isPinned(source) ? pins.filter((one) => !sameSource(one, source)) : [...pins, source].slice(-2))

  const picture = (one: StagePicture, large: boolean): ReactNode => (
    <VideoPicture
      key={`${one.source.seat}-${one.source.label}`}
      client={client}
      room={room}
      act={act}
      picture={one}
      speaking={speaking.some(({ seat }) => seat === one.participant.seat)}
      pinned={isPinned(one.source)}
      onPin={() => togglePin(one.source)}
      large={large}
      drawing={drawing}
    />
  )
  if (mode === 'grid' && !stripOnly) {
    return <Pages pictures={strip} perPage={wide ? 9 : 4} show={picture} grid switcher={<LayoutMenu mode={mode} onChange={store} />} />
  }
  return (
    <div className="flex h-full min-h-0 flex-col gap-2 p-2">
      {!stripOnly && (
        <div className={classNames('grid min-h-0 flex-1 gap-2', mains.length === 2 && (wide ? 'grid-cols-2' : 'grid-rows-2'))}>
          {mains.length === 0 ? <EmptyStage /> : mains.map((one) => <div key={`${one.source.seat}-${one.source.label}`} className="min-h-0 min-w-0">{picture(one, true)}</div>)}
        </div>
      )}
      <Pages pictures={stripOnly ? [...mains, ...strip] : strip} perPage={6} show={picture} switcher={stripOnly ? null : <LayoutMenu mode={mode} onChange={store} />} />
    </div>
  )
}

function EmptyStage() {
  const t = useTranslations('room')
  return <p className="flex h-full items-center justify-center text-quiet">{t('stage.empty')}</p>
}

function LayoutMenu({ mode, onChange }: { readonly mode: LayoutMode; readonly onChange: (mode: LayoutMode) => void }) {
  const t = useTranslations('room')
  return (
    <Menu
      align="start"
      label={t('layout.label')}
      trigger={<IconButton size="sm" label={t('layout.label')} icon={modeIcons[mode]} />}
      items={layoutModes.map((one) => ({ label: t(`layout.${one}`), icon: modeIcons[one], current: one === mode, onSelect: () => onChange(one) }))}
    />
  )
}

interface PagesProps {
  readonly pictures: readonly StagePicture[]
  readonly perPage: number
  readonly show: (picture: StagePicture, large: boolean) => ReactNode
  readonly switcher: ReactNode
  readonly grid?: boolean
}

/** Pictures a page at a time: only those on the page are received and decoded. */
function Pages({ pictures, perPage, show, switcher, grid = false }: PagesProps) {
  const t = useTranslations('room')
  const [page, setPage] = useState(0)
  const pages = Math.max(1, Math.ceil(pictures.length / perPage))
  const shown = Math.min(page, pages - 1)
  const onPage = pictures.slice(shown * perPage, (shown + 1) * perPage)
  if (pictures.length === 0 && switcher === null) return null
  const turn = (by: 1 | -1): ReactNode =>
    pages > 1 && (
      <IconButton
        label={t(by === 1 ? 'stage.next' : 'stage.previous')}
        icon={by === 1 ? <ChevronRight /> : <ChevronLeft />}
        size="sm"
        disabled={by === 1 ? shown === pages - 1 : shown === 0}
        onClick={() => setPage(shown + by)}
      />
    )
  const columns = onPage.length <= 1 ? 1 : onPage.length <= 4 ? 2 : 3
  return (
    <div className={classNames('flex items-center gap-2', grid ? 'h-full min-h-0 p-2' : 'shrink-0')}>
      <div className="flex shrink-0 flex-col items-center gap-1">{switcher}{turn(-1)}</div>
      {grid ? (
        <div className="grid h-full min-h-0 min-w-0 flex-1 auto-rows-fr gap-2" style={{ gridTemplateColumns: `repeat(${String(columns)}, minmax(0, 1fr))` }}>
          {onPage.map((one) => <div key={`${one.source.seat}-${one.source.label}`} className="min-h-0">{show(one, false)}</div>)}
        </div>
      ) : (
        <div className="flex min-w-0 flex-1 gap-2 overflow-x-auto">
          {onPage.map((one) => <div key={`${one.source.seat}-${one.source.label}`} className="aspect-video h-20 shrink-0 sm:h-28">{show(one, false)}</div>)}
        </div>
      )}
      <div className="flex shrink-0 flex-col items-center gap-1">
        {pages > 1 && <span className="tabular text-small text-quiet">{t('stage.page', { page: shown + 1, pages })}</span>}
        {turn(1)}
      </div>
    </div>
  )
}
