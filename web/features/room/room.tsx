'use client'

import { DoorOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useEffect, useState, type ReactNode } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { ButtonLink } from '#web/ui/button-link.tsx'
import { caseLinks } from '#web/ui/case-links.ts'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ErrorState } from '#web/ui/error-state.tsx'
import { ResizablePanes } from '#web/ui/resizable-panes.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { useMediaQuery } from '#web/ui/use-media-query.ts'
import type { ActionResult, InsideRoom, RoomClient, RoomClientOptions, RoomState } from './client/room-state.ts'
import { DeviceCheck } from './device-check.tsx'
import { RoomControls } from './room-controls.tsx'
import { LineNotice } from './line-notice.tsx'
import { RoomHeader } from './room-header.tsx'
import { SidePanel, type RoomPanels } from './side-panel.tsx'
import { Stage } from './stage.tsx'
import { useRoomClient, useRoomState } from './use-room-client.ts'
import { useDrawing } from './use-drawing.ts'
import { useRoomKeys } from './use-room-keys.ts'

interface RoomProps {
  readonly caseId: string
  /** Code and patient, for the head of the room. */
  readonly heading: ReactNode
  readonly panels: RoomPanels
}

/** A consult session, from the look at one's own camera to the goodbye. */
export function Room({ caseId, heading, panels }: RoomProps) {
  const [start, setStart] = useState<RoomClientOptions['start'] | null>(null)
  const client = useRoomClient(caseId, start)
  const state = useRoomState(client)
  useDarkPage()

  if (start === null) return <Before heading={heading}><DeviceCheck onEnter={setStart} /></Before>
  if (state.phase !== 'inside') return <Outside caseId={caseId} heading={heading} state={state} onRetry={() => setStart({ ...start })} />
  return client && <Inside caseId={caseId} client={client} room={state} heading={heading} panels={panels} />
}

/** Menus and dialogs hang at the page's end: the room's dark must reach them too. */
function useDarkPage(): void {
  useEffect(() => {
    document.documentElement.dataset['theme'] = 'room'
    return () => {
      delete document.documentElement.dataset['theme']
    }
  }, [])
}

function Before({ heading, children }: { readonly heading: ReactNode; readonly children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col gap-6 bg-paper p-4 sm:p-8">
      <h1 className="text-center text-head font-semibold">{heading}</h1>
      {children}
    </main>
  )
}

interface OutsideProps {
  readonly caseId: string
  readonly heading: ReactNode
  readonly state: Exclude<RoomState, InsideRoom>
  readonly onRetry: () => void
}

function Outside({ caseId, heading, state, onRetry }: OutsideProps) {
  const t = useTranslations('room')
  const refusal = useRefusal()
  const toCase = <ButtonLink href={caseLinks.page(caseId)}>{t('outside.toCase')}</ButtonLink>
  const body = (): ReactNode => {
    switch (state.phase) {
      case 'connecting':
        return <EmptyState icon={<DoorOpen />} title={t('outside.connecting')} />
      case 'waiting':
        return (
          <EmptyState
            icon={<DoorOpen />}
            title={t(state.locked ? 'outside.locked' : 'outside.waiting')}
            description={t(state.hostPresent ? 'outside.hostPresent' : 'outside.hostAbsent')}
            action={toCase}
          />
        )
      case 'refused':
        return <ErrorState title={t('outside.refused')} remedy={refusal(state.code)} code={state.code} action={<div className="flex gap-2"><Button onClick={onRetry}>{t('outside.retry')}</Button>{toCase}</div>} />
      case 'dismissed':
        return (
          <EmptyState
            icon={<DoorOpen />}
            title={t(`outside.dismissed.${state.reason}`)}
            action={
              <div className="flex gap-2">
                {state.reason === 'ended' && <ButtonLink variant="primary" href={caseLinks.minutes(caseId)}>{t('outside.toMinutes')}</ButtonLink>}
                {state.reason !== 'ended' && state.reason !== 'removed' && <Button variant="primary" onClick={onRetry}>{t('outside.comeBack')}</Button>}
                {toCase}
              </div>
            }
          />
        )
    }
  }
  return <Before heading={heading}><div className="m-auto">{body()}</div></Before>
}

/** How stage and panel divide the screen; the panes stay mounted when it changes, so that nobody loses what they type. */
const shares = {
  beside: { defaultStart: 66, minStart: 40, maxStart: 82 },
  above: { defaultStart: 42, minStart: 25, maxStart: 75 },
  'panel-on-stage': { defaultStart: 22, minStart: 16, maxStart: 50 },
} as const

interface InsideProps {
  readonly caseId: string
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly heading: ReactNode
  readonly panels: RoomPanels
}

function Inside({ caseId, client, room, heading, panels }: InsideProps) {
  const t = useTranslations('room')
  const refusal = useRefusal()
  const router = useRouter()
  const wide = useMediaQuery('(min-width: 64rem)')
  const [panelOnStage, setPanelOnStage] = useState(false)
  const { tool, setTool, toggle: toggleDrawing } = useDrawing(room)
  useRoomKeys({ client, room, toggleDrawing })
  const { session } = room.settings
  // What the panels may show follows the session: the minutes open when it begins.
  useEffect(() => router.refresh(), [router, session])

  const act = (run: Promise<ActionResult>): void => {
    void run.then((answer) => {
      if (!answer.ok) notify.error(refusal(answer.error), { code: answer.error })
    })
  }
  const division = panelOnStage ? 'panel-on-stage' : wide ? 'beside' : 'above'
  return (
    <main className="flex h-dvh flex-col bg-paper">
      <RoomHeader heading={heading} room={room} client={client} />
      <LineNotice client={client} />
      {room.sound === 'blocked' && (
        <Button variant="primary" className="m-2 self-center" onClick={() => void client.playSound()}>{t('sound.play')}</Button>
      )}
      <ResizablePanes
        key="panes"
        id={`room-${division}`}
        direction={division === 'beside' ? 'row' : 'column'}
        {...shares[division]}
        start={<Stage client={client} room={room} act={act} stripOnly={panelOnStage} drawing={{ caseId, tool, onTool: setTool }} />}
        end={<SidePanel client={client} room={room} panels={panels} act={act} onStage={panelOnStage} onStageChange={setPanelOnStage} />}
        className="min-h-0 flex-1"
      />
      <RoomControls client={client} room={room} act={act} drawing={{ on: tool !== null, toggle: toggleDrawing }} />
    </main>
  )
}
