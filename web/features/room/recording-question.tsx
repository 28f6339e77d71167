'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import type { InsideRoom } from './client/room-state.ts'
import { answerOf, openRecordingOf } from './recording-answer.ts'

interface QuestionProps {
  readonly room: InsideRoom
  readonly large: boolean
  readonly onAnswer: (allows: boolean) => Promise<void>
}

/** Asks the person themselves: two answers of equal weight, neither chosen beforehand; putting it off is no consent. */
export function RecordingQuestion({ room, large, onAnswer }: QuestionProps) {
  const t = useTranslations('recording.question')
  const [putOff, setPutOff] = useState<string | null>(null)
  const [pending, setPending] = useState(false)
  const recording = openRecordingOf(room)
  const asked = recording === null ? null : (recording.startedAt ?? 'asking')
  const open = asked !== null && answerOf(room, room.you) === 'none' && putOff !== asked
  const answer = (allows: boolean): void => {
    setPending(true)
    void onAnswer(allows).finally(() => setPending(false))
  }
  const size = large ? 'or' : 'lg'
  return (
    <Dialog
      open={open}
      onOpenChange={(shown) => setPutOff(shown ? null : asked)}
      size={large ? 'xl' : 'md'}
      title={t('title')}
      footer={
        <div className="grid w-full gap-3 sm:grid-cols-2">
          <Button size={size} pending={pending} onClick={() => answer(false)}>{t('no')}</Button>
          <Button size={size} pending={pending} onClick={() => answer(true)}>{t('yes')}</Button>
        </div>
      }
    >
      <div className={large ? 'grid gap-4 text-head' : 'grid gap-3'}>
        <p>{t('what')}</p>
        {room.me.part === 'requester' && <p className="font-semibold text-priority-ink">{t('veto')}</p>}
      </div>
    </Dialog>
  )
}
