import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import type { RoomClient } from './room-state.ts'
import type { RoomClientOptions } from './room-client-options.ts'
import { openTestBrowser } from './test-browser.ts'

interface RoomWindow {
  createRoomClient: (options: RoomClientOptions) => RoomClient
  requestTicket: () => Promise<string>
  client: RoomClient
}
declare const window: RoomWindow & typeof globalThis

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

async function chairSends(): Promise<Page> {
  const one = await running.world.bookCase()
  const page = await browser.openPage(() => running.ticket('chair', one))
  await page.evaluate(() => {
    window.client = window.createRoomClient({
      requestTicket: async () => ({ ok: true, value: await window.requestTicket() }),
      start: { microphone: { on: true }, camera: { on: true } },
    })
  })
  await page.waitForFunction(`(() => { const state = window.client.state.getSnapshot(); return state.phase === 'inside' && state.me.sources.length === 2 })()`, undefined, { timeout: 60_000 })
  return page
}

/** What a browser makes of a file, from its first frame to a jump into its middle. */
const play = (page: Page, file: Buffer, kind: 'audio' | 'video') =>
  page.evaluate(
    async ([base64, of]) => {
      const media = document.body.appendChild(document.createElement(of))
      media.muted = true
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      media.src = URL.createObjectURL(new Blob([bytes], { type: `${of}/webm` }))
      await new Promise((resolve, reject) => {
        media.onloadedmetadata = resolve
        media.onerror = () => reject(new Error(media.error?.message ?? 'cannot be played'))
      })
      const until = (event: string, ms: number) =>
        new Promise((resolve, reject) => {
          media.addEventListener(event, resolve, { once: true })
          setTimeout(() => reject(new Error(`no ${event}: at ${media.currentTime} of ${media.duration}, ready ${media.readyState}`)), ms)
        })
      const sought = until('seeked', 20_000)
      media.currentTime = media.duration / 2
      await sought
      const ended = until('ended', 30_000)
      await media.play()
      await ended
      const size = media instanceof HTMLVideoElement ? { width: media.videoWidth, frames: media.getVideoPlaybackQuality().totalVideoFrames } : {}
      return { duration: media.duration, at: media.currentTime, ...size }
    },
    [file.toString('base64'), kind] as const,
  )

describe('a recording', { timeout: 120_000 }, () => {
  test('of a browser plays in a browser, with its length, and survives the death of the worker', async () => {
    const page = await chairSends()
    const control = await running.sfu.connect()
    const [room] = (await control.demand('describe-rooms', {})).rooms
    const [peer] = room?.peers ?? []
    if (room === undefined || peer === undefined) throw new Error('a room with a peer')
    const segments = await Promise.all(
      peer.producers.map(async ({ producer, kind }) => {
        const segment = randomUUID()
        await control.demand('record-producer', { room: room.room, peer: peer.peer, producer, segment })
        return { segment, kind }
      }),
    )
    for (const { segment } of segments) await control.hear('segment-lit', (lit) => lit.segment === segment)
    await page.waitForTimeout(3_000)
    const [pid = 0] = running.sfu.sfu.workerPids()
    process.kill(pid, 'SIGKILL')
    // Not the page of the call, which is busy with coming back.
    const cinema = await page.context().newPage()
    for (const { segment, kind } of segments) {
      const { file, failed } = await control.hear('segment-closed', (closed) => closed.segment === segment)
      expect(failed).toBe(false)
      expect(file?.durationMs).toBeGreaterThan(2_000)
      const bytes = readFileSync(join(running.sfu.recordings, `${segment}.webm`))
      expect(bytes.length).toBe(file?.bytes)
      const played = await play(cinema, bytes, kind)
      expect(played.duration * 1_000).toBeGreaterThan(2_000)
      expect(played.at).toBeGreaterThan(played.duration * 0.9)
      if (kind === 'video') expect(played.frames ?? 0).toBeGreaterThan(5)
    }
    control.close()
    await page.context().close()
  })
})
