'use client'

import type { ReactNode } from 'react'
import { useMediaQuery } from '#web/ui/use-media-query.ts'

interface ByWidthProps {
  /** What the server takes the window for. */
  readonly phone: boolean
  readonly wide?: ReactNode
  readonly narrow: ReactNode
}

/** Draws the one form that the window has room for: hundreds of appointments are too many to be drawn twice. */
export function ByWidth({ phone, wide, narrow }: ByWidthProps) {
  const isNarrow = useMediaQuery('(width < 48rem)', phone)
  // Until the script has come, a wrong guess stays out of sight.
  return isNarrow ? <div className="md:hidden">{narrow}</div> : wide !== undefined && <div className="max-md:hidden">{wide}</div>
}
