'use client'

import { ArrowRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useDeferredValue, useEffect, useRef, useState, type ReactNode } from 'react'
import type { CaseStatus } from '#core/case/case.ts'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { ResizablePanes } from '#web/ui/resizable-panes.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { useMediaQuery } from '#web/ui/use-media-query.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import type { RoomClientOptions } from './client/room-client-options.ts'
import { DeviceCheck } from './device-check.tsx'
import { DeviceNotice } from './device-notice.tsx'
import { RoomControls } from './room-controls.tsx'
import { LineNotice } from './line-notice.tsx'
import { RoomHeader } from './room-header.tsx'
import { Before, Outside, useDarkPage } from './room-outside.tsx'
import { SidePanel, type RoomPanels } from './side-panel.tsx'
import { Stage } from './stage.tsx'
import type { RoundFacts } from './present-round.ts'
import { RoundStrip } from './round-strip.tsx'
import { useRoomClient, useRoomState, useRoundClient } from './use-room-client.ts'
import { useDrawing } from './use-drawing.ts'
import { useRoomKeys } from './use-room-keys.ts'

interface RoomProps {
  readonly caseId: string
  /** Code and patient, for the head of the room. */
  readonly heading: ReactNode
  readonly panels: RoomPanels
  /** The case's state when the server drew the panels. */
  readonly drawnFor: CaseStatus
  /** An emergency has no time for a look at one's own picture: microphone and camera run at once. */
  readonly startAtOnce?: boolean
  /** Whether this person reads the minutes, where the way goes on when the session is over. */
  readonly minutes?: boolean
}

const everythingOn: RoomClientOptions['start'] = { microphone: { on: true }, camera: { on: true } }

/** A consult session, from the look at one's own camera to the goodbye. */
export function Room({ caseId, heading, panels, drawnFor, startAtOnce = false, minutes = false }: RoomProps) {
  const [start, setStart] = useState<RoomClientOptions['start'] | null>(startAtOnce ? everythingOn : null)
  const { client, reach } = useRoomClient(caseId, start)
  const state = useRoomState(client)
  useDarkPage()

  if (start === null) return <Before heading={heading}><DeviceCheck caseId={caseId} onReach={reach} onEnter={setStart} /></Before>
  if (state.phase !== 'inside') return <Outside caseId={caseId} heading={heading} state={state} minutes={minutes} onRetry={() => setStart({ ...start })} />
  return client && <InsideView caseId={caseId} client={client} room={state} heading={heading} panels={panels} drawnFor={drawnFor} />
}

/** How stage and panel divide the screen; the panes stay mounted when it changes, so that nobody loses what they type. */
const shares = {
  beside: { defaultStart: 66, minStart: 40, maxStart: 82 },
  above: { defaultStart: 42, minStart: 25, maxStart: 75 },
  'panel-on-stage': { defaultStart: 22, minStart: 16, maxStart: 50 },
} as const

/** The sessions of a round's patients, one after the other, in one stay: the page is drawn anew for each of them. */
export function RoundRoom({ round, caseId, heading, panels, drawnFor }: Omit<RoomProps, 'startAtOnce' | 'minutes'> & { readonly round: RoundFacts }) {
  const t = useTranslations('room')
  const router = useRouter()
  const [start, setStart] = useState<RoomClientOptions['start'] | null>(null)
  const { client, current } = useRoundClient(round.id, start)
  const state = useRoomState(client)
  useDarkPage()
  const isBehind = current !== null && current !== caseId
  const isOver = state.phase === 'dismissed' && state.reason === 'ended'
  useEffect(() => {
    if (isBehind || isOver) router.refresh()
  }, [router, isBehind, isOver])

  if (start === null) return <Before heading={heading}><DeviceCheck caseId={caseId} onEnter={setStart} /></Before>
  // Nothing of the patient before may stand while the page of the next one is on its way.
  if (state.phase === 'moving' || (isBehind && !isOver)) return <Before heading={round.title}><div className="m-auto"><EmptyState icon={<ArrowRight />} title={t('round.moving')} /></div></Before>
  if (state.phase !== 'inside') return <Outside caseId={caseId} heading={heading} state={state} minutes={false} onRetry={() => setStart({ ...start })} />
  return client && <InsideView key={caseId} caseId={caseId} client={client} room={state} heading={heading} panels={panels} drawnFor={drawnFor} round={round} />
}

interface InsideProps {
  /** Null for a guest, who knows no case. */
  readonly caseId: string | null
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly heading: ReactNode
  /** Null for a guest, to whom none of them is open. */
  readonly panels: RoomPanels | null
  readonly drawnFor: CaseStatus | null
  readonly round?: RoundFacts
}

/** The running room: pictures, what stands beside them, and the controls. */
export function InsideView({ caseId, client, room, heading, panels, drawnFor, round }: InsideProps) {
  const t = useTranslations('room')
  const refusal = useRefusal()
  const router = useRouter()
  const wide = useMediaQuery('(min-width: 64rem)')
  const [panelOnStage, setPanelOnStage] = useState(false)
  const [choosesDevices, setChoosesDevices] = useState(false)
  const { tool, setTool, toggle: toggleDrawing } = useDrawing(room)
  useRoomKeys({ client, room, toggleDrawing })
  const { session } = room.settings
  // What the panels may show follows the session: the minutes open when it begins.
  const shown = useRef(drawnFor)
  useEffect(() => {
    if (shown.current === null || shown.current === session) return
    shown.current = session
    router.refresh()
  }, [router, session])
  // First the pictures, then what stands beside them.
  const isPanelDue = useDeferredValue(true, false)

  const act = (run: Promise<ActionResult>): void => {
    void run.then((answer) => {
      if (!answer.ok) notify.error(refusal(answer.error), { code: answer.error })
    })
  }
  const division = panelOnStage ? 'panel-on-stage' : wide ? 'beside' : 'above'
  return (
    <main className="flex h-dvh flex-col bg-paper">
      <RoomHeader heading={heading} room={room} client={client} />
      {round !== undefined && <RoundStrip client={client} room={room} round={round} act={act} />}
      <LineNotice client={client} />
      <DeviceNotice client={client} room={room} onChoose={() => setChoosesDevices(true)} />
      {room.sound === 'blocked' && (
        <Button variant="primary" className="m-2 self-center" onClick={() => void client.playSound()}>{t('sound.play')}</Button>
      )}
      <ResizablePanes
        key="panes"
        id={`room-${division}`}
        direction={division === 'beside' ? 'row' : 'column'}
        {...shares[division]}
        start={<Stage client={client} room={room} act={act} stripOnly={panelOnStage} drawing={{ caseId, tool, onTool: setTool }} />}
        end={isPanelDue && <SidePanel client={client} room={room} panels={panels} act={act} onStage={panelOnStage} onStageChange={setPanelOnStage} />}
        className="min-h-0 flex-1"
      />
      <RoomControls client={client} room={room} act={act} drawing={{ on: tool !== null, toggle: toggleDrawing }} devices={{ open: choosesDevices, onOpenChange: setChoosesDevices }} {...(round !== undefined && { round })} />
    </main>
  )
}
