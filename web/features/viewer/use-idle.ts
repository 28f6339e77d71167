'use client'

import { useEffect, useState, type RefObject } from 'react'

const restMs = 4_000

/** Whether nobody has moved within the element for a while: then nothing but the picture should be seen. */
export function useIdle(element: RefObject<HTMLElement | null>): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    const root = element.current
    if (root === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const move = (): void => {
      setIdle(false)
      clearTimeout(timer)
      timer = setTimeout(() => setIdle(true), restMs)
    }
    move()
    const events = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const
    for (const event of events) root.addEventListener(event, move)
    return () => {
      clearTimeout(timer)
      for (const event of events) root.removeEventListener(event, move)
    }
  }, [element])
  return idle
}
