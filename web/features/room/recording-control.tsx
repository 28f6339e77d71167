'use client'

import { Circle, CircleDot, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { guestRoleOf } from '#core/room/guest-part.ts'
import { Badge } from '#web/ui/badge.tsx'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { IconButton } from '#web/ui/icon-button.tsx'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'
import { answerOf, openRecordingOf } from './recording-answer.ts'

interface ControlProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly act: (run: Promise<ActionResult>) => void
}

/** The host asks for a recording, sees who has allowed it, and ends it. */
export function RecordingControl({ client, room, act }: ControlProps) {
  const t = useTranslations('recording')
  const recording = openRecordingOf(room)
  if (room.settings.session !== 'live') return null
  const running = recording?.state === 'running'
  return (
    <Dialog
      title={t('control.title')}
      description={t('control.what')}
      trigger={<IconButton size="lg" label={t('record')} pressed={recording !== null} icon={running ? <CircleDot className="text-rec" /> : <Circle />} />}
      footer={<Acts client={client} room={room} act={act} />}
    >
      <div className="grid gap-5">
        {recording === null && room.settings.recording?.endReason && <Callout tone="info">{t(`lamp.ended.${room.settings.recording.endReason}`)}</Callout>}
        {running && <Callout tone="info">{t('control.running')}</Callout>}
        <section className="grid gap-1">
          <h3 className="font-semibold">{t('control.patient')}</h3>
          {recording === null ? <p className="text-quiet">{t('control.patientUnknown')}</p> : recording.patient ? <p><Badge tone="jade">{t('control.patientYes')}</Badge></p> : <p><Badge tone="orange">{t('control.patientNo')}</Badge></p>}
        </section>
        {recording !== null && (
          <section className="grid gap-2">
            <h3 className="font-semibold">{t('control.people')}</h3>
            <ul className="grid gap-2">
              {room.participants.filter(({ part }) => guestRoleOf(part) === null).map(({ seat, title, name }) => (
                <li key={seat} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                  <span>{title} {name}</span>
                  <AnswerBadge room={room} seat={seat} />
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  )
}

function AnswerBadge({ room, seat }: { readonly room: InsideRoom; readonly seat: InsideRoom['you'] }) {
  const t = useTranslations('recording.control')
  switch (answerOf(room, seat)) {
    case 'yes':
      return <Badge tone="jade">{t('yes')}</Badge>
    case 'no':
      return <Badge tone="slate">{t('no')}</Badge>
    case 'none':
      return <Badge tone="gold">{t('waiting')}</Badge>
  }
}

function Acts({ client, room, act }: ControlProps) {
  const t = useTranslations('recording')
  const recording = openRecordingOf(room)
  if (recording === null) return <Button size="lg" variant="primary" icon={<Circle />} onClick={() => act(client.askToRecord())}>{t('control.ask')}</Button>
  if (recording.state === 'running') return <Button size="lg" variant="danger" icon={<Square />} onClick={() => act(client.stopRecording())}>{t('stop')}</Button>
  return (
    <>
      <Button size="lg" onClick={() => act(client.stopRecording())}>{t('control.cancel')}</Button>
      <Button size="lg" variant="primary" disabled={!recording.patient || recording.consented.length === 0} onClick={() => act(client.startRecording())}>{t('control.startWithout')}</Button>
    </>
  )
}
