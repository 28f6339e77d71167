'use client'

import { Switch as Primitive } from 'radix-ui'
import { useId } from 'react'
import type { ChoiceProps } from './choice-props.ts'
import { classNames } from './class-names.ts'

/** On or off, taking effect at once. */
export function Switch({ label, hint, className, ...rest }: ChoiceProps) {
  const id = useId()
  return (
    <div className={classNames('flex items-start justify-between gap-4', className)}>
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium">{label}</label>
        {hint !== undefined && <p id={`${id}-hint`} className="text-dense text-quiet">{hint}</p>}
      </div>
      <Primitive.Root
        {...rest}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="relative h-6 w-11 shrink-0 rounded-full bg-line-control transition-colors duration-100 disabled:opacity-50 data-[state=checked]:bg-jade"
      >
        <Primitive.Thumb className="block size-5 translate-x-0.5 rounded-full bg-on-jade transition-transform duration-100 data-[state=checked]:translate-x-[1.375rem]" />
      </Primitive.Root>
    </div>
  )
}
