'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { nothingShown, type Presentation } from '#core/room/presentation.ts'
import type { Mark, Place, View } from '#core/viewing/view.ts'
import { useLookingTogether, type LookingTogether } from '#web/ui/looking-together.ts'
import type { MeasuredMark, ViewerEngine } from './engine/viewer-engine.ts'

export interface Together {
  readonly line: LookingTogether | null
  /** Whether the eyes go along with the presenter's. */
  readonly following: boolean
  readonly setFollowing: (following: boolean) => void
  /** What to follow; null when nobody presents, when oneself presents, and when one looks apart. */
  readonly view: View | null
  readonly pointer: Place | null
  /** Tells the others, if one presents. */
  readonly tellView: (view: View) => void
  readonly tellPointer: (place: Place | null) => void
}

const silent = () => () => undefined
const noPointer = (): Place | null => null
const none = (): Presentation => nothingShown

const bare = ({ id, kind, at, points, text }: MeasuredMark): Mark => ({ id, kind, at, points, text })

/** Joins a viewer to the room that it stands in; outside of a room it does nothing. */
export function useTogether(engine: ViewerEngine | null): Together {
  const line = useLookingTogether()
  const [following, setFollowing] = useState(true)
  const shown = useSyncExternalStore(line?.shown.subscribe ?? silent, line?.shown.getSnapshot ?? none, none)
  const pointer = useSyncExternalStore(line?.pointer.subscribe ?? silent, line?.pointer.getSnapshot ?? noPointer, noPointer)
  const youPresent = line?.youPresent ?? false
  const follows = following && line !== null && line.presenter !== null && !youPresent
  const { marks } = shown
  const show = line?.show

  useEffect(() => {
    if (engine !== null && follows) engine.setShared(marks)
  }, [engine, follows, marks])

  useEffect(() => {
    if (engine === null || !youPresent || show === undefined) return
    engine.adoptShared()
    const tell = (): void => show({ marks: engine.marks().map(bare) })
    tell()
    return engine.watchMarks(tell)
  }, [engine, youPresent, show])

  return {
    line,
    following: follows,
    setFollowing,
    view: follows ? shown.view : null,
    pointer: follows ? pointer : null,
    tellView: (view) => {
      if (youPresent) show?.({ view })
    },
    tellPointer: (place) => {
      if (youPresent) line?.point(place)
    },
  }
}
