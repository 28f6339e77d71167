'use client'

import { useEffect, useState } from 'react'
import type { SeatId } from '#contract/room.ts'
import type { RoomClient } from './client/room-state.ts'
import { bringToFront, nobodyInFront, type FrontRow } from './front-row.ts'
import { followFloor, type Floor } from './steady-speaker.ts'

/** Faces that are kept in front for having spoken: as many as a strip shows beside the others. */
const frontPlaces = 5

const start: { readonly floor: Floor; readonly row: FrontRow } = { floor: { seat: null, silentSince: null }, row: nobodyInFront }

/** Who has the floor and who spoke of late; both change with patience, so that no picture flickers between two who talk. */
export function useFloor(client: RoomClient | null): { readonly speaker: SeatId | null; readonly front: readonly SeatId[] } {
  const [state, setState] = useState(start)
  useEffect(() => {
    if (client === null) return
    const { subscribe, getSnapshot } = client.speaking
    return subscribe(() =>
      setState((before) => {
        const floor = followFloor(before.floor, getSnapshot(), Date.now())
        const row = floor.seat === null || floor.seat === before.floor.seat ? before.row : bringToFront(before.row, floor.seat, frontPlaces)
        return floor === before.floor && row === before.row ? before : { floor, row }
      }),
    )
  }, [client])
  return { speaker: state.floor.seat, front: state.row.seats }
}
