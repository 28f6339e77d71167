'use client'

import { useEffect, useState } from 'react'
import { leaseEngine } from './engine-lease.ts'
import type { ViewerEngine } from './engine/viewer-engine.ts'

export type EngineState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly engine: ViewerEngine }
  | { readonly state: 'failed' }

/** Fetches the image engine when a viewer opens, and not before. */
export function useEngine(address: string | null, askText: (given: string) => Promise<string | null>): EngineState {
  const [state, setState] = useState<EngineState>(address === null ? { state: 'failed' } : { state: 'loading' })
  useEffect(() => {
    if (address === null) return
    let gone = false
    const lease = leaseEngine(address, askText)
    lease.engine.then(
      (engine) => gone || setState({ state: 'ready', engine }),
      () => gone || setState({ state: 'failed' }),
    )
    return () => {
      gone = true
      lease.end()
    }
  }, [address, askText])
  return state
}
