'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { onceAtRest } from '#web/ui/at-rest.ts'
import { announceStirred, useStirred } from '#web/ui/stirred.ts'
import type { Incoming } from './emergency-answer.ts'

/** A tab asks anyway, so that a ring arrives although every push fails. */
const everyMs = 4_000

/** What rings, and by how much this machine's clock differs from the server's. */
export interface Rings extends Incoming {
  readonly skew: number
}

async function askRings(path: string): Promise<Rings> {
  const response = await fetch(path)
  // The reader comes after the first answer: no page waits for it.
  const { readIncomingAnswer } = await import('./emergency-answer.ts')
  const value = readIncomingAnswer(await response.json())
  return { ...value, skew: Date.parse(value.now) - Date.now() }
}

/** What rings at the address now; asked again at once when the server says so, and every few seconds in any case. */
export function useIncoming(path: '/api/emergencies/rings' | '/api/emergencies/wall') {
  const client = useQueryClient()
  const { data, isError } = useQuery({
    queryKey: ['incoming', path], queryFn: () => askRings(path), refetchInterval: everyMs, refetchIntervalInBackground: true, retry: false,
  })
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: ['incoming', path] }), [client, path])
  useStirred(refresh)
  return { rings: data, refresh, lost: isError }
}

/** Holds the tab's one line to what is new. */
export function useStirLine(): void {
  useEffect(() => {
    let line: { close(): void } | undefined
    let gone = false
    // The page is asked every few seconds anyway: it need not wait for the socket's code while it wakes.
    onceAtRest(async () => {
      // One after the other: together they would hold a phone's processor for a tenth of a second.
      await import('#contract/notices.ts')
      const { listenForStirs } = await import('./stir-socket.ts')
      if (!gone) line = listenForStirs(announceStirred)
    }, 'first')
    return () => {
      gone = true
      line?.close()
    }
  }, [])
}
