'use client'

import { useState, type ChangeEvent } from 'react'
import { classNames } from './class-names.ts'
import { useFieldControl } from './field-context.ts'

interface PinFieldProps {
  readonly length: number
  readonly name?: string
  readonly onComplete?: (pin: string) => void
  /** Dots instead of digits, for a signing PIN; a one-time code stays readable. */
  readonly masked?: boolean
  readonly autoFocus?: boolean
  readonly disabled?: boolean
  readonly 'aria-label'?: string
}

/** Digits in cells, but one real input beneath: paste, autofill and screen readers work as in any field. */
export function PinField({ length, name, onComplete, masked = false, autoFocus, disabled, ...rest }: PinFieldProps) {
  const control = useFieldControl({})
  const [digits, setDigits] = useState('')
  const [focused, setFocused] = useState(false)
  const change = (event: ChangeEvent<HTMLInputElement>): void => {
    const next = event.currentTarget.value.replace(/\D/g, '').slice(0, length)
    setDigits(next)
    if (next.length === length && next !== digits) onComplete?.(next)
  }
  return (
    <div className="relative inline-flex gap-2">
      <input
        {...rest}
        {...control}
        name={name}
        value={digits}
        onChange={change}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        autoFocus={autoFocus}
        disabled={disabled}
        type={masked ? 'password' : 'text'}
        inputMode="numeric"
        autoComplete={masked ? 'off' : 'one-time-code'}
        maxLength={length}
        className="absolute inset-0 z-10 cursor-text opacity-0"
      />
      {Array.from({ length }, (_, index) => (
        <span
          key={index}
          aria-hidden
          className={classNames(
            'tabular flex h-12 w-10 items-center justify-center rounded-control border border-line-control bg-surface text-head font-semibold',
            control['aria-invalid'] && 'border-danger',
            focused && index === Math.min(digits.length, length - 1) && 'border-jade-ink outline-2 outline-jade-ink',
          )}
        >
          {masked && digits[index] !== undefined ? '•' : digits[index]}
        </span>
      ))}
    </div>
  )
}
