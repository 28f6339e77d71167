'use client'

import { CalendarDays } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState, type ChangeEvent } from 'react'
import { IconButton } from './icon-button.tsx'
import { Input } from './input.tsx'
import { readDate, writtenDate } from './written-date.ts'

interface DateInputProps {
  /** `yyyy-mm-dd`, or empty. */
  readonly value?: string
  readonly defaultValue?: string
  /** Empty where what is typed is no day. */
  readonly onChange?: (date: string) => void
  /** The first day that the calendar offers. */
  readonly min?: string
  /** For forms that are read as a whole. */
  readonly name?: string
  readonly required?: boolean
  readonly disabled?: boolean
}

// Not a date input alone: that follows the browser's language, and 03/04 must not mean two days.
/** A day, typed as a hospital writes it or picked from the browser's calendar; inside a Field. */
export function DateInput({ value, defaultValue = '', onChange, min, name, ...control }: DateInputProps) {
  const t = useTranslations('ui.date')
  const calendar = useRef<HTMLInputElement>(null)
  const [own, setOwn] = useState(defaultValue)
  const [typed, setTyped] = useState<string>()
  const [left, setLeft] = useState(false)
  const date = value ?? own
  const take = (next: string): void => {
    setOwn(next)
    onChange?.(next)
  }
  const type = (event: ChangeEvent<HTMLInputElement>): void => {
    const text = event.currentTarget.value
    const read = readDate(text)
    event.currentTarget.setCustomValidity(text.trim() === '' || read !== null ? '' : t('none'))
    setTyped(text)
    setLeft(false)
    take(read ?? '')
  }
  const leave = (): void => {
    setLeft(true)
    if (typed !== undefined && (date !== '' || typed.trim() === '')) setTyped(undefined)
  }
  return (
    <div className="relative">
      <Input
        {...control}
        className="tabular"
        inputMode="numeric"
        autoComplete="off"
        placeholder={t('pattern')}
        value={typed ?? writtenDate(date)}
        onChange={type}
        onBlur={leave}
        suffix={<IconButton size="sm" label={t('open')} icon={<CalendarDays />} disabled={control.disabled} onClick={() => calendar.current?.showPicker()} />}
      />
      {name !== undefined && <input type="hidden" name={name} value={date} />}
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden
        className="pointer-events-none absolute right-0 bottom-0 size-px opacity-0"
        min={min}
        value={date}
        onChange={(event) => {
          setTyped(undefined)
          take(event.currentTarget.value)
        }}
      />
      {left && typed !== undefined && <p role="alert" className="mt-1.5 text-dense font-medium text-danger">{t('none')}</p>}
    </div>
  )
}
