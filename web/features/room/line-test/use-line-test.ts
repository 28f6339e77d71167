'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import type { LineReadings } from '#core/line-test/line-test.ts'
import { keepLineTest, requestLineTestTicket } from './actions.ts'
import type { TestStep } from './test-steps.ts'

export type LineTestState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'running'; readonly step: TestStep; readonly known: Partial<LineReadings> }
  | { readonly phase: 'done'; readonly readings: LineReadings; readonly kept: 'not-asked' | 'kept' | 'failed' }
  /** The room server could not be reached at all, or declined. */
  | { readonly phase: 'failed'; readonly code: string }

/** Runs the test on request, or at once; a result belongs on the case where one is given. */
export function useLineTest({ caseId, atOnce }: { readonly caseId: string | null; readonly atOnce: boolean }) {
  const [state, setState] = useState<LineTestState>({ phase: 'idle' })
  const running = useRef(false)

  const run = useCallback(async (): Promise<void> => {
    if (running.current) return
    running.current = true
    setState({ phase: 'running', step: 'devices', known: {} })
    // mediasoup-client and socket.io are heavy: only a test fetches them.
    const { runLineTest, TestDeclined } = await import('./run-line-test.ts')
    try {
      const readings = await runLineTest({ requestTicket, onStep: (step, known) => setState({ phase: 'running', step, known }) })
      const kept = caseId === null ? null : await keepLineTest({ case: caseId, readings })
      setState({ phase: 'done', readings, kept: kept === null ? 'not-asked' : kept.ok ? 'kept' : 'failed' })
    } catch (cause) {
      setState({ phase: 'failed', code: cause instanceof TestDeclined ? cause.code : 'wire.failed' })
    } finally {
      running.current = false
    }
  }, [caseId])

  useEffect(() => {
    if (!atOnce) return
    // After the page has been painted, so that what begins by itself is seen to begin.
    const soon = setTimeout(() => void run(), 0)
    return () => clearTimeout(soon)
  }, [atOnce, run])

  return { state, run }
}

async function requestTicket(): Promise<string> {
  const answer = await requestLineTestTicket({})
  return answer.ok ? answer.value.ticket : ''
}
