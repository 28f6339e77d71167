import type { SourceRef } from '#contract/room.ts'
import type { PicturePoint } from '#contract/telestration.ts'
import { mostPoints } from '#core/room/board.ts'
import { toNearestInPicture, toPicture, type PictureBox } from '#core/room/picture-mapping.ts'
import type { RoomClient } from './client/room-state.ts'
import type { DrawingTool } from './drawing-tools.ts'

/** How often a moving hand is told to the others, in milliseconds: three frames of a picture. */
const tellEvery = 50

interface PenOptions {
  readonly client: Pick<RoomClient, 'draw' | 'point'>
  readonly source: SourceRef
  readonly mirrored: boolean
  /** Where the picture lies now, or null before its first frame. */
  readonly box: () => PictureBox | null
  readonly onText: (at: PicturePoint) => void
}

interface Hand {
  readonly id: string
  readonly tool: Exclude<DrawingTool, 'pointer' | 'text'>
  readonly points: PicturePoint[]
  told: number
  timer: ReturnType<typeof setTimeout> | undefined
}

/** Turns what a finger, a stylus or a mouse does over a picture into marks. */
export class Pen {
  readonly #options: PenOptions
  #hand: Hand | null = null
  #pointedAt = 0

  constructor(options: PenOptions) {
    this.#options = options
  }

  press(event: PointerEvent, surface: Element, tool: DrawingTool): void {
    const place = event.isPrimary && event.button === 0 ? this.#placeOf(event, surface, toPicture) : null
    if (place === null) return
    event.preventDefault()
    if (tool === 'text') this.#options.onText(place)
    else if (tool === 'pointer') this.#point(event, surface)
    else {
      surface.setPointerCapture(event.pointerId)
      this.#hand = { id: crypto.randomUUID(), tool, points: [place], told: 0, timer: undefined }
      this.#tell(this.#hand, false)
    }
  }

  move(event: PointerEvent, surface: Element, tool: DrawingTool): void {
    if (tool === 'pointer') this.#point(event, surface)
    const hand = this.#hand
    if (hand === null || !event.isPrimary) return
    // A browser gathers what a fast hand does between two frames: none of it is lost.
    const parts = event.getCoalescedEvents()
    for (const part of parts.length === 0 ? [event] : parts) this.#add(hand, part, surface)
    hand.timer ??= setTimeout(() => this.#tell(hand, false), tellEvery)
  }

  lift(event: PointerEvent, surface: Element): void {
    const hand = this.#hand
    if (hand === null) return
    this.#add(hand, event, surface)
    this.cut()
  }

  /** The hand is taken away, by the system or by another finger: what it drew so far stays. The event that says so knows no place. */
  cut(): void {
    const hand = this.#hand
    if (hand === null) return
    this.#hand = null
    this.#tell(hand, true)
  }

  leave(tool: DrawingTool): void {
    if (tool === 'pointer') this.#options.client.point(this.#options.source, null)
  }

  #point(event: PointerEvent, surface: Element): void {
    if (event.timeStamp - this.#pointedAt < tellEvery) return
    this.#pointedAt = event.timeStamp
    const place = this.#placeOf(event, surface, toPicture)
    if (place !== null) this.#options.client.point(this.#options.source, place)
  }

  /** A line goes on from point to point; an arrow and a circle only move their end. */
  #add(hand: Hand, event: PointerEvent, surface: Element): void {
    const place = this.#placeOf(event, surface, toNearestInPicture)
    if (place === null) return
    if (hand.tool !== 'pen') hand.points.splice(1, hand.points.length, place)
    else if (hand.points.length < mostPoints) hand.points.push(place)
  }

  #tell(hand: Hand, done: boolean): void {
    clearTimeout(hand.timer)
    hand.timer = undefined
    const from = hand.tool === 'pen' ? hand.told : Math.min(1, hand.told)
    hand.told = hand.points.length
    const { client, source } = this.#options
    void client.draw({ source, id: hand.id, tool: hand.tool, from, points: hand.points.slice(from), done })
  }

  #placeOf(event: PointerEvent, surface: Element, map: (pixel: PicturePoint, box: PictureBox, how: { readonly mirrored: boolean }) => PicturePoint | null): PicturePoint | null {
    const box = this.#options.box()
    if (box === null) return null
    const { left, top } = surface.getBoundingClientRect()
    return map({ x: event.clientX - left, y: event.clientY - top }, box, this.#options)
  }
}
