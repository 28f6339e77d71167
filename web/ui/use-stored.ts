'use client'

import { useCallback, useSyncExternalStore } from 'react'

const changed = 'lv:stored'

const subscribe = (listener: () => void): (() => void) => {
  window.addEventListener('storage', listener)
  window.addEventListener(changed, listener)
  return () => {
    window.removeEventListener('storage', listener)
    window.removeEventListener(changed, listener)
  }
}

const read = (key: string): string | null => {
  try {
    return window.localStorage.getItem(key)
  } catch {
    return null
  }
}

/**
 * A preference of this browser, by key; `undefined` on the server and until one is set.
 * For layout only: nothing of a patient may be stored in a browser.
 */
export function useStored(key: string): readonly [string | undefined, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => read(key), () => null)
  const store = useCallback(
    (next: string) => {
      try {
        window.localStorage.setItem(key, next)
      } catch {
        // Storage is switched off or full: the preference lasts as long as the page.
      }
      window.dispatchEvent(new Event(changed))
    },
    [key],
  )
  return [value ?? undefined, store]
}
