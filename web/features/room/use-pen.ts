'use client'

import { useRef, type PointerEvent as ReactPointerEvent } from 'react'
import type { SourceRef } from '#contract/room.ts'
import type { PicturePoint } from '#contract/telestration.ts'
import { mostPoints } from '#core/room/board.ts'
import { toNearestInPicture, toPicture, type PictureBox } from '#core/room/picture-mapping.ts'
import type { RoomClient } from './client/room-state.ts'
import type { DrawingTool } from './drawing-tools.ts'

/** How often a moving hand is told to the others, in milliseconds: three frames of a picture. */
const tellEvery = 50

interface PenOptions {
  readonly client: RoomClient
  readonly source: SourceRef
  readonly tool: DrawingTool
  /** Where the picture lies now, or null before its first frame. */
  readonly box: () => PictureBox | null
  readonly mirrored: boolean
  readonly onText: (at: PicturePoint) => void
}

interface Hand {
  readonly id: string
  readonly points: PicturePoint[]
  told: number
  timer: ReturnType<typeof setTimeout> | undefined
}

/** Turns what a finger, a stylus or a mouse does over a picture into marks. */
export function usePen({ client, source, tool, box, mirrored, onText }: PenOptions) {
  const hand = useRef<Hand | null>(null)
  const pointedAt = useRef(0)

  const placeOf = (event: ReactPointerEvent | PointerEvent, inside: boolean, surface: Element): PicturePoint | null => {
    const where = box()
    if (where === null) return null
    const { left, top } = surface.getBoundingClientRect()
    const pixel = { x: event.clientX - left, y: event.clientY - top }
    return inside ? toPicture(pixel, where, { mirrored }) : toNearestInPicture(pixel, where, { mirrored })
  }
  const tell = (drawing: Hand, done: boolean): void => {
    clearTimeout(drawing.timer)
    drawing.timer = undefined
    if (tool === 'pointer' || tool === 'text') return
    const from = tool === 'pen' ? drawing.told : Math.min(1, drawing.told)
    const points = tool === 'pen' ? drawing.points.slice(from) : drawing.points.slice(from === 0 ? 0 : -1)
    drawing.told = drawing.points.length
    void client.draw({ source, id: drawing.id, tool, from, points, done })
  }
  const add = (drawing: Hand, place: PicturePoint): void => {
    if (tool === 'pen' && drawing.points.length < mostPoints) drawing.points.push(place)
    else if (tool === 'pen') return
    else drawing.points.splice(1, drawing.points.length, place)
  }
  const point = (event: ReactPointerEvent, surface: Element): void => {
    if (event.timeStamp - pointedAt.current < tellEvery) return
    pointedAt.current = event.timeStamp
    const place = placeOf(event, true, surface)
    if (place !== null) client.point(source, place)
  }

  return {
    onPointerDown: (event: ReactPointerEvent): void => {
      if (!event.isPrimary || event.button !== 0) return
      const surface = event.currentTarget
      const place = placeOf(event, true, surface)
      if (place === null) return
      event.preventDefault()
      if (tool === 'text') onText(place)
      else if (tool === 'pointer') point(event, surface)
      else {
        surface.setPointerCapture(event.pointerId)
        hand.current = { id: crypto.randomUUID(), points: [place], told: 0, timer: undefined }
        tell(hand.current, false)
      }
    },
    onPointerMove: (event: ReactPointerEvent): void => {
      const surface = event.currentTarget
      if (tool === 'pointer') point(event, surface)
      const drawing = hand.current
      if (drawing === null || !event.isPrimary) return
      // A browser gathers what a fast hand does between two frames: none of it is lost.
      for (const part of event.nativeEvent.getCoalescedEvents()) {
        const place = placeOf(part, false, surface)
        if (place !== null) add(drawing, place)
      }
      drawing.timer ??= setTimeout(() => tell(drawing, false), tellEvery)
    },
    onPointerUp: (event: ReactPointerEvent): void => {
      const drawing = hand.current
      if (drawing === null) return
      hand.current = null
      const place = placeOf(event, false, event.currentTarget)
      if (place !== null) add(drawing, place)
      tell(drawing, true)
    },
    onPointerLeave: (): void => {
      if (tool === 'pointer') client.point(source, null)
    },
  }
}
