'use client'

import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { controlStyle } from './control-style.ts'
import { useFieldControl } from './field-context.ts'

interface InputProps extends Omit<ComponentProps<'input'>, 'prefix'> {
  /** An icon or unit inside, before the text. */
  readonly prefix?: ReactNode
  /** A unit or button inside, after the text. */
  readonly suffix?: ReactNode
}

/** One line of text; inside a Field it takes its label and error from there. */
export function Input({ prefix, suffix, className, id, required, ...rest }: InputProps) {
  const control = useFieldControl({ id, required })
  const input = (
    <input
      {...rest}
      {...control}
      className={classNames(controlStyle, 'h-10', prefix !== undefined && 'pl-10', suffix !== undefined && 'pr-12', className)}
    />
  )
  if (prefix === undefined && suffix === undefined) return input
  return (
    <div className="relative">
      {prefix !== undefined && <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-quiet [&_svg]:size-[1.125rem]">{prefix}</span>}
      {input}
      {suffix !== undefined && <span className="absolute inset-y-0 right-1 flex items-center pr-2 text-dense text-quiet has-[button]:pr-0">{suffix}</span>}
    </div>
  )
}
