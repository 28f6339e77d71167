'use client'

import { createContext, useContext } from 'react'

export interface FieldControl {
  readonly id: string
  readonly required: boolean
  readonly invalid: boolean
  readonly describedBy: string | undefined
}

export const FieldContext = createContext<FieldControl | undefined>(undefined)

interface ControlAria {
  readonly id?: string | undefined
  readonly required?: boolean | undefined
  readonly 'aria-invalid'?: true | undefined
  readonly 'aria-describedby'?: string | undefined
}

/** What the field around a control tells it: its id for the label, and where its hint and error stand. */
export function useFieldControl(own: { readonly id?: string | undefined; readonly required?: boolean | undefined }): ControlAria {
  const field = useContext(FieldContext)
  if (!field) return { id: own.id, required: own.required }
  return {
    id: own.id ?? field.id,
    required: own.required ?? field.required,
    'aria-invalid': field.invalid || undefined,
    'aria-describedby': field.describedBy,
  }
}
