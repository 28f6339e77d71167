'use client'

import { FileText, Image, Maximize2, MessageSquare, Minimize2, NotebookPen, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { IconButton } from '#web/ui/icon-button.tsx'
import { Tabs } from '#web/ui/tabs.tsx'
import { ChatPanel } from './chat-panel.tsx'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { LookingProvider } from './looking-provider.tsx'
import { PeoplePanel } from './people-panel.tsx'

/** What other parts of the portal show beside the call, rendered by the server. */
export interface RoomPanels {
  readonly record: ReactNode
  readonly images: ReactNode
  readonly minutes: ReactNode
}

interface SidePanelProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  /** Null for a guest, to whom none of them is open. */
  readonly panels: RoomPanels | null
  readonly act: (run: Promise<ActionResult>) => void
  /** Whether the panel has the stage and the pictures are a strip. */
  readonly onStage: boolean
  readonly onStageChange: (onStage: boolean) => void
}

const takesText = (target: HTMLElement): boolean => target.isContentEditable || target.matches('input, textarea')

/** Record, images, minutes, talk and people beside the call; any of them can take the stage. */
export function SidePanel({ client, room, panels, act, onStage, onStageChange }: SidePanelProps) {
  const t = useTranslations('room')
  const { presenter } = room.settings
  const [tab, setTab] = useState(panels === null ? 'people' : presenter === null ? 'record' : 'images')
  const [lastPresenter, setLastPresenter] = useState(presenter)
  // Whoever has put the caret into the minutes, or into a remark on them, writes until they turn to another tab.
  const [isWriting, setIsWriting] = useState(false)
  const open = (next: string): void => {
    setTab(next)
    setIsWriting(false)
  }
  // Whoever begins to present images has everyone's eyes, but for the hand that writes; each may look elsewhere afterwards.
  if (presenter !== lastPresenter) {
    setLastPresenter(presenter)
    if (presenter !== null && panels !== null && !isWriting) setTab('images')
  }
  const waiting = room.waiting?.length ?? 0
  const scrolling = (content: ReactNode): ReactNode => <div className="h-full overflow-y-auto px-4">{content}</div>
  return (
    <section aria-label={t('panel.label')} className="relative h-full min-h-0 bg-surface">
      <Tabs
        label={t('panel.label')}
        value={tab}
        onValueChange={open}
        stacked
        className="h-full pr-10"
        contentClassName="-mr-10 overflow-hidden"
        items={[
          ...(panels === null ? [] : [
            { value: 'record', label: t('panel.record'), icon: <FileText />, content: scrolling(panels.record) },
            { value: 'images', label: t('panel.images'), icon: <Image aria-hidden />, content: <LookingProvider client={client} room={room} act={act}>{panels.images}</LookingProvider> },
            { value: 'minutes', label: t('panel.minutes'), icon: <NotebookPen />, content: <div className="h-full" onFocus={({ target }) => setIsWriting((before) => before || takesText(target))}>{scrolling(panels.minutes)}</div> },
          ]),
          { value: 'chat', label: t('panel.chat'), icon: <MessageSquare />, count: room.unread, content: <div className="h-full px-4"><ChatPanel client={client} room={room} act={act} /></div> },
          { value: 'people', label: t('panel.people'), icon: <Users />, count: waiting === 0 ? room.participants.length : waiting, content: scrolling(<PeoplePanel client={client} room={room} act={act} />) },
        ]}
      />
      <IconButton
        size="sm"
        label={onStage ? t('panel.toSide') : t('panel.toStage')}
        icon={onStage ? <Minimize2 /> : <Maximize2 />}
        onClick={() => onStageChange(!onStage)}
        className="absolute! top-2 right-1"
      />
    </section>
  )
}
