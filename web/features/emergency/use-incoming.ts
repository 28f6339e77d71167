'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { announceStirred, useStirred } from '#web/ui/stirred.ts'
import type { Incoming } from './emergency-answer.ts'

/** A tab asks anyway, so that a ring arrives although every push fails. */
const everyMs = 4_000

/** What rings, and by how much this machine's clock differs from the server's. */
export interface Rings extends Incoming {
  readonly skew: number
}

async function askRings(path: string): Promise<Rings> {
  // The reader comes beside the first answer: no page waits for it.
  const [response, { readIncomingAnswer }] = await Promise.all([fetch(path), import('./emergency-answer.ts')])
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
    // Loaded apart: the first page need not wait for the socket's code.
    void import('./stir-socket.ts').then(({ listenForStirs }) => {
      if (!gone) line = listenForStirs(announceStirred)
    })
    return () => {
      gone = true
      line?.close()
    }
  }, [])
}
