import { Enums, type RenderingEngine, type StackViewport, type Types } from '@cornerstonejs/core'
import { placeOf, worldOf } from '#core/viewing/image-plane.ts'
import { sameFrame, type Place, type View, type VoiWindow } from '#core/viewing/view.ts'
import { isHere, type ImageQueue } from './image-queue.ts'
import type { EngineFrame, EngineSeries } from './load-series.ts'
import { drawnOn } from './pane-capture.ts'
import { watchPointer } from './pane-pointer.ts'
import { moveTo, turnTo } from './stack-camera.ts'
import type { Pane, PaneListeners, ToolName } from './viewer-engine.ts'

interface StackPaneOptions {
  readonly id: string
  readonly element: HTMLDivElement
  readonly rendering: RenderingEngine
  readonly queue: ImageQueue
  readonly listeners: PaneListeners
  readonly tool: () => ToolName
  readonly onClose: () => void
}

/** A stack of pictures on Cornerstone's viewport; which picture is wanted is decided here, so that a thin line is not flooded. */
export class StackPane implements Pane {
  readonly element: HTMLDivElement
  readonly #options: StackPaneOptions
  readonly #viewport: StackViewport
  readonly #ends: (() => void)[] = []
  #series: EngineSeries | null = null
  #wanted = 0
  #direction: -1 | 0 | 1 = 0
  /** A window that was chosen stays while scrolling; else each series begins with its own. */
  #window: VoiWindow | null = null
  #settling: ReturnType<typeof setTimeout> | undefined
  #playing: ReturnType<typeof setInterval> | undefined
  #told = ''
  #follows = 0

