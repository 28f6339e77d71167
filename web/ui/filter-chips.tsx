'use client'

import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { useUrlParam } from './use-url-param.ts'

interface FilterOption {
  readonly value: string
  readonly label: string
  readonly count?: number
  readonly icon?: ReactNode
}

interface FilterChipsProps {
  readonly param: string
  /** Read aloud as the name of the group. */
  readonly label: string
  readonly options: readonly FilterOption[]
  /** Several may hold at once. */
  readonly many?: boolean
}

/** What of a list is shown; kept in the address, so that it can be sent to a colleague and survives "back". */
export function FilterChips({ param, label, options, many = false }: FilterChipsProps) {
  const [values, setValues, pending] = useUrlParam(param)
  const toggle = (value: string): void => {
    const on = values.includes(value)
    if (many) setValues(on ? values.filter((other) => other !== value) : [...values, value])
    else setValues(on ? [] : [value])
  }
  return (
    <div role="group" aria-label={label} aria-busy={pending} className="flex flex-wrap gap-1.5">
      {options.map((option) => {
        const on = values.includes(option.value)
        return (
          <button
            key={option.value}
            type="button"
            aria-pressed={on}
            onClick={() => toggle(option.value)}
            className={classNames(
              'inline-flex h-8 items-center gap-1.5 rounded-full border px-3 text-dense font-medium whitespace-nowrap transition-colors duration-100 [&_svg]:size-3.5',
              on ? 'border-jade-ink bg-jade-wash text-jade-ink' : 'border-line-strong bg-surface text-quiet hover:border-jade-ink hover:text-ink',
            )}
          >
            {on ? <Check aria-hidden strokeWidth={3} /> : option.icon}
            {option.label}
            {option.count !== undefined && <span className="tabular font-normal">{option.count}</span>}
          </button>
        )
      })}
    </div>
  )
}
