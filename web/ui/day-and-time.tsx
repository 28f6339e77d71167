'use client'

import { useLocale, useTimeZone } from 'next-intl'
import { useState } from 'react'
import { Field } from './field.tsx'
import { formatMoment } from './format-moment.ts'
import { Input } from './input.tsx'
import { Select } from './select.tsx'
import { readTime, startOfDay } from './zoned-time.ts'

interface DayFieldProps {
  readonly label: string
  /** `yyyy-mm-dd`, the days that are offered. */
  readonly days: readonly string[]
  readonly date: string
  readonly onChange: (date: string) => void
}

// Written by hand rather than with date and time inputs: those follow the browser's language, and 03/04 must not mean two days.
/** A day out of a list, as people say it: "thứ hai 23/11". */
export function DayField({ label, days, date, onChange }: DayFieldProps) {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'Asia/Ho_Chi_Minh'
  const written = (day: string): string => formatMoment(startOfDay(day, timeZone), 'day', { locale, timeZone })
  return (
    <Field label={label}>
      <Select value={date} onValueChange={onChange} options={days.map((day) => ({ value: day, label: written(day) }))} />
    </Field>
  )
}

interface TimeFieldProps {
  readonly label: string
  readonly time: string
  readonly onChange: (time: string) => void
  readonly hint?: string
  readonly required?: boolean
}

/** Takes "8h30" and "830" as well; what is no time is kept as typed, and given on as no time. */
export function TimeField({ time, onChange, ...field }: TimeFieldProps) {
  const [typed, setTyped] = useState<string>()
  const settle = (): void => {
    if (typed === undefined) return
    const read = readTime(typed)
    onChange(read ?? '')
    if (read !== null) setTyped(undefined)
  }
  return (
    <Field {...field}>
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