  constructor(options: StackPaneOptions) {
    this.#options = options
    this.element = options.element
    const { rendering, id, element } = options
    rendering.enableElement({ viewportId: id, type: Enums.ViewportType.STACK, element, defaultOptions: { background: [0, 0, 0] } })
    this.#viewport = rendering.getViewport<StackViewport>(id)
    const tell = (): void => this.#tell()
    for (const event of [Enums.Events.CAMERA_MODIFIED, Enums.Events.VOI_MODIFIED, Enums.Events.STACK_NEW_IMAGE]) {
      element.addEventListener(event, tell)
      this.#ends.push(() => element.removeEventListener(event, tell))
    }
    this.#ends.push(
      watchPointer(element, {
        step: (by) => this.goTo(this.#wanted + by),
        dragsScroll: () => options.tool() === 'scroll',
        span: () => this.#series?.frames.length ?? 1,
        point: (at) => options.listeners.onPointer(at === null ? null : this.#placeAt(at)),
      }),
    )
  }

  get series(): EngineSeries | null {
    return this.#series
  }

  get index(): number {
    return this.#wanted
  }

  async show(series: EngineSeries, index: number): Promise<void> {
    this.play(null)
    this.#series = series
    this.#window = null
    this.#direction = 0
    await this.#want(index, true)
  }

  goTo(index: number): void {
    const count = this.#series?.frames.length ?? 0
    const next = Math.min(Math.max(index, 0), count - 1)
    if (next === this.#wanted || count === 0) return
    this.#direction = next > this.#wanted ? 1 : -1
    void this.#want(next, false)
  }

  view(): View | null {
    const frame = this.#frame
    if (frame === undefined) return null
    const shown = this.#shown
    const camera = this.#viewport.getCamera()
    const { rotation = 0, flipHorizontal = false, flipVertical = false } = this.#viewport.getViewPresentation()
    const { invert = false } = this.#viewport.getProperties()
    return {
      at: frame.facts.ref,
      window: frame.facts.isColour ? null : this.#currentWindow(),
      inverted: invert,
      zoom: shown === undefined ? 1 : this.#viewport.getZoom(),
      centre: shown === undefined || camera.focalPoint === undefined ? [0.5, 0.5] : placeOf(shown.plane, camera.focalPoint),
      rotation: Math.round(rotation) % 360,
      flippedHorizontally: flipHorizontal,
      flippedVertically: flipVertical,
    }
  }

  async follow(view: View): Promise<void> {
    const index = this.#series?.frames.findIndex(({ ref }) => sameFrame(ref, view.at)) ?? -1
    if (index < 0) return
    const turn = (this.#follows += 1)
    this.#window = view.window
    if (index !== this.#wanted) this.#direction = index > this.#wanted ? 1 : -1
    if (index !== this.#wanted || this.#shown === undefined) await this.#want(index, true)
    // Overtaken by a later view while its picture was on the way.
    if (turn !== this.#follows || this.#shown === undefined || !sameFrame(this.#shown.facts.ref, view.at)) return
    if (view.window !== null) this.#draw(view.window)
    this.#viewport.setProperties({ invert: view.inverted })
    turnTo(this.#viewport, view)
    this.#viewport.setZoom(view.zoom)
    moveTo(this.#viewport, this.#shown.plane, view.centre)
    this.#viewport.render()
  }

  setWindow(window: VoiWindow): void {
    this.#window = window
    this.#draw(window)
    this.#viewport.render()
    this.#tell()
  }

  invert(): void {
    const { invert = false } = this.#viewport.getProperties()
    this.#viewport.setProperties({ invert: !invert })
    this.#viewport.render()
    this.#tell()
  }

  flip(axis: 'horizontal' | 'vertical'): void {
    const { flipHorizontal = false, flipVertical = false } = this.#viewport.getCamera()
    this.#viewport.setCamera(axis === 'horizontal' ? { flipHorizontal: !flipHorizontal } : { flipVertical: !flipVertical })
    this.#viewport.render()
    this.#tell()
  }

  rotate(degrees: number): void {
    const { rotation = 0 } = this.#viewport.getViewPresentation()
    this.#viewport.setViewPresentation({ rotation: (Math.round(rotation) + degrees + 360) % 360 })
    this.#viewport.render()
    this.#tell()
  }

  reset(): void {
    const window = this.#frame?.facts.window ?? null
    this.#window = null
    this.#viewport.setViewPresentation({ rotation: 0, flipHorizontal: false, flipVertical: false })
    this.#viewport.resetProperties()
    this.#viewport.resetCamera()
    if (window !== null) this.#draw(window)
    this.#viewport.render()
    this.#tell()
  }

  play(framesPerSecond: number | null): void {
    clearInterval(this.#playing)
    if (framesPerSecond === null || framesPerSecond <= 0) return
    this.#playing = setInterval(() => {
      const count = this.#series?.frames.length ?? 0
      const next = this.#series?.engineFrames[(this.#wanted + 1) % Math.max(1, count)]
      // A film on a thin line waits for its picture instead of tearing.
      if (next !== undefined && (isHere(next.imageId) || this.#shown === this.#frame)) this.#loopTo((this.#wanted + 1) % count)
    }, 1_000 / framesPerSecond)
  }

  positionOf(place: Place): readonly [number, number] | null {
    const shown = this.#shown
    return shown === undefined ? null : this.#viewport.worldToCanvas([...worldOf(shown.plane, place)])
  }

  valueAt([x, y]: Place): number | null {
    const shown = this.#shown
    if (shown === undefined || shown.facts.isColour || x < 0 || y < 0 || x >= 1 || y >= 1) return null
    const image = this.#viewport.getCornerstoneImage()
    const pixel = image.getPixelData()[Math.floor(y * shown.plane.rows) * shown.plane.columns + Math.floor(x * shown.plane.columns)]
    if (pixel === undefined) return null
    // The loader has already applied slope and intercept where it says so.
    return image.preScale?.scaled === true ? pixel : pixel * image.slope + image.intercept
  }

  capture(): Promise<Blob> {
    return drawnOn(this.#viewport.canvas, this.element)
  }

  close(): void {
    this.play(null)
    clearTimeout(this.#settling)
    for (const end of this.#ends) end()
    this.#options.rendering.disableElement(this.#options.id)
    this.#options.onClose()
  }

  get #frame(): EngineFrame | undefined {
    return this.#series?.engineFrames[this.#wanted]
  }

  /** The picture that the screen shows now. */
  get #shown(): EngineFrame | undefined {
    const imageId = this.#viewport.getCurrentImageId() as string | undefined
    const drawn = this.#viewport.getCornerstoneImage() as Types.IImage | undefined
    return drawn?.imageId === imageId ? this.#series?.engineFrames.find((one) => one.imageId === imageId) : undefined
  }

  #loopTo(index: number): void {
    this.#direction = 1
    void this.#want(index, false)
  }

  async #want(index: number, atOnce: boolean): Promise<void> {
    this.#wanted = index
    const frame = this.#frame
    const series = this.#series
    if (frame === undefined || series === null) return
    const { queue, listeners } = this.#options
    clearTimeout(this.#settling)
    this.#tell()
    if (!isHere(frame.imageId)) {
      listeners.onWaiting(frame.facts)
      const { previewFirst, settleMs } = queue.budget
      if (previewFirst && !atOnce) {
        this.#settling = setTimeout(() => void this.#fetch(frame), settleMs)
        return
      }
      await this.#fetch(frame)
      return
    }
    await this.#put(frame)
  }

  async #fetch(frame: EngineFrame): Promise<void> {
    try {
      await this.#options.queue.fetch(frame.imageId)
    } catch {
      if (this.#frame === frame) this.#options.listeners.onFailed(frame.facts)
      return
    }
    if (this.#frame === frame) await this.#put(frame)
  }

  async #put(frame: EngineFrame): Promise<void> {
    const { queue, listeners } = this.#options
    const series = this.#series
    if (series === null) return
    const imageIds = series.engineFrames.map(({ imageId }) => imageId)
    if (this.#viewport.getImageIds()[0] !== imageIds[0] || this.#viewport.getImageIds().length !== imageIds.length) {
      await this.#viewport.setStack(imageIds, this.#wanted)
      const window = this.#window ?? frame.facts.window
      if (window !== null && !frame.facts.isColour) this.#draw(window)
    } else await this.#viewport.setImageIdIndex(imageIds.indexOf(frame.imageId))
    if (this.#frame !== frame) return
    this.#viewport.render()
    listeners.onWaiting(null)
    this.#tell()
    queue.follow({ imageIds, at: this.#wanted, direction: this.#direction })
  }

  #draw({ centre, width }: VoiWindow): void {
    if (this.#frame?.facts.isColour === true) return
    this.#viewport.setProperties({ voiRange: { lower: centre - width / 2, upper: centre + width / 2 } })
  }

  #currentWindow(): VoiWindow | null {
    // Colours have no range, whatever the library's types say.
    const { voiRange } = this.#viewport.getProperties() as { readonly voiRange?: { readonly lower: number; readonly upper: number } | null }
    if (this.#shown === undefined || voiRange === undefined || voiRange === null) return this.#window ?? this.#frame?.facts.window ?? null
    const round = (value: number): number => Math.round(value * 100) / 100
    return { centre: round((voiRange.lower + voiRange.upper) / 2), width: round(voiRange.upper - voiRange.lower) }
  }

  #placeAt([x, y]: readonly [number, number]): Place | null {
    const shown = this.#shown
    if (shown === undefined) return null
    const place = placeOf(shown.plane, this.#viewport.canvasToWorld([x, y]))
    return place.every((part) => part >= 0 && part <= 1) ? place : null
  }

  /** Tells of a change once, however many of the engine's events speak of it. */
  #tell(): void {
    const view = this.view()
    const saying = JSON.stringify(view)
    if (view === null || saying === this.#told) return
    this.#told = saying
    this.#options.listeners.onView(view)
  }
}
