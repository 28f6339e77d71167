'use client'

import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { controlStyle } from './control-style.ts'
import { useFieldControl } from './field-context.ts'

interface TextareaProps extends ComponentProps<'textarea'> {
  readonly minRows?: number
}

/** Several lines; grows with what is written instead of scrolling inside itself. */
export function Textarea({ minRows = 3, className, id, required, ...rest }: TextareaProps) {
  const control = useFieldControl({ id, required })
  return <textarea {...rest} {...control} rows={minRows} className={classNames(controlStyle, 'field-sizing-content resize-y py-2', className)} />
}
