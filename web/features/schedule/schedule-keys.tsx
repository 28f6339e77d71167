'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

interface ScheduleKeysProps {
  readonly previous: string
  readonly next: string
  readonly today: string
}

/** ← → change the stretch and T returns to today, unless somebody is typing or walks through the month. */
export function ScheduleKeys({ previous, next, today }: ScheduleKeysProps) {
  const router = useRouter()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const typing = event.target instanceof Element && event.target.closest('input,textarea,select,[contenteditable],[role=dialog],[role=grid]')
      if (typing || event.altKey || event.ctrlKey || event.metaKey) return
      const target = { ArrowLeft: previous, ArrowRight: next, t: today, T: today }[event.key]
      if (target !== undefined) router.push(target)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [next, previous, router, today])
  return null
}
