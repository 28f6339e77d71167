'use client'

import { Check } from 'lucide-react'
import { Checkbox as Primitive } from 'radix-ui'
import { useId } from 'react'
import type { ChoiceProps } from './choice-props.ts'
import { classNames } from './class-names.ts'

/** Yes or no, taken with the form. */
export function Checkbox({ label, hint, className, onCheckedChange, ...rest }: ChoiceProps) {
  const id = useId()
  return (
    <div className={classNames('flex items-start gap-2.5', className)}>
      <Primitive.Root
        {...rest}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onCheckedChange={(checked) => onCheckedChange?.(checked === true)}
        className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-tag border border-line-control bg-surface hover:border-jade-ink disabled:opacity-50 data-[state=checked]:border-jade data-[state=checked]:bg-jade data-[state=checked]:text-on-jade"
      >
        <Primitive.Indicator><Check aria-hidden className="size-3.5" strokeWidth={3} /></Primitive.Indicator>
      </Primitive.Root>
      <div className="min-w-0">
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && <p id={`${id}-hint`} className="text-dense text-quiet">{hint}</p>}
      </div>
    </div>
  )
}
