import { fitInto, offsetOf, placeAt } from '#core/viewing/placement.ts'
import type { FrameRef, Place, View } from '#core/viewing/view.ts'
import type { FrameFacts, LoadedSeries, Pane } from './engine/viewer-engine.ts'

const zoomRange = [0.2, 30] as const

const untouched = (at: FrameRef): View => ({
  at, window: null, inverted: false, zoom: 1, centre: [0.5, 0.5], rotation: 0, flippedHorizontally: false, flippedVertically: false,
})

const factsOf = (ref: FrameRef): FrameFacts => ({
  ref, order: 0, columns: 1, rows: 1, modality: '', isColour: true, location: null, orientation: null, thickness: null, spacing: null, window: null, rate: null, lossy: false,
})

/** A series of the one thing that is no slice: a photograph, a clip, a paper, a curve, a report. */
export const loneSeries = (ref: FrameRef): LoadedSeries => ({
  study: ref.study, series: ref.series, frames: [factsOf(ref)], isVolume: false, attributes: () => [],
})

const turnOf = (degrees: number): number => ((Math.round(degrees) % 360) + 360) % 360

/** What a pane does for pictures that the browser itself draws: moved, turned and followed like any other. */
export class StillPane implements Pane {
  readonly series: LoadedSeries
  readonly index = 0
  readonly #listeners = new Set<() => void>()
  #view: View
  #size = { width: 0, height: 0 }
  #picture: HTMLImageElement | null = null

  constructor(ref: FrameRef) {
    this.series = loneSeries(ref)
    this.#view = untouched(ref)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly view = (): View => this.#view

  /** The picture, once it is there, and how large the pane is now. */
  draws(picture: HTMLImageElement | null, size: { readonly width: number; readonly height: number }): void {
    this.#picture = picture
    this.#size = size
  }

  get fit(): { readonly width: number; readonly height: number } {
    const { naturalWidth = 1, naturalHeight = 1 } = this.#picture ?? {}
    return fitInto(this.#size, { width: naturalWidth, height: naturalHeight })
  }

  show(): Promise<void> {
    return Promise.resolve()
  }

  follow(view: View): Promise<void> {
    if (view.at.series === this.#view.at.series) this.#become(view)
    return Promise.resolve()
  }

  moveBy(pixels: readonly [number, number]): void {
    this.#become({ ...this.#view, centre: placeAt([-pixels[0], -pixels[1]], this.#view, this.fit) })
  }

  zoomBy(factor: number): void {
    this.#become({ ...this.#view, zoom: Math.min(Math.max(this.#view.zoom * factor, zoomRange[0]), zoomRange[1]) })
  }

  invert(): void {
    this.#become({ ...this.#view, inverted: !this.#view.inverted })
  }

  flip(axis: 'horizontal' | 'vertical'): void {
    const { flippedHorizontally, flippedVertically } = this.#view
    this.#become(axis === 'horizontal' ? { ...this.#view, flippedHorizontally: !flippedHorizontally } : { ...this.#view, flippedVertically: !flippedVertically })
  }

  rotate(degrees: number): void {
    this.#become({ ...this.#view, rotation: turnOf(this.#view.rotation + degrees) })
  }

  reset(): void {
    this.#become(untouched(this.#view.at))
  }

  positionOf(place: Place): readonly [number, number] | null {
    const [x, y] = offsetOf(place, this.#view, this.fit)
    return this.#size.width === 0 ? null : [this.#size.width / 2 + x, this.#size.height / 2 + y]
  }

  /** The place under a pixel of the pane; null beside the picture. */
  placeUnder([x, y]: readonly [number, number]): Place | null {
    const place = placeAt([x - this.#size.width / 2, y - this.#size.height / 2], this.#view, this.fit)
    return place.every((part) => part >= 0 && part <= 1) ? place : null
  }

  /** As it is seen, in pixels of the screen. */
  async capture(): Promise<Blob> {
    const paper = document.createElement('canvas')
    paper.width = this.#size.width
    paper.height = this.#size.height
    const context = paper.getContext('2d')
    if (context === null || this.#picture === null) throw new Error('there is no picture to keep')
    context.fillRect(0, 0, paper.width, paper.height)
    context.translate(paper.width / 2, paper.height / 2)
    const { zoom, rotation, centre, flippedHorizontally, flippedVertically, inverted } = this.#view
    context.scale(zoom, zoom)
    context.rotate((rotation * Math.PI) / 180)
    context.scale(flippedHorizontally ? -1 : 1, flippedVertically ? -1 : 1)
    if (inverted) context.filter = 'invert(1)'
    const { width, height } = this.fit
    context.drawImage(this.#picture, -centre[0] * width, -centre[1] * height, width, height)
    const blob = await new Promise<Blob | null>((resolve) => paper.toBlob(resolve, 'image/png'))
    if (blob === null) throw new Error('the picture could not be drawn')
    return blob
  }

  // There is one picture, without window, film or values.
  goTo(): void {}
  setWindow(): void {}
  play(): void {}
  valueAt(): null {
    return null
  }

  close(): void {
    this.#listeners.clear()
  }

  #become(view: View): void {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}
