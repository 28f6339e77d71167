'use client'

import { Zap } from 'lucide-react'
import { useTimeZone, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { holidayOn } from '#core/meeting/holidays.ts'
import { classNames } from '#web/ui/class-names.ts'
import { DayField, TimeField } from '#web/ui/day-and-time.tsx'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { HolidayNote } from '#web/ui/holiday-note.tsx'
import { Select } from '#web/ui/select.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { addDays, toWallTime } from '#web/ui/zoned-time.ts'
import type { DeskFacts } from './present-desk.ts'
import { quickStarts, startOf, startProblem, type StartChoice } from './start-choice.ts'
import type { TimeDraft } from './use-time-draft.ts'

interface TimeFieldsProps {
  readonly desk: DeskFacts
  readonly time: TimeDraft
  readonly onChange: (time: TimeDraft) => void
}

const durations = [15, 30, 45, 60, 90, 120]
/** How far ahead a session can be chosen. */
const daysAhead = 30

/** Day, time and length: one press for the usual starts, inputs for the rest. */
export function TimeFields({ desk, time, onChange }: TimeFieldsProps) {
  const t = useTranslations('coordination.when')
  const urgency = useTranslations('ui.urgency')
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const clock = useNow()
  const now = new Date(clock ?? desk.suggestedStart)
  const shown = time.start.mode === 'now' ? toWallTime(now, timeZone) : time.start
  const problem = startProblem(time.start, now, timeZone)
  const start = startOf(time.start, now, timeZone)
  const late = desk.connectBy !== null && start !== null && start.toISOString() > desk.connectBy
  const today = toWallTime(now, timeZone).date
  const days = [...new Set([...Array.from({ length: daysAhead }, (_, index) => addDays(today, index)), shown.date])].filter(Boolean).toSorted()
  const set = (part: Partial<{ readonly date: string; readonly time: string }>): void =>
    onChange({ ...time, start: { mode: 'at', date: shown.date, time: shown.time, ...part } })
  return (
    <FieldGroup legend={t('title')} error={problem && t(problem)} hint={late && !problem ? t('late', { urgency: urgency(desk.urgency) }) : undefined}>
      <div className="flex flex-wrap gap-1.5">
        {quickStarts(now, new Date(desk.suggestedStart), timeZone).map((quick) => (
          <QuickButton key={quick.id} pressed={isSame(quick.choice, time.start)} isNow={quick.id === 'now'} onPress={() => onChange({ ...time, start: quick.choice })}>
            {t(quick.id)}
            {quick.id === 'suggestion' || quick.id === 'inHour' ? <span className="tabular font-normal">{quick.choice.mode === 'at' && quick.choice.time}</span> : null}
          </QuickButton>
        ))}
      </div>
      <div className="mt-3 grid gap-3 sm:grid-cols-[minmax(0,12rem)_minmax(0,7rem)_minmax(0,9rem)]">
        <DayField label={t('date')} days={days} date={shown.date} onChange={(date) => set({ date })} />
        <TimeField label={t('time')} time={shown.time} onChange={(typed) => set({ time: typed })} />
        <Field label={t('duration')}>
          <Select
            value={String(time.minutes)}
            onValueChange={(minutes) => onChange({ ...time, minutes: Number(minutes) })}
            options={[...new Set([...durations, time.minutes])].toSorted((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: t('minutes', { minutes }) }))}
          />
        </Field>
      </div>
      {time.start.mode === 'at' && <HolidayNote holiday={shown.date === '' ? null : holidayOn(shown.date)} />}
    </FieldGroup>
  )
}

const isSame = (a: StartChoice, b: StartChoice): boolean =>
  a.mode === 'now' || b.mode === 'now' ? a.mode === b.mode : a.date === b.date && a.time === b.time

interface QuickButtonProps {
  readonly pressed: boolean
  readonly isNow: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

function QuickButton({ pressed, isNow, onPress, children }: QuickButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onPress}
      className={classNames(
        'inline-flex h-9 items-center gap-1.5 rounded-full border px-3.5 text-dense font-medium whitespace-nowrap transition-colors duration-100 [&_svg]:size-4',
        pressed ? 'border-jade bg-jade text-on-jade' : 'border-line-control bg-surface text-ink hover:border-jade-ink hover:bg-jade-wash',
      )}
    >
      {isNow && <Zap aria-hidden />}
      {children}
    </button>
  )
}
