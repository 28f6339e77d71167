import type { ReactNode } from 'react'

/** What a checkbox and a switch share. */
export interface ChoiceProps {
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly checked?: boolean
  readonly defaultChecked?: boolean
  readonly onCheckedChange?: (checked: boolean) => void
  readonly name?: string
  readonly value?: string
  readonly disabled?: boolean
  readonly required?: boolean
  readonly className?: string
}
