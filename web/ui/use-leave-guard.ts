'use client'

import { useEffect } from 'react'

/** Warns before the page is left, until the function that comes back is called. */
export function guardLeaving(): () => void {
  const guard = (event: BeforeUnloadEvent): void => event.preventDefault()
  window.addEventListener('beforeunload', guard)
  return () => window.removeEventListener('beforeunload', guard)
}

/** Warns before the page is left with words that the server does not hold. */
export function useLeaveGuard(unsafe: boolean): void {
  useEffect(() => (unsafe ? guardLeaving() : undefined), [unsafe])
}
