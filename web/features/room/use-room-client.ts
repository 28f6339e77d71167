'use client'

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { requestJoinTicket } from './actions.ts'
import type { RoomClient, RoomState, Speaking } from './client/room-state.ts'
import type { RoomClientOptions } from './client/room-client-options.ts'
import type { Store } from './client/store.ts'
import { roomRefusalOf } from './room-refusal.ts'

const connecting: RoomState = { phase: 'connecting' }
const silence: Speaking = []
const nothing: Store<never>['subscribe'] = () => () => undefined

/** mediasoup-client and socket.io are heavy: they come while one looks at oneself, not with the page and not after the click. */
const fetchRoomClient = () => import('./client/room-client.ts')

/** The room of a case for somebody with an account; see `useRoomClientWith`. */
export function useRoomClient(caseId: string, start: RoomClientOptions['start'] | null): RoomClient | null {
  const requestTicket = useCallback(async () => {
    const answer = await requestJoinTicket({ case: caseId })
    return answer.ok ? { ok: true as const, value: answer.value.ticket } : { ok: false as const, error: roomRefusalOf(answer.code) }
  }, [caseId])
  return useRoomClientWith(requestTicket, start)
}

/** The room from the moment a person goes in until the page goes; null while its code is being fetched. */
export function useRoomClientWith(requestTicket: RoomClientOptions['requestTicket'], start: RoomClientOptions['start'] | null): RoomClient | null {
  const [client, setClient] = useState<RoomClient | null>(null)

  useEffect(() => void fetchRoomClient(), [])
  useEffect(() => {
    if (start === null) return
    let gone = false
    let opened: RoomClient | null = null
    const open = async (): Promise<void> => {
      const { createRoomClient } = await fetchRoomClient()
      if (gone) return
      opened = createRoomClient({ start, requestTicket })
      setClient(opened)
    }
    void open()
    return () => {
      gone = true
      opened?.close()
      setClient(null)
    }
  }, [requestTicket, start])

  return client
}

/** Follows the room's state. */
export const useRoomState = (client: RoomClient | null): RoomState =>
  useSyncExternalStore(client?.state.subscribe ?? nothing, () => client?.state.getSnapshot() ?? connecting, () => connecting)

/** Follows who speaks; apart from the state, because it changes several times a second. */
export const useSpeaking = (client: RoomClient | null): Speaking =>
  useSyncExternalStore(client?.speaking.subscribe ?? nothing, () => client?.speaking.getSnapshot() ?? silence, () => silence)
