'use client'

import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { controlStyle } from './control-style.ts'
import { useFieldControl } from './field-context.ts'

const lineRem = 1.5
const paddingRem = 1.125

interface TextareaProps extends ComponentProps<'textarea'> {
  readonly minRows?: number
}

/** Several lines; grows with what is written instead of scrolling inside itself. */
export function Textarea({ minRows = 3, className, id, required, ...rest }: TextareaProps) {
  const control = useFieldControl({ id, required })
  const height = { minHeight: `${minRows * lineRem + paddingRem}rem` }
  return <textarea {...rest} {...control} rows={minRows} style={height} className={classNames(controlStyle, 'field-sizing-content resize-y py-2', className)} />
}
