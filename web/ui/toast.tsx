'use client'

import { useSyncExternalStore } from 'react'
import { makePart } from './part.tsx'
import { toasts } from './toast-store.ts'

const [Cards] = makePart(() => import('./toast-cards.tsx').then((part) => part.ToastCards))

/** Where toasts appear; once, in the root layout. */
export function Toaster() {
  const entries = useSyncExternalStore(toasts.subscribe, toasts.entries, toasts.none)
  return <Cards wanted={entries.length > 0} given={{ entries }} />
}
