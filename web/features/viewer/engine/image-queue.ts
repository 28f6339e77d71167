import { cache, Enums, imageLoader, imageRetrievalPoolManager } from '@cornerstonejs/core'
import { fetchOrder } from '#core/viewing/fetch-order.ts'
import { lineSpeed, type ImageBudget } from '#core/viewing/image-budget.ts'

interface Reading {
  readonly imageIds: readonly string[]
  readonly at: number
  readonly direction: -1 | 0 | 1
}

const attempts = 3
const retryMs = 800

const { Interaction, Prefetch } = Enums.RequestType

/** Whether the picture is decoded and can be drawn at once. */
export const isHere = (imageId: string): boolean => cache.getImage(imageId) !== undefined

/** Fetches pictures within the budget: what is on screen first, then what scrolling will want. */
export class ImageQueue {
  #budget: ImageBudget
  #reading: Reading | null = null
  #ahead = 0
  #onScreen = 0
  #speed: number | null = null
  readonly #failed = new Set<string>()
  readonly #watch: PerformanceObserver

  constructor(budget: ImageBudget) {
    this.#budget = budget
    this.#obey()
    this.#watch = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { name, encodedBodySize: bytes, responseEnd, responseStart } = entry as PerformanceResourceTiming
        if (name.includes('/frames/')) this.#speed = lineSpeed(this.#speed, { bytes, milliseconds: responseEnd - responseStart })
      }
    })
    this.#watch.observe({ type: 'resource' })
  }

  get budget(): ImageBudget {
    return this.#budget
  }

  set budget(budget: ImageBudget) {
    this.#budget = budget
    this.#obey()
    this.#readAhead()
  }

  get kilobitsPerSecond(): number | null {
    return this.#speed
  }

  /** Fetches and decodes one picture that somebody waits for. */
  async fetch(imageId: string): Promise<void> {
    this.#onScreen += 1
    try {
      await this.#load(imageId, attempts)
    } finally {
      this.#onScreen -= 1
      this.#readAhead()
    }
  }

  /** Says what is being read, so that the neighbours can be fetched. */
  follow(reading: Reading): void {
    this.#reading = reading
    this.#readAhead()
  }

  close(): void {
    this.#reading = null
    this.#watch.disconnect()
  }

  /** A line that breaks for a moment is not a picture that cannot be shown. */
  async #load(imageId: string, left: number): Promise<void> {
    try {
      await imageLoader.loadAndCacheImage(imageId, { requestType: Interaction, priority: -10 })
    } catch (cause) {
      if (left <= 1) throw cause
      await new Promise((resolve) => setTimeout(resolve, retryMs))
      await this.#load(imageId, left - 1)
    }
  }

  #obey(): void {
    imageRetrievalPoolManager.setMaxSimultaneousRequests(Interaction, this.#budget.onScreen)
    imageRetrievalPoolManager.setMaxSimultaneousRequests(Prefetch, Math.max(1, this.#budget.ahead))
  }

  /** One picture at a time per free place, chosen when the place is free: what scrolling has left behind is never fetched. */
  #readAhead(): void {
    const { ahead, reach } = this.#budget
    while (this.#reading !== null && this.#onScreen === 0 && this.#ahead < ahead) {
      const { imageIds, at, direction } = this.#reading
      const next = fetchOrder({ at, count: imageIds.length, direction }, reach)
        .map((index) => imageIds[index])
        .find((imageId) => imageId !== undefined && !this.#failed.has(imageId) && cache.getImageLoadObject(imageId) === undefined)
      if (next === undefined) return
      this.#ahead += 1
      imageLoader
        .loadAndCacheImage(next, { requestType: Prefetch, priority: 0 })
        .catch(() => this.#failed.add(next))
        .finally(() => {
          this.#ahead -= 1
          this.#readAhead()
        })
    }
  }
}
