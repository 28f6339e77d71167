'use client'

import { Cable, Hand, Lock, LockOpen, LogOut, Mic, MicOff, MonitorUp, MonitorX, Pencil, PhoneOff, Play, Video, VideoOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactElement } from 'react'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import type { InsideRoom, OwnSource, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { DeviceDialog, type DeviceDialogProps } from './device-dialog.tsx'
import { isGuest, mayDo } from './guest/may-do.ts'
import type { RoundFacts } from './present-round.ts'
import { RecordingControl } from './recording-control.tsx'
import { SourcePicker } from './source-picker.tsx'

interface RoomControlsProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly act: (run: Promise<ActionResult>) => void
  readonly drawing: { readonly on: boolean; readonly toggle: (() => void) | null }
  /** The choice of microphone, camera and speaker. */
  readonly devices: Pick<DeviceDialogProps, 'open' | 'onOpenChange'>
  /** The round whose patient this session is about. */
  readonly round?: Pick<RoundFacts, 'id' | 'leads'>
}

const runs = (source: OwnSource): boolean => source.state === 'on' || source.state === 'starting'

/** The person's own controls in their fixed order, then the host's, then the way out. */
export function RoomControls({ client, room, act, drawing, devices, round }: RoomControlsProps) {
  const t = useTranslations('room')
  const { microphone, camera, screen } = room.own
  const raised = room.me.handRaisedAt !== null
  return (
    <footer className="flex min-h-16 shrink-0 flex-wrap items-center justify-center gap-2 border-t border-line bg-surface px-3 py-2 max-sm:gap-1.5 max-sm:px-2">
      {mayDo(room, 'speak') && <Toggle on={runs(microphone)} label={{ on: t('controls.mute'), off: t('controls.unmute') }} keys="M" icon={{ on: <Mic />, off: <MicOff /> }} onClick={() => toggleMicrophone(client, room)} />}
      {mayDo(room, 'speak') && <Toggle on={runs(camera)} label={{ on: t('controls.cameraOff'), off: t('controls.cameraOn') }} keys="V" icon={{ on: <Video />, off: <VideoOff /> }} onClick={() => toggleCamera(client, room)} />}
      {mayDo(room, 'speak') && <DeviceDialog client={client} room={room} {...devices} />}
      {!isGuest(room) && <SourcePicker client={client} room={room} trigger={<IconButton size="lg" label={t('controls.sources')} icon={<Cable />} />} />}
      {mayDo(room, 'show') && <Toggle on={!runs(screen)} label={{ on: t('controls.share'), off: t('controls.stopSharing') }} icon={{ on: <MonitorUp />, off: <MonitorX /> }} onClick={() => void (runs(screen) ? client.stopSource('screen') : client.startSource('screen'))} />}
      {drawing.toggle !== null && <IconButton size="lg" label={`${t('controls.draw')} (D)`} icon={<Pencil />} pressed={drawing.on} onClick={drawing.toggle} />}
      <IconButton size="lg" label={raised ? t('controls.lowerHand') : t('controls.raiseHand')} icon={<Hand />} pressed={raised} onClick={() => act(client.raiseHand(!raised))} />
      {room.me.isHost && <RecordingControl client={client} room={room} act={act} />}
      {room.me.isHost && <HostControls client={client} room={room} act={act} {...(round !== undefined && { round })} />}
      <AlertDialog
        title={t('leave.title')}
        description={t('leave.what')}
        confirmLabel={t('leave.confirm')}
        onConfirm={() => client.leave()}
        trigger={<Button size="lg" variant="danger" icon={<LogOut />}><span className="max-sm:sr-only">{t('controls.leave')}</span></Button>}
      />
    </footer>
  )
}

function HostControls({ client, room, act, round }: Omit<RoomControlsProps, 'drawing' | 'devices'>) {
  const t = useTranslations('room')
  const { session, locked } = room.settings
  if (session === 'lobby' || session === 'interrupted') {
    return <Button size="lg" variant="primary" icon={<Play />} onClick={() => act(client.startSession({ admitAll: true }))}>{t(session === 'lobby' ? 'controls.start' : 'controls.resume')}</Button>
  }
  return (
    <>
      <IconButton size="lg" label={locked ? t('controls.unlock') : t('controls.lock')} icon={locked ? <Lock /> : <LockOpen />} pressed={locked} onClick={() => act(client.setLock(!locked))} />
      {(round === undefined || round.leads) && (
        <AlertDialog
          title={t(round === undefined ? 'end.title' : 'round.endTitle')}
          description={t(round === undefined ? 'end.what' : 'round.endWhat')}
          confirmLabel={t(round === undefined ? 'end.confirm' : 'round.endConfirm')}
          tone="danger"
          onConfirm={() => act(round === undefined ? client.endSession() : client.endRound(round.id))}
          trigger={<Button size="lg" variant="danger" icon={<PhoneOff />}>{t(round === undefined ? 'controls.end' : 'round.end')}</Button>}
        />
      )}
    </>
  )
}

interface ToggleProps {
  readonly on: boolean
  readonly label: { readonly on: string; readonly off: string }
  readonly icon: { readonly on: ReactElement; readonly off: ReactElement }
  readonly keys?: string
  readonly onClick: () => void
}

const Toggle = ({ on, label, icon, keys, onClick }: ToggleProps) => (
  <IconButton
    size="lg"
    variant={on ? 'secondary' : 'danger'}
    label={`${on ? label.on : label.off}${keys === undefined ? '' : ` (${keys})`}`}
    icon={on ? icon.on : icon.off}
    onClick={onClick}
  />
)

/** Opens the microphone, or silences it without letting it go. */
export function toggleMicrophone(client: RoomClient, room: InsideRoom): void {
  const { state } = room.own.microphone
  if (state === 'on') void client.setMuted('microphone', true)
  else if (state === 'muted') void client.setMuted('microphone', false)
  else void client.startSource('microphone')
}

/** Opens the camera, or lets it go, so that its lamp goes out. */
export function toggleCamera(client: RoomClient, room: InsideRoom): void {
  void (runs(room.own.camera) ? client.stopSource('camera') : client.startSource('camera'))
}
