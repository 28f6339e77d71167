import type { Locator, Page } from 'playwright-core'
import { z } from 'zod'
import { fitInto, placeAt } from '#core/viewing/placement.ts'
import type { Place } from '#core/viewing/view.ts'

const shownView = z.object({
  at: z.object({ study: z.string(), series: z.string(), instance: z.string(), frame: z.number() }),
  window: z.object({ centre: z.number(), width: z.number() }).nullable(),
  inverted: z.boolean(), zoom: z.number(), centre: z.tuple([z.number(), z.number()]), rotation: z.number(),
  flippedHorizontally: z.boolean(), flippedVertically: z.boolean(),
})
export type ShownView = z.infer<typeof shownView>

/** A picture's size in the patient, in millimetres. */
interface Extent {
  readonly width: number
  readonly height: number
}

/** The image viewer, in the room or on a page of its own. */
export class ViewerPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Resolves once the image engine runs. */
  async waitOpen(): Promise<void> {
    await this.page.locator('[data-viewer="ready"]').waitFor()
  }

  pane(): Locator {
    return this.page.locator('[data-viewer] [data-view]').first()
  }

  /** Chooses a series by its name in the list, and waits until its own picture is drawn. */
  async choose(series: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Các chuỗi ảnh' }).getByRole('button', { name: series }).first().click()
    await this.waitDrawn()
  }

  /** Resolves when the pane shows the full picture, and not the server's small one. */
  async waitDrawn(): Promise<void> {
    await this.page.locator('[data-viewer] [data-drawn]').first().waitFor()
  }

  /** What the engine says that it shows. */
  async view(): Promise<ShownView> {
    return shownView.parse(JSON.parse((await this.pane().getAttribute('data-view')) ?? 'null'))
  }

  /**
   * What is drawn, small and grey: one value from 0 to 255 for each of 64 × 64 fields of the square in the middle, into which the
   * picture is fitted whatever the shape of the pane.
   */
  async pixels(): Promise<readonly number[]> {
    await this.waitDrawn()
    return this.pane().evaluate((pane) => {
      const source = pane.querySelector('canvas') ?? pane.querySelector('img')
      const small = document.createElement('canvas')
      small.width = 64
      small.height = 64
      const context = small.getContext('2d')
      if (source === null || context === null) return []
      const [width, height] = source instanceof HTMLCanvasElement ? [source.width, source.height] : [source.naturalWidth, source.naturalHeight]
      const side = Math.min(width, height)
      context.drawImage(source, (width - side) / 2, (height - side) / 2, side, side, 0, 0, 64, 64)
      const { data } = context.getImageData(0, 0, 64, 64)
      return Array.from({ length: 64 * 64 }, (_, at) => data[at * 4 + 1] ?? 0)
    })
  }

  async present(): Promise<void> {
    await this.page.getByRole('button', { name: 'Trình bày ảnh cho mọi người' }).click()
    await this.page.getByText('Bạn đang trình bày ảnh').waitFor()
  }

  async waitFollowing(): Promise<void> {
    await this.page.getByText('đang xem cùng').waitFor()
  }

  async followAgain(): Promise<void> {
    await this.page.getByRole('button', { name: 'Theo lại' }).click()
    await this.waitFollowing()
  }

  /** Turns the wheel over the picture, deeper into the stack. */
  async scroll(notches: number): Promise<void> {
    const box = await this.pane().boundingBox()
    if (box === null) throw new Error('no pane to scroll in')
    await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    for (let notch = 0; notch < notches; notch++) await this.page.mouse.wheel(0, 40)
  }

  /** Presses a key of the reading room. */
  async press(key: string): Promise<void> {
    await this.page.getByRole('group', { name: 'Vùng đọc ảnh' }).press(key)
  }

  /** Draws a length between two parts of the pane; the places in the picture that were touched, and the millimetres it says. */
  async measure(from: readonly [number, number], to: readonly [number, number], extent: Extent): Promise<{ readonly said: () => Promise<number>; readonly places: readonly [Place, Place] }> {
    const box = await this.pane().boundingBox()
    if (box === null) throw new Error('no pane to measure on')
    const view = await this.view()
    const at = ([x, y]: readonly [number, number]) => [Math.round(box.width * x), Math.round(box.height * y)] as const
    const place = (part: readonly [number, number]): Place => {
      const [x, y] = at(part)
      return placeAt([x - box.width / 2, y - box.height / 2], view, fitInto(box, extent))
    }
    await this.press('l')
    const [start, end] = [at(from), at(to)]
    await this.page.mouse.move(box.x + start[0], box.y + start[1])
    await this.page.mouse.down()
    await this.page.mouse.move(box.x + (start[0] + end[0]) / 2, box.y + (start[1] + end[1]) / 2, { steps: 4 })
    await this.page.mouse.move(box.x + end[0], box.y + end[1], { steps: 4 })
    await this.page.mouse.up()
    const words = this.pane().locator('svg text').filter({ hasText: /\d\s*mm$/ }).first()
    await words.waitFor()
    // Written as Vietnamese writes numbers; what stands there a moment after the hand let go may be of the way to its end.
    const said = async () => Number(((await words.textContent()) ?? '').replace(/[^\d,]/g, '').replace(',', '.'))
    return { said, places: [place(from), place(to)] }
  }
}
