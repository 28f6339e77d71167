'use client'

import { CalendarClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { AssetPicker } from '#web/ui/asset-picker.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { scheduleSession } from './actions.ts'
import { ConflictWarning } from './conflict-warning.tsx'
import type { DeskFacts } from './present-desk.ts'
import { RefusalNote } from './refusal-note.tsx'
import { TimeFields } from './time-fields.tsx'
import { peopleOf } from './team-draft.ts'
import { useConflicts } from './use-conflicts.ts'
import { useDecision } from './use-decision.ts'
import { useOffered } from './use-offered.ts'
import { useTimeDraft } from './use-time-draft.ts'

interface BookFormProps {
  readonly desk: DeskFacts
  readonly requesterName: string
  readonly onDone?: () => void
}

/** Books the session of an invited team, or moves it. */
export function BookForm({ desk, requesterName, onDone }: BookFormProps) {
  const t = useTranslations('coordination.when')
  const { time, setTime, start, isSound } = useTimeDraft(desk)
  const people = useMemo(() => [...peopleOf(desk.proposed), desk.requester], [desk])
  const conflicts = useConflicts({ case: desk.caseId, people, startsAt: start()?.toISOString() ?? null, durationMinutes: time.minutes })
  const rooms = useOffered({ case: desk.caseId, startsAt: start()?.toISOString() ?? null, durationMinutes: time.minutes })
  const { pending, refusal, decide } = useDecision()
  const isMove = desk.session !== null
  const book = (): void => {
    const startsAt = start()
    if (startsAt === null || !isSound || rooms.isClashing) return
    decide(
      () => scheduleSession({ case: desk.caseId, startsAt: startsAt.toISOString(), durationMinutes: time.minutes, ...rooms.wish }),
      () => {
        notify.success(t(isMove ? 'moved' : 'booked'))
        onDone?.()
      },
    )
  }
  return (
    <div className="grid gap-4">
      <TimeFields desk={desk} time={time} onChange={setTime} />
      <AssetPicker offered={rooms.offered} chosen={rooms.chosen} onChange={rooms.choose} />
      <ConflictWarning conflicts={conflicts} candidates={desk.candidates} requesterName={requesterName} />
      <RefusalNote refusal={refusal} />
      <div><Button variant="primary" icon={<CalendarClock />} pending={pending} disabled={rooms.isClashing} onClick={book}>{t(isMove ? 'move' : 'action')}</Button></div>
    </div>
  )
}

/** Moves a booked session. */
export function MoveDialog(props: Omit<BookFormProps, 'onDone'>) {
  const t = useTranslations('coordination.when')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen} title={t('move')} description={t('moveHint')} trigger={<Button size="sm" icon={<CalendarClock />}>{t('move')}</Button>}>
      <BookForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  )
}
