'use client'

import { CalendarClock } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTimeZone, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRefusal } from '#web/messages/use-refusal.ts'
import { chosenOf, clashesOf } from '#web/ui/asset-option.ts'
import { AssetPicker } from '#web/ui/asset-picker.tsx'
import { Button } from '#web/ui/button.tsx'
import { Callout } from '#web/ui/callout.tsx'
import { DayField, TimeField } from '#web/ui/day-and-time.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { HolidayNote } from '#web/ui/holiday-note.tsx'
import { Moment } from '#web/ui/moment.tsx'
import { Select } from '#web/ui/select.tsx'
import { notify } from '#web/ui/toast-store.ts'
import { useNow } from '#web/ui/use-now.ts'
import { addDays, fromWallTime, toWallTime } from '#web/ui/zoned-time.ts'
import type { Landing, SessionFacts } from './calendar-facts.ts'
import { writtenMinutes } from './clock-minutes.ts'
import { moveSession } from './move-actions.ts'
import { useWeighedMove, type Weighed } from './use-weighed-move.ts'

interface MoveDialogProps {
  readonly session: SessionFacts
  readonly landing: Landing
  readonly onClose: () => void
}

const durations = [15, 30, 45, 60, 90, 120]
/** How far ahead a session can be chosen. */
const daysAhead = 60

/** Where a session shall go, who is busy then, and the one press that moves it. */
export function MoveDialog({ session, landing, onClose }: MoveDialogProps) {
  const t = useTranslations('schedule.move')
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const clock = useNow()
  const [draft, setDraft] = useState({ date: landing.date, time: writtenMinutes(landing.startMinute), minutes: session.durationMinutes })
  const now = new Date(clock ?? session.startsAt)
  const start = fromWallTime(draft, timeZone)
  const isPast = start !== null && clock !== undefined && start.getTime() < clock - 60_000
  const isSame = start?.toISOString() === session.startsAt && draft.minutes === session.durationMinutes
  const weighed = useWeighedMove(session.id, start === null || isSame ? null : start.toISOString(), draft.minutes)
  const { pending, move } = useMove(session, onClose)
  const [touched, choose] = useState<readonly string[] | null>(null)
  const offered = weighed.state === 'known' ? weighed.offered : null
  const chosen = chosenOf(offered, touched)
  const wish = offered === null || offered.length === 0 ? {} : { assets: [...chosen] }
  const today = toWallTime(now, timeZone).date
  const days = [...new Set([...Array.from({ length: daysAhead }, (_, index) => addDays(today, index)), draft.date, session.date])].filter(Boolean).toSorted()
  const mayConfirm = start !== null && !isPast && !isSame && weighed.state !== 'asking' && clashesOf(offered, chosen).length === 0
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { code: session.code })}
      description={t('hint')}
      footer={
        <>
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button variant="primary" icon={<CalendarClock />} pending={pending} disabled={!mayConfirm} onClick={() => start !== null && move({ startsAt: start.toISOString(), durationMinutes: draft.minutes, ...wish })}>{t('confirm')}</Button>
        </>
      }
    >
      <div className="grid gap-4">
        <p className="tabular text-dense">{t('from')} <Moment at={session.startsAt} format="long" className="font-semibold" /></p>
        <div className="grid gap-3 sm:grid-cols-[minmax(0,12rem)_minmax(0,7rem)_minmax(0,9rem)]">
          <DayField label={t('date')} days={days} date={draft.date} onChange={(date) => setDraft({ ...draft, date })} />
          <TimeField label={t('time')} time={draft.time} onChange={(time) => setDraft({ ...draft, time })} />
          <Field label={t('duration')}>
            <Select
              value={String(draft.minutes)}
              onValueChange={(minutes) => setDraft({ ...draft, minutes: Number(minutes) })}
              options={[...new Set([...durations, draft.minutes])].toSorted((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: t('minutes', { minutes }) }))}
            />
          </Field>
        </div>
        {start === null && <Callout tone="danger">{t('missing')}</Callout>}
        {isPast && <Callout tone="danger">{t('past')}</Callout>}
        {start !== null && !isPast && !isSame && <Found weighed={weighed} />}
        {start !== null && !isPast && !isSame && offered !== null && <AssetPicker offered={offered} chosen={chosen} onChange={choose} />}
      </div>
    </Dialog>
  )
}

/** What is known of the chosen time, said before it is confirmed. */
function Found({ weighed }: { readonly weighed: Weighed }) {
  const t = useTranslations('schedule.move')
  if (weighed.state === 'asking') return <p role="status" className="text-dense text-quiet">{t('asking')}</p>
  if (weighed.state === 'unknown') return <Callout tone="warning">{t('unknown')}</Callout>
  const { conflicts, holiday } = weighed
  return (
    <>
      <HolidayNote holiday={holiday} />
      {conflicts.length === 0 ? <p role="status" className="text-dense text-quiet">{t('free')}</p> : (
        <Callout tone="warning" title={t('busy')}>
          <ul>
            {conflicts.map((one) => (
              <li key={`${one.name} ${one.at}`}>{t(one.isMeeting ? 'busyMeeting' : 'busySession', { name: one.name, at: one.at })}, <Moment at={one.startsAt} format="time" className="tabular" /></li>
            ))}
          </ul>
          <p className="text-dense text-quiet">{t('busyHint')}</p>
        </Callout>
      )}
    </>
  )
}

interface NewTime {
  readonly startsAt: string
  readonly durationMinutes: number
  readonly assets?: string[]
}

/** Moves the session, says so, and offers to take it back. */
function useMove(session: SessionFacts, onDone: () => void) {
  const t = useTranslations('schedule.move')
  const refusal = useRefusal()
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const send = async (time: NewTime, onSent: () => void): Promise<void> => {
    const answer = await moveSession({ case: session.id, ...time }).catch(() => ({ ok: false, code: 'wire.disconnected' }) as const)
    if (!answer.ok) {
      notify.error(refusal(answer.code), { code: answer.code })
      return
    }
    onSent()
    router.refresh()
  }
  const undo = (): void => {
    void send({ startsAt: session.startsAt, durationMinutes: session.durationMinutes }, () => notify.success(t('undone', { code: session.code })))
  }
  const move = (time: NewTime): void => {
    setPending(true)
    void send(time, () => {
      onDone()
      notify.success(t('done', { code: session.code }), { action: { label: t('undo'), onPress: undo } })
    }).finally(() => setPending(false))
  }
  return { pending, move }
}
