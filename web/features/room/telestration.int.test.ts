import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ScheduledCase } from '#core/case/case.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import type { Person } from '#signaling/test-world.ts'
import type { BoardPainter } from './board-painter.ts'
import type { LiveBoard } from './client/boards.ts'
import type { RoomState } from './client/room-state.ts'
import { openTestBrowser } from './client/test-browser.ts'
import { openRoom, type RoomWindow } from './client/test-room-page.ts'
import type { Pen } from './pen.ts'

interface DrawingWindow extends RoomWindow {
  painter: BoardPainter
  drawing: { readonly BoardPainter: typeof BoardPainter; readonly Pen: typeof Pen; readonly emptyBoard: LiveBoard }
  pressedAt: number
  seenAt: number | undefined
}
declare const window: DrawingWindow & typeof globalThis

let running: RunningSignaling
let browser: Awaited<ReturnType<typeof openTestBrowser>>

beforeAll(async () => {
  running = await runSignaling()
  browser = await openTestBrowser(running.port())
}, 120_000)
afterAll(async () => {
  await browser.close()
  await running.close()
})

async function enter(person: Person, one: ScheduledCase, size: { readonly width: number; readonly height: number }): Promise<Page> {
  const page = await browser.openPage(() => running.ticket(person, one))
  await page.setViewportSize(size)
  await openRoom(page, { microphone: false, camera: person === 'member' })
  return page
}

const until = (page: Page, fits: (state: RoomState) => boolean): Promise<unknown> =>
  page.waitForFunction(`(${fits.toString()})(window.client.state.getSnapshot())`, undefined, { timeout: 60_000, polling: 50 })

const drawingModules = `
import { BoardPainter } from '/web/features/room/board-painter.ts'
import { Pen } from '/web/features/room/pen.ts'
import { emptyBoard } from '/web/features/room/client/boards.ts'
window.drawing = { BoardPainter, Pen, emptyBoard }`

/** Fills the window with the member's camera, letterboxed, under a board that can be drawn on. */
async function openBoard(page: Page): Promise<void> {
  await page.addScriptTag({ type: 'module', content: drawingModules })
  await page.waitForFunction('window.drawing !== undefined')
  await page.evaluate(async () => {
    const { BoardPainter: Painter, Pen: Hand, emptyBoard } = window.drawing
    const state = window.client.state.getSnapshot()
    const shows = state.phase === 'inside' ? state.participants.find(({ sources }) => sources.some(({ label }) => label === 'camera')) : undefined
    if (state.phase !== 'inside' || shows === undefined) throw new Error('nobody shows a camera')
    const source = { seat: shows.seat, label: 'camera' as const }
    document.body.style.margin = '0'
    const fill = <K extends 'video' | 'canvas'>(tag: K): HTMLElementTagNameMap[K] => {
      const element = document.body.appendChild(document.createElement(tag))
      element.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;object-fit:contain;touch-action:none'
      return element
    }
    const video = fill('video')
    const canvas = fill('canvas')
    canvas.style.setProperty('--mark-0', 'rgb(255, 214, 10)')
    canvas.style.setProperty('--mark-1', 'rgb(255, 214, 10)')
    video.muted = true
    window.client.show(video, source)
    await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
    window.painter = new Painter({ canvas, video, fit: 'contain', mirrored: false })
    const pen = new Hand({ client: window.client, source, mirrored: false, box: () => window.painter.box, onText: () => undefined })
    canvas.onpointerdown = (event) => {
      window.pressedAt = performance.timeOrigin + performance.now()
      pen.press(event, canvas, 'arrow')
    }
    canvas.onpointermove = (event) => pen.move(event, canvas, 'arrow')
    canvas.onpointerup = (event) => pen.lift(event, canvas)
    window.client.boards.subscribe(() => {
      const now = window.client.state.getSnapshot()
      const board = window.client.boards.getSnapshot().get(`${source.seat}/camera`) ?? emptyBoard
      if (now.phase === 'inside') window.painter.show(board, now.participants)
      if (board.marks.length > 0) window.seenAt ??= performance.timeOrigin + performance.now()
    })
  })
}

describe('a mark drawn in a window of a phone', { timeout: 120_000 }, () => {
  test('lies on the same place of the picture on a wide screen, within one per cent', async ({ annotate }) => {
    const one = await running.world.bookCase()
    const phone = await enter('chair', one, { width: 390, height: 844 })
    await until(phone, (state) => state.phase === 'inside')
    const wall = await enter('member', one, { width: 1440, height: 900 })
    await until(wall, (state) => state.phase === 'waiting')
    await phone.evaluate(() => window.client.startSession({ admitAll: true }))
    for (const page of [phone, wall]) {
      await until(page, (state) => state.phase === 'inside' && state.participants.some(({ sources }) => sources.length === 1))
      await openBoard(page)
    }
    // The picture is 16:9 in a window of 390 × 844: 390 × 219.4 pixels, 312.3 below the upper edge.
    const [top, height] = [312.3125, 219.375]
    await phone.mouse.move(97.5, top + height * 0.25)
    await phone.mouse.down()
    await phone.mouse.move(312, top + height * 0.8, { steps: 4 })
    await phone.mouse.up()
    await wall.waitForFunction(() => [...window.client.boards.getSnapshot().values()].some(({ marks }) => (marks[0]?.points.length ?? 0) === 2 && (marks[0]?.points[1]?.x ?? 0) > 0.79))
    const [mark] = await wall.evaluate(() => [...window.client.boards.getSnapshot().values()].flatMap(({ marks }) => marks))
    expect(Math.abs((mark?.points[0]?.x ?? 0) - 0.25)).toBeLessThan(0.01)
    expect(Math.abs((mark?.points[0]?.y ?? 0) - 0.25)).toBeLessThan(0.01)
    expect(Math.abs((mark?.points[1]?.x ?? 0) - 0.8)).toBeLessThan(0.01)
    expect(Math.abs((mark?.points[1]?.y ?? 0) - 0.8)).toBeLessThan(0.01)
    // On 1440 × 900 the picture is 1440 × 810, 45 below the edge: the arrow's middle is painted there, and nothing far from it.
    const alphaAt = (x: number, y: number): Promise<number> =>
      wall.evaluate(([left, down]) => document.querySelector('canvas')?.getContext('2d')?.getImageData(left, down, 1, 1).data[3] ?? -1, [x, y] as const)
    expect(await alphaAt(Math.round(1440 * 0.525), Math.round(45 + 810 * 0.525))).toBe(255)
    expect(await alphaAt(Math.round(1440 * 0.2), Math.round(45 + 810 * 0.9))).toBe(0)
    const [pressed, seen = NaN] = [await phone.evaluate(() => window.pressedAt), await wall.evaluate(() => window.seenAt)]
    await annotate(`seen by the other browser after ${(seen - pressed).toFixed(0)} ms`)
    await phone.context().close()
    await wall.context().close()
  })
})
