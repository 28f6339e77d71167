'use client'

import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let now: number | undefined

const tick = (): void => {
  now = Math.floor(Date.now() / 1000) * 1000
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  timer ??= setInterval(tick, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    now = undefined
  }
}

/** The present second in milliseconds, one timer for all clocks of a page; undefined on the server. */
export const useNow = (): number | undefined =>
  useSyncExternalStore(subscribe, () => (now ??= Math.floor(Date.now() / 1000) * 1000), () => undefined)
