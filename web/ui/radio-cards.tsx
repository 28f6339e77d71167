'use client'

import { RadioGroup } from 'radix-ui'
import { useId, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface RadioCard {
  readonly value: string
  readonly label: ReactNode
  readonly description?: ReactNode
  readonly icon?: ReactNode
  readonly disabled?: boolean
}

const columnClasses = { 1: '', 2: 'sm:grid-cols-2', 3: 'sm:grid-cols-3' } as const

interface RadioCardsProps {
  readonly options: readonly RadioCard[]
  readonly name?: string
  readonly value?: string
  readonly defaultValue?: string
  readonly onValueChange?: (value: string) => void
  readonly columns?: keyof typeof columnClasses
  readonly 'aria-label'?: string
  readonly className?: string
}

function RadioCardOption({ option }: { readonly option: RadioCard }) {
  const id = useId()
  return (
    <RadioGroup.Item
      value={option.value}
      disabled={option.disabled ?? false}
      aria-labelledby={`${id}-label`}
      aria-describedby={option.description === undefined ? undefined : `${id}-description`}
      className="group flex items-start gap-3 rounded-control border border-line-control bg-surface px-4 py-3 text-left transition-colors duration-100 hover:border-jade-ink disabled:opacity-50 data-[state=checked]:border-jade-ink data-[state=checked]:bg-jade-wash data-[state=checked]:shadow-[inset_0_0_0_1px_var(--jade-ink)]"
    >
      <span aria-hidden className="mt-1 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-control bg-surface group-data-[state=checked]:border-jade-ink">
        <RadioGroup.Indicator className="size-2 rounded-full bg-jade-ink" />
      </span>
      <span className="min-w-0 flex-1">
        <span id={`${id}-label`} className="flex items-center gap-2 font-semibold [&_svg]:size-[1.125rem]">{option.icon}{option.label}</span>
        {option.description !== undefined && <span id={`${id}-description`} className="mt-0.5 block text-dense text-quiet">{option.description}</span>}
      </span>
    </RadioGroup.Item>
  )
}

/** One of a few, each with room for what it means. */
export function RadioCards({ options, columns = 1, className, ...rest }: RadioCardsProps) {
  return (
    <RadioGroup.Root {...rest} className={classNames('grid gap-2', columnClasses[columns], className)}>
      {options.map((option) => <RadioCardOption key={option.value} option={option} />)}
    </RadioGroup.Root>
  )
}
