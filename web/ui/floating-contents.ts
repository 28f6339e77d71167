import type { ReactNode } from 'react'

/** One line of a menu. */
export interface MenuEntry {
  readonly label: string
  readonly icon?: ReactNode
  readonly hint?: ReactNode
  readonly href?: string
  readonly onSelect?: () => void
  readonly tone?: 'plain' | 'danger'
  readonly disabled?: boolean
  /** Marks the one in force among alternatives. */
  readonly current?: boolean
}
export type MenuItem = MenuEntry | 'separator'

/** What stands in a menu. */
export interface MenuContents {
  readonly items: readonly MenuItem[]
  readonly align?: 'start' | 'center' | 'end'
  readonly label?: ReactNode
}

/** What stands in a popover, and where it opens. */
export interface PopoverContents {
  readonly align?: 'start' | 'center' | 'end'
  readonly side?: 'top' | 'right' | 'bottom' | 'left'
  /** Read aloud as the panel's name. */
  readonly label: string
  readonly className?: string
  readonly children: ReactNode
}

/** What stands in a dialog. */
export interface DialogContents {
  readonly title: ReactNode
  readonly description?: ReactNode
  readonly size?: 'sm' | 'md' | 'lg' | 'xl'
  readonly footer?: ReactNode
  readonly children?: ReactNode
}

/** What an alert dialog asks. */
export interface AlertDialogContents {
  /** The question. */
  readonly title: ReactNode
  /** What follows from a yes. */
  readonly description: ReactNode
  /** The verb, never "OK". */
  readonly confirmLabel: string
  readonly cancelLabel?: string
  readonly tone?: 'danger' | 'plain'
  /** Runs on a yes; the dialog stays with a spinner until it settles, and stays open if it throws. */
  readonly onConfirm: () => void | Promise<void>
}
