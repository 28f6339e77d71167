'use client'

import { useSyncExternalStore } from 'react'

/** A page that comes sooner takes the place of the old one without anything between. */
const patienceMs = 200

const listeners = new Set<() => void>()
let underWay = 0

function become(next: number): void {
  underWay = next
  for (const listener of listeners) listener()
}

/** Tells the page that a link has been followed; the returned function, that the next page has come or nobody waits for it. */
export function startLeaving(): () => void {
  let counted = false
  const timer = setTimeout(() => {
    counted = true
    become(underWay + 1)
  }, patienceMs)
  return () => {
    clearTimeout(timer)
    if (counted) become(underWay - 1)
  }
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether the next page lets itself be waited for. */
export const useLeaving = (): boolean => useSyncExternalStore(subscribe, () => underWay > 0, () => false)
