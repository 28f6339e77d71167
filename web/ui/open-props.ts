'use client'

import { useState } from 'react'

/** Held open by its owner, or left to its trigger when both are absent. */
export interface OpenProps {
  readonly open?: boolean
  readonly onOpenChange?: (open: boolean) => void
}

/** Whether it is open, and how to change it, whoever holds it. */
export function useOpen(open: OpenProps['open'], onOpenChange: OpenProps['onOpenChange']): readonly [boolean, (next: boolean) => void] {
  const [own, setOwn] = useState(false)
  const change = (next: boolean): void => {
    setOwn(next)
    onOpenChange?.(next)
  }
  return [open ?? own, change]
}
