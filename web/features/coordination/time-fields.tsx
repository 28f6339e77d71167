'use client'

import { Zap } from 'lucide-react'
import { useLocale, useTimeZone, useTranslations } from 'next-intl'
import { useState, type ReactNode } from 'react'
import { classNames } from '#web/ui/class-names.ts'
import { Field, FieldGroup } from '#web/ui/field.tsx'
import { formatMoment } from '#web/ui/format-moment.ts'
import { Input } from '#web/ui/input.tsx'
import { Select } from '#web/ui/select.tsx'
import { useNow } from '#web/ui/use-now.ts'
import { addDays, readTime, startOfDay, toWallTime } from '#web/ui/zoned-time.ts'
import type { DeskFacts } from './present-desk.ts'
import { quickStarts, startOf, startProblem, type StartChoice } from './start-choice.ts'
import type { TimeDraft } from './use-time-draft.ts'

interface TimeFieldsProps {
  readonly desk: DeskFacts
  readonly time: TimeDraft
  readonly onChange: (time: TimeDraft) => void
}

const durations = [15, 30, 45, 60, 90, 120]

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
        <DayField days={days} date={shown.date} onChange={(date) => set({ date })} />
        <TimeField time={shown.time} onChange={(typed) => set({ time: typed })} />
        <Field label={t('duration')}>
          <Select
            value={String(time.minutes)}
            onValueChange={(minutes) => onChange({ ...time, minutes: Number(minutes) })}
            options={[...new Set([...durations, time.minutes])].toSorted((a, b) => a - b).map((minutes) => ({ value: String(minutes), label: t('minutes', { minutes }) }))}
          />
        </Field>
      </div>
    </FieldGroup>
  )
}

/** How far ahead a session can be chosen. */
const daysAhead = 30

// Written by hand rather than with date and time inputs: those follow the browser's language, and 03/04 must not mean two days.
function DayField({ days, date, onChange }: { readonly days: readonly string[]; readonly date: string; readonly onChange: (date: string) => void }) {
  const t = useTranslations('coordination.when')
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const label = (day: string): string => formatMoment(startOfDay(day, timeZone), 'day', { locale, timeZone })
  return (
    <Field label={t('date')}>
      <Select value={date} onValueChange={onChange} options={days.map((day) => ({ value: day, label: label(day) }))} />
    </Field>
  )
}

/** Takes "8h30" and "830" as well; what is no time is kept as typed and told in place. */
function TimeField({ time, onChange }: { readonly time: string; readonly onChange: (time: string) => void }) {
  const t = useTranslations('coordination.when')
  const [typed, setTyped] = useState<string>()
  const settle = (): void => {
    if (typed === undefined) return
    const read = readTime(typed)
    onChange(read ?? '')
    if (read !== null) setTyped(undefined)
  }
  return (
    <Field label={t('time')}>
      <Input
        className="tabular"
        inputMode="numeric"
        placeholder="14:30"
        autoComplete="off"
        value={typed ?? time}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={settle}
        onKeyDown={(event) => event.key === 'Enter' && settle()}
      />
    </Field>
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
