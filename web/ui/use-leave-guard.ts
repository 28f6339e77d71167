'use client'

import { useEffect } from 'react'

/** Warns before the page is left with words that the server does not hold. */
export function useLeaveGuard(unsafe: boolean): void {
  useEffect(() => {
    if (!unsafe) return undefined
    const guard = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', guard)
    return () => window.removeEventListener('beforeunload', guard)
  }, [unsafe])
}
