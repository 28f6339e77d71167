import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import { openTestBrowser } from '#web/features/room/client/test-browser.ts'
import { openRoom, type RoomWindow } from '#web/features/room/client/test-room-page.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBadLine, whyNoBadLine, type BadLine } from '../e2e/support/bad-line/bad-line.ts'
import { quantile } from './statistics.ts'

interface MeasuredWindow extends RoomWindow {
  peers: RTCPeerConnection[]
}
declare const window: MeasuredWindow & typeof globalThis

const seconds = Number(process.env['GLASS_SECONDS'] ?? 20)

/** From the moment a picture is drawn before the "camera" until it is put on the other screen; both clocks are this machine's. */
describe.skipIf(whyNoBadLine() !== undefined || inject('chromiumBin') === '')('glass to glass at 720p', { timeout: 180_000 }, () => {
  let running: RunningSignaling
  let browser: Awaited<ReturnType<typeof openTestBrowser>>
  let line: BadLine
  let viewer: Page
  let sender: Page

  beforeAll(async () => {
    running = await runSignaling()
    browser = await openTestBrowser(running.port())
    line = await openBadLine([browser.port, running.sfu.mediaPort])
    const one = await running.world.bookCase()
    const far = await browser.launch(line.wrap(inject('chromiumBin')))
    viewer = await enter(await browser.openPage(() => running.ticket('chair', one), far), false)
    await viewer.waitForFunction(() => window.client.state.getSnapshot().phase === 'inside')
    sender = await enter(await browser.openPage(() => running.ticket('member', one)), true)
    await sender.waitForFunction(() => window.client.state.getSnapshot().phase === 'waiting')
    await viewer.evaluate(() => window.client.startSession({ admitAll: true }))
    await showWhole(viewer)
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    line.close()
    await running.close()
  })

  test.each([
    ['on one machine', {}],
    ['with 40 ms round trip and 1 % loss', { roundTrip: 40, loss: 0.01 }],
  ] as const)('%s', async (name, conditions) => {
    line.become(conditions)
    // The encoder finds its size and the jitter buffer its depth.
    await viewer.waitForTimeout(8_000)
    const { times, height } = await seen(viewer, seconds)
    times.sort((a, b) => a - b)
    process.stdout.write(`glass to glass ${name}: ${String(times.length)} pictures of ${String(height)} lines, p50 ${quantile(times, 0.5).toFixed(0)} ms, p95 ${quantile(times, 0.95).toFixed(0)} ms\n`)
    process.stdout.write(`  ${JSON.stringify(await whyThisSize(sender, viewer))}\n`)
    expect(times.length).toBeGreaterThan(0)
  })
})

/** What decides on the size of the picture: both ladders, the browser's estimate of its line, and what its encoder says of each size. */
async function whyThisSize(sender: Page, viewer: Page): Promise<object> {
  const sent = await sender.evaluate(async () => {
    const sizes: object[] = []
    let estimate = 0
    for (const peer of window.peers) {
      for (const [, stat] of (await peer.getStats()) as unknown as Map<string, Record<string, unknown>>) {
        if (stat['type'] === 'candidate-pair') estimate = Math.max(estimate, Number(stat['availableOutgoingBitrate'] ?? 0))
        if (stat['type'] !== 'outbound-rtp') continue
        const { rid, active, frameHeight, framesPerSecond, qualityLimitationReason, targetBitrate } = stat
        sizes.push({ rid, active, frameHeight, framesPerSecond, qualityLimitationReason, targetBitrate })
      }
    }
    return { up: window.client.line.getSnapshot().up, estimate: Math.round(estimate), sizes }
  })
  return { ...sent, down: await viewer.evaluate(() => window.client.line.getSnapshot().down) }
}

async function enter(page: Page, sends: boolean): Promise<Page> {
  if (sends) await page.evaluate(drawClock)
  await page.evaluate(() => {
    const Plain = window.RTCPeerConnection
    window.peers = []
    window.RTCPeerConnection = class extends Plain {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        window.peers.push(this)
      }
    }
  })
  await openRoom(page, { microphone: false, camera: sends })
  return page
}

/** A camera that films a clock: twenty black or white fields, the milliseconds of the day's last minutes. */
function drawClock(): void {
  const canvas = Object.assign(document.createElement('canvas'), { width: 1_280, height: 720 })
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('no canvas')
  let frame = 0
  setInterval(() => {
    frame += 1
    const now = Math.round(performance.timeOrigin + performance.now()) % 2 ** 20
    context.fillStyle = `hsl(${String(frame % 360)} 40% 40%)`
    context.fillRect(0, 0, 1_280, 720)
    for (let bit = 0; bit < 20; bit += 1) {
      context.fillStyle = (now >> bit) & 1 ? '#fff' : '#000'
      context.fillRect(bit * 64, 0, 64, 180)
    }
  }, 1_000 / 30)
  const stream = canvas.captureStream(30)
  navigator.mediaDevices.getUserMedia = async () => stream.clone()
}

/** Hangs the member's camera into a picture of 720 lines. */
const showWhole = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const camera = () => {
      const state = window.client.state.getSnapshot()
      return state.phase === 'inside' ? state.participants.find(({ sources }) => sources.some(({ label }) => label === 'camera'))?.seat : undefined
    }
    while (camera() === undefined) await new Promise((resolve) => setTimeout(resolve, 50))
    const video = document.body.appendChild(document.createElement('video'))
    video.muted = true
    video.style.cssText = 'width:1280px;height:720px'
    const seat = camera()
    if (seat !== undefined) window.client.show(video, { seat, label: 'camera' })
  })

const seen = (page: Page, duringSeconds: number): Promise<{ times: number[]; height: number }> =>
  page.evaluate(async (during) => {
    const video = document.querySelector('video')
    const canvas = Object.assign(document.createElement('canvas'), { width: 20, height: 1 })
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (video === null || context === null) throw new Error('nothing is shown')
    const times: number[] = []
    const until = performance.now() + during * 1_000
    while (performance.now() < until) {
      const shownAt = await new Promise<number>((resolve) => video.requestVideoFrameCallback((_now, { expectedDisplayTime }) => resolve(expectedDisplayTime)))
      const { videoWidth: width, videoHeight: height } = video
      for (let bit = 0; bit < 20; bit += 1) context.drawImage(video, ((bit + 0.5) / 20) * width, height / 8, 1, 1, bit, 0, 1, 1)
      const { data } = context.getImageData(0, 0, 20, 1)
      let drawn = 0
      for (let bit = 0; bit < 20; bit += 1) if ((data[bit * 4] ?? 0) > 127) drawn += 2 ** bit
      const age = (Math.round(performance.timeOrigin + shownAt) - drawn + 2 ** 21) % 2 ** 20
      if (age < 10_000) times.push(age)
    }
    return { times, height: video.videoHeight }
  }, duringSeconds)
