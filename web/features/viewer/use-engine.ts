'use client'

import { useEffect, useRef, useState } from 'react'
import type { EngineModule, ViewerEngine } from './engine/viewer-engine.ts'

export type EngineState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly engine: ViewerEngine }
  | { readonly state: 'failed' }

/** Fetches the image engine when a viewer opens, and not before; it goes with the viewer. */
export function useEngine(address: string | null, askText: (given: string) => Promise<string | null>): EngineState {
  const [state, setState] = useState<EngineState>({ state: 'loading' })
  const ask = useRef(askText)
  useEffect(() => {
    ask.current = askText
  }, [askText])
  useEffect(() => {
    let gone = false
    let opened: ViewerEngine | null = null
    const open = async (): Promise<void> => {
      if (address === null) throw new Error('the image engine has not been built')
      // Built apart from the portal: its address is known only when it runs.
      const engineModule = (await import(/* turbopackIgnore: true */ /* webpackIgnore: true */ address)) as EngineModule
      const engine = await engineModule.createViewerEngine({ askText: (given) => ask.current(given) })
      if (gone) {
        engine.close()
        return
      }
      opened = engine
      setState({ state: 'ready', engine })
    }
    open().catch(() => {
      if (!gone) setState({ state: 'failed' })
    })
    return () => {
      gone = true
      opened?.close()
      setState({ state: 'loading' })
    }
  }, [address])
  return state
}
