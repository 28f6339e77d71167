'use client'

import type { ReactNode } from 'react'
import type { SeatId } from '#contract/room.ts'
import { LookingTogetherContext, type LookingTogether } from '#web/ui/looking-together.ts'
import type { InsideRoom, RoomClient } from './client/room-state.ts'
import type { ActionResult } from './client/action-result.ts'

interface LookingProviderProps {
  readonly client: RoomClient
  readonly room: InsideRoom
  readonly act: (run: Promise<ActionResult>) => void
  readonly children: ReactNode
}

/** Joins the image viewer beside the call to the room: who presents, what is shown, and how the line stands. */
export function LookingProvider({ client, room, act, children }: LookingProviderProps) {
  const { presenter } = room.settings
  const person = room.participants.find(({ seat }) => seat === presenter)
  const youPresent = presenter === room.you
  const seatOf = (seat: string): SeatId | undefined => room.participants.find((one) => one.seat === seat)?.seat
  const together: LookingTogether = {
    shown: client.looking.shown,
    pointer: client.looking.pointer,
    presenter: person === undefined ? null : { seat: person.seat, name: person.name },
    youPresent,
    mayTake: !youPresent && (presenter === null || room.me.isHost),
    others: room.participants.filter(({ seat }) => seat !== room.you).map(({ seat, name }) => ({ seat, name })),
    call: room.line === 'good' ? 'good' : 'weak',
    show: showThrough(client),
    point: (place) => client.looking.point(place),
    take: () => act(client.setPresenter(room.you)),
    layDown: () => act(client.setPresenter(null)),
    handTo: (seat) => {
      const to = seatOf(seat)
      if (to !== undefined) act(client.setPresenter(to))
    },
  }
  return <LookingTogetherContext value={together}><div className="h-full">{children}</div></LookingTogetherContext>
}

const shows = new WeakMap<RoomClient, LookingTogether['show']>()

/** The same function for the same room, so that what follows it is not begun anew at every change of the room. */
function showThrough(client: RoomClient): LookingTogether['show'] {
  const known = shows.get(client)
  if (known !== undefined) return known
  const show: LookingTogether['show'] = (change) => client.looking.show(change)
  shows.set(client, show)
  return show
}
