'use client'

import { createContext, useContext } from 'react'
import type { Presentation, PresentationChange } from '#core/room/presentation.ts'
import type { Place } from '#core/viewing/view.ts'

interface Readable<T> {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => T
}

export interface LookingPerson {
  readonly seat: string
  readonly name: string
}

/** The line between an image viewer and the room that it stands in; outside of a room there is none. */
export interface LookingTogether {
  /** What the presenter shows. */
  readonly shown: Readable<Presentation>
  /** Where the presenter points. */
  readonly pointer: Readable<Place | null>
  readonly presenter: LookingPerson | null
  readonly youPresent: boolean
  readonly mayTake: boolean
  /** Everyone else inside, to hand the part to. */
  readonly others: readonly LookingPerson[]
  /** How the call's line stands: pictures give way to it. */
  readonly call: 'good' | 'weak'
  readonly show: (change: PresentationChange) => void
  readonly point: (place: Place | null) => void
  readonly take: () => void
  readonly layDown: () => void
  readonly handTo: (seat: string) => void
}

/** Filled by the room; read by the viewer, wherever it stands within it. */
export const LookingTogetherContext = createContext<LookingTogether | null>(null)

/** The room's line for looking together, or null outside of a room. */
export const useLookingTogether = (): LookingTogether | null => useContext(LookingTogetherContext)
