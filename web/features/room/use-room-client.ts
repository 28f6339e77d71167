'use client'

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { requestJoinTicket, requestRoundTicket } from './actions.ts'
import { letGoOf } from './client/chosen-sources.ts'
import type { RoomClient, RoomState, Speaking } from './client/room-state.ts'
import type { RoomClientOptions } from './client/room-client-options.ts'
import type { Store } from './client/store.ts'
import { roomRefusalOf } from './room-refusal.ts'
import { ticketsAhead } from './tickets-ahead.ts'

const connecting: RoomState = { phase: 'connecting' }
const silence: Speaking = []
const nothing: Store<never>['subscribe'] = () => () => undefined

/** mediasoup-client and socket.io are heavy: they come while one looks at oneself, not with the page and not after the click. */
const fetchRoomClient = () => import('./client/room-client.ts')

/** The room of a case for somebody with an account; see `useRoomClientWith`. `reach` is told that a hand goes to the door. */
export function useRoomClient(caseId: string, start: RoomClientOptions['start'] | null): { readonly client: RoomClient | null; readonly reach: () => void } {
  const { take, reach } = useMemo(
    () =>
      ticketsAhead(async () => {
        const answer = await requestJoinTicket({ case: caseId })
        return answer.ok ? { ok: true, value: answer.value.ticket } : { ok: false, error: roomRefusalOf(answer.code) }
      }),
    [caseId],
  )
  const client = useRoomClientWith(take, start)
  return {
    client,
    reach: () => {
      reach()
      void fetchRoomClient().then(({ dialAhead }) => dialAhead())
    },
  }
}

/** The rooms of a round's patients, one after the other; `current` is the case of the latest ticket, null before the first. */
export function useRoundClient(round: string, start: RoomClientOptions['start'] | null): { readonly client: RoomClient | null; readonly current: string | null } {
  const [current, setCurrent] = useState<string | null>(null)
  const requestTicket = useCallback(async () => {
    const answer = await requestRoundTicket({ round })
    if (!answer.ok) return { ok: false as const, error: roomRefusalOf(answer.code) }
    setCurrent(answer.value.case)
    return { ok: true as const, value: answer.value.ticket }
  }, [round])
  return { client: useRoomClientWith(requestTicket, start, true), current }
}

/** The room from the moment a person goes in until the page goes; null while its code is being fetched. */
export function useRoomClientWith(requestTicket: RoomClientOptions['requestTicket'], start: RoomClientOptions['start'] | null, goesAlong = false): RoomClient | null {
  const [client, setClient] = useState<RoomClient | null>(null)

  useEffect(() => void fetchRoomClient().then(({ warmUp }) => warmUp()), [])
  useEffect(() => {
    if (start === null) return
    let gone = false
    let opened: RoomClient | null = null
    const open = async (): Promise<void> => {
      const { createRoomClient } = await fetchRoomClient()
      if (gone) return
      opened = createRoomClient({ start, requestTicket, goesAlong })
      setClient(opened)
    }
    void open()
    return () => {
      gone = true
      if (opened === null) letGoOf(start)
      else opened.close()
      setClient(null)
    }
  }, [requestTicket, start, goesAlong])

  return client
}

/** Follows the room's state. What the media needs of a change is asked for at once; it is drawn in the turn after. */
export function useRoomState(client: RoomClient | null): RoomState {
  const subscribe = useMemo(() => (client === null ? nothing : inTheNextTurn(client.state.subscribe)), [client])
  return useSyncExternalStore(subscribe, () => client?.state.getSnapshot() ?? connecting, () => connecting)
}

/** Tells of changes once the turn in which they came is over, and of several at once. */
const inTheNextTurn = (subscribe: Store<unknown>['subscribe']): Store<unknown>['subscribe'] => (listener) => {
  let turn: ReturnType<typeof setTimeout> | undefined
  const stop = subscribe(() => {
    turn ??= setTimeout(() => {
      turn = undefined
      listener()
    })
  })
  return () => {
    clearTimeout(turn)
    stop()
  }
}

/** Follows who speaks; apart from the state, because it changes several times a second. */
export const useSpeaking = (client: RoomClient | null): Speaking =>
  useSyncExternalStore(client?.speaking.subscribe ?? nothing, () => client?.speaking.getSnapshot() ?? silence, () => silence)
