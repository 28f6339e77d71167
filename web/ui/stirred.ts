'use client'

import { useEffect } from 'react'

const name = 'lienvien:stirred'

/** Tells everything on the page that the server has something new for the person. */
export const announceStirred = (): void => {
  window.dispatchEvent(new Event(name))
}

/** Asks again when the server has something new; `ask` must be stable. */
export function useStirred(ask: () => void): void {
  useEffect(() => {
    window.addEventListener(name, ask)
    return () => window.removeEventListener(name, ask)
  }, [ask])
}
