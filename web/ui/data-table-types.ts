import type { ReactNode } from 'react'

export interface DataColumn {
  readonly id: string
  readonly header: string
  readonly align?: 'start' | 'end'
  /** Right-aligned with figures of one width. */
  readonly numeric?: boolean
  readonly width?: string
  /** Left out where the screen is narrower. */
  readonly hideBelow?: 'sm' | 'md' | 'lg' | 'xl'
  /** A person may leave it out. */
  readonly optional?: boolean
  /** Left out until a person asks for it; implies `optional`. */
  readonly hidden?: boolean
}

export interface DataRow {
  readonly id: string
  readonly href?: string
  /** Read aloud for the row as a whole. */
  readonly label: string
  readonly cells: Readonly<Record<string, ReactNode>>
  readonly tone?: 'plain' | 'red' | 'muted'
}

export const hideClasses = { sm: 'max-sm:hidden', md: 'max-md:hidden', lg: 'max-lg:hidden', xl: 'max-xl:hidden' } as const
