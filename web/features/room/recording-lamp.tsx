'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { Button } from '#web/ui/button.tsx'
import { classNames } from '#web/ui/class-names.ts'
import { Popover } from '#web/ui/popover.tsx'
import { RunningClock } from '#web/ui/running-clock.tsx'
import { notify } from '#web/ui/toast-store.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import { isGuest } from './guest/may-do.ts'
import { answerOf, openRecordingOf, type OwnAnswer } from './recording-answer.ts'
import { RecordingQuestion } from './recording-question.tsx'

interface LampProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  /** For a wall, read at three metres. */
  readonly large?: boolean
}

/** Whether this session is recorded, for everyone in it: the red dot burns only while bytes reach the disk. */
export function RecordingLamp({ client, room, large = false }: LampProps) {
  const t = useTranslations('recording')
  const refusal = useRefusal()
  const [open, setOpen] = useState(false)
  const recording = openRecordingOf(room)
  if (recording === null) return null
  const mine = answerOf(room, room.you)
  const answer = async (allows: boolean): Promise<void> => {
    setOpen(false)
    const answered = await client.answerRecording(allows)
    if (!answered.ok) notify.error(refusal(answered.error), { code: answered.error })
  }
  const lit = recording.litSince !== null
  return (
    <>
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={t('lamp.mine')}
        trigger={
          <button
            type="button"
            data-recording={lit ? 'lit' : recording.state}
            className={classNames('flex items-center rounded-control whitespace-nowrap', large ? 'min-h-18 gap-4 border-2 border-line-strong px-5 text-or font-bold' : 'gap-2 px-2 py-1 font-semibold', lit ? 'text-rec' : 'text-priority-ink')}
          >
            <Dot lit={lit} large={large} />
            <LampWords room={room} />
          </button>
        }
      >
        <div className={classNames('grid gap-3', large ? 'max-w-2xl text-head' : 'max-w-72')}>
          <p>{isGuest(room) ? t('lamp.guest') : t(mine === 'yes' ? (recording.state === 'running' ? 'lamp.in' : 'lamp.inSoon') : mine === 'no' ? 'lamp.out' : 'lamp.unanswered')}</p>
          {!isGuest(room) && <OwnChange mine={mine} large={large} onAnswer={(allows) => void answer(allows)} />}
        </div>
      </Popover>
      {!isGuest(room) && <RecordingQuestion room={room} large={large} onAnswer={answer} />}
    </>
  )
}

function OwnChange({ mine, large, onAnswer }: { readonly mine: OwnAnswer; readonly large: boolean; readonly onAnswer: (allows: boolean) => void }) {
  const t = useTranslations('recording')
  const size = large ? 'or' : 'md'
  return (
    <div className="flex flex-wrap gap-2">
      {mine !== 'yes' && <Button size={size} onClick={() => onAnswer(true)}>{t('lamp.giveNow')}</Button>}
      {mine !== 'no' && <Button size={size} onClick={() => onAnswer(false)}>{t(mine === 'yes' ? 'lamp.withdraw' : 'question.no')}</Button>}
    </div>
  )
}

const Dot = ({ lit, large }: { readonly lit: boolean; readonly large: boolean }) => (
  <span aria-hidden className={classNames('inline-block shrink-0 rounded-full', large ? 'size-8' : 'size-3', lit ? 'bg-rec' : 'border-2 border-current')} />
)

function LampWords({ room }: { readonly room: InsideRoom }) {
  const t = useTranslations('recording.lamp')
  const recording = openRecordingOf(room)
  if (recording === null) return null
  if (recording.state === 'asking') return <span>{t('asking')}</span>
  if (recording.litSince === null || recording.startedAt === null) return <span>{t('starting')}</span>
  return (
    <>
      <span>{t('rec')}</span>
      <RunningClock since={recording.startedAt} className="text-rec [&_svg]:hidden" />
    </>
  )
}
