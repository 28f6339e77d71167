'use client'

import { EyeOff, LogOut, Mic, MicOff, OctagonX, Unplug, Volume2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, type ReactNode } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { AlertDialog } from '#web/ui/alert-dialog.tsx'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { notify } from '#web/ui/toast-store.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { OrExpert } from './or-expert.tsx'
import { OrSources } from './or-sources.tsx'
import { orStateOf, type OrState } from './or-state.ts'
import { RecordingLamp } from './recording-lamp.tsx'
import { toggleMicrophone } from './room-controls.tsx'
import { SlideGuard } from './slide-guard.tsx'
import { useNetworkKind } from './use-network-kind.ts'

const edges: Readonly<Record<OrState, string>> = {
  live: 'border-jade bg-paper',
  private: 'border-stage bg-stage',
  lost: 'border-emergency bg-paper',
  cut: 'border-stage bg-stage',
}
const words: Readonly<Record<OrState, string>> = { live: 'bg-jade text-on-jade', private: 'bg-surface text-ink', lost: 'bg-emergency text-on-emergency', cut: 'bg-surface text-ink' }

interface OrLiveProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly heading: ReactNode
  readonly onLeave: () => void
}

/** The running consult as an operating room needs it: one state that fills the edge, its own pictures, one face, three acts. */
export function OrLive({ client, room, heading, onLeave }: OrLiveProps) {
  const t = useTranslations('room')
  const refusal = useRefusal()
  const state = orStateOf(room)
  const wireless = useNetworkKind() === 'wireless'
  useOrKeys(client, room)
  const act = (run: Promise<ActionResult>): void => void run.then((answer) => !answer.ok && notify.error(refusal(answer.error), { code: answer.error }))
  return (
    <main data-or-state={state} className={classNames('flex min-h-dvh flex-col gap-4 border-[14px] p-4 text-or', edges[state])}>
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <p role="status" className={classNames('rounded-card px-6 py-2 text-[3rem] leading-[1.45] font-bold', words[state])}>{t(`or.state.${state}`)}</p>
        <RecordingLamp client={client} room={room} large />
        <p className="min-w-0 flex-1 truncate text-quiet">{heading}</p>
        <p className="text-quiet">{t('or.watching', { count: room.participants.filter(({ seat, presence }) => seat !== room.you && presence === 'here').length })}</p>
      </header>
      {room.sound === 'blocked' && <Button size="or" variant="primary" icon={<Volume2 />} onClick={() => void client.playSound()}>{t('sound.play')}</Button>}
      {wireless && <p className="rounded-card bg-urgent-wash px-5 py-2 text-urgent-ink">{t('or.wireless')}</p>}
      {state === 'cut' ? (
        <section className="m-auto flex w-full max-w-3xl flex-col gap-8 text-center">
          <p className="text-[2.5rem] leading-[1.45] font-bold">{t('or.cut')}</p>
          <SlideGuard tone="jade" label={t('or.slideToOpen')} onDone={() => act(client.allowVideo())} />
        </section>
      ) : (
        <section className="grid min-h-0 flex-1 gap-4 lg:grid-cols-[3fr_2fr]">
          <OrSources client={client} room={room} />
          <OrExpert client={client} room={room} />
        </section>
      )}
      <footer className="grid gap-4 lg:grid-cols-[auto_auto_1fr_auto]">
        <Act icon={room.own.microphone.state === 'on' ? <Mic /> : <MicOff />} tone={room.own.microphone.state === 'on' ? 'plain' : 'danger'} onPress={() => toggleMicrophone(client, room)}>
          {room.own.microphone.state === 'on' ? t('or.microphoneOn') : t('or.microphoneOff')}
        </Act>
        <Act icon={<EyeOff />} tone={room.shut ? 'jade' : 'plain'} onPress={() => client.setShutter(!room.shut)}>{room.shut ? t('or.openShutter') : t('or.shutter')}</Act>
        {state === 'cut' ? <span /> : <SlideGuard tone="danger" icon={<OctagonX />} label={t('or.slideToCut')} onDone={() => act(client.blockVideo())} />}
        <AlertDialog
          title={t('leave.title')}
          description={t('leave.what')}
          confirmLabel={t('leave.confirm')}
          onConfirm={onLeave}
          trigger={<button type="button" className="flex min-h-24 items-center justify-center gap-3 rounded-card border-2 border-line-strong px-6 font-semibold [&_svg]:size-9"><LogOut aria-hidden /><span className="max-xl:sr-only">{t('controls.leave')}</span></button>}
        />
      </footer>
      {Object.values(room.own).some((source) => source.state === 'unplugged') && (
        <p role="alert" className="flex items-center gap-4 rounded-card bg-urgent-wash px-5 py-3 text-urgent-ink [&_svg]:size-9"><Unplug aria-hidden />{t('or.unplugged')}</p>
      )}
    </main>
  )
}

interface ActProps {
  readonly icon: ReactNode
  readonly tone: 'plain' | 'jade' | 'danger'
  readonly onPress: () => void
  readonly children: ReactNode
}

const tones = { plain: 'border-line-strong bg-surface', jade: 'border-jade bg-jade text-on-jade', danger: 'border-emergency bg-emergency-wash text-emergency-ink' } as const

const Act = ({ icon, tone, onPress, children }: ActProps) => (
  <button type="button" onClick={onPress} className={classNames('flex min-h-24 items-center justify-center gap-4 rounded-card border-2 px-6 font-bold [&_svg]:size-10', tones[tone])}>
    {icon}
    {children}
  </button>
)

/** A foot pedal is a keyboard to the computer: M microphone, P (or the pedal's Page Up and Page Down) the shutter. */
function useOrKeys(client: RoomClient, room: InsideRoom): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return
      const key = event.key.toLowerCase()
      if (key === 'm' || key === 'pagedown') toggleMicrophone(client, room)
      else if (key === 'p' || key === 'pageup') client.setShutter(!room.shut)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', down)
    return () => window.removeEventListener('keydown', down)
  }, [client, room])
}
