import type { SourceLabel } from '#contract/room.ts'
import { mostChangesPerMinute, type Rung } from '#core/room/ladder.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBadLine, whyNoBadLine, type BadLine } from '../e2e/support/bad-line/bad-line.ts'
import { addDraft } from '#signaling/test-draft.ts'
import { openTestBrowser, roomClient } from '#web/features/room/client/test-browser.ts'
import type { RoomWindow } from '#web/features/room/client/test-room-page.ts'
import { browserEditor, writeWhileStarved, type Writing } from './starved-minutes.ts'

interface Heard {
  readonly concealed: number
  readonly samples: number
}
interface ThinWindow extends RoomWindow {
  peers: RTCPeerConnection[]
  rungs: { at: number; up: Rung; down: Rung; loss: number; roundTrip: number | null }[]
}
declare const window: ThinWindow & typeof globalThis

const labels = ['overview', 'field', 'endoscope'] as const
/** The whole durations, for a measurement; a test run has minutes, not a quarter of an hour. */
const wholeDurations = process.env['WHOLE_THIN_LINE'] === '1'
const badSeconds = wholeDurations ? 600 : 10
const starvedSeconds = wholeDurations ? 20 : 6

describe.skipIf(whyNoBadLine() !== undefined || inject('chromiumBin') === '')('an operating room behind a thin line', { timeout: wholeDurations ? 900_000 : 120_000 }, () => {
  let running: RunningSignaling
  let browser: Awaited<ReturnType<typeof openTestBrowser>>
  let line: BadLine
  let surgeon: Page
  let chair: Page
  let writing: Writing

  beforeAll(async () => {
    running = await runSignaling()
    browser = await openTestBrowser(running.port(), [roomClient, browserEditor])
    line = await openBadLine([browser.port, running.sfu.mediaPort])
    const { one } = await addDraft(running.world)
    chair = await enter(await browser.openPage(() => running.ticket('chair', one)))
    await chair.waitForFunction(() => window.client.state.getSnapshot().phase === 'inside')
    const far = await browser.launch(line.wrap(inject('chromiumBin')))
    surgeon = await enter(await browser.openPage(() => running.ticket('member', one), far))
    await surgeon.waitForFunction(() => window.client.state.getSnapshot().phase === 'waiting')
    await chair.evaluate(() => window.client.startSession({ admitAll: true }))
    await surgeon.waitForFunction(() => window.client.state.getSnapshot().phase === 'inside')
    await surgeon.evaluate(async (sources) => {
      for (const label of sources) await window.client.startSource(label)
    }, labels)
    await showAll(chair, labels)
    await allMoving(chair, { within: 20_000 })
    writing = await writeWhileStarved(surgeon, running, one)
  }, 120_000)
  afterAll(async () => {
    writing.close()
    await browser.close()
    line.close()
    await running.close()
  })

  test('gets its voice, all three pictures and its minutes back by itself after a starved uplink, under the same labels', async () => {
    const before = await shown(chair)
    const stop = await traceUplink(surgeon)
    line.become({ up: 15_000 })
    await writing.goOn(starvedSeconds)
    line.become({})
    const released = Date.now()
    const moved = await decoded(chair)
    let [voice, pictures, minutes] = [Number.NaN, Number.NaN, Number.NaN]
    const whole = writing.whole().then(() => (minutes = Date.now() - released))
    try {
      await voiceClear(chair)
      voice = Date.now() - released
      await allMoving(chair, { within: 30_000 })
      pictures = Date.now() - released
      await whole
    } finally {
      process.stdout.write(`starved uplink: voice back in ${voice} ms, ${labels.length} pictures in ${pictures} ms, minutes whole in ${minutes} ms\n`)
      for (const { at, ...look } of await stop()) process.stdout.write(`  ${((at - released) / 1_000).toFixed(1)} s ${JSON.stringify(look)}\n`)
      process.stdout.write(`  pictures decoded meanwhile: ${(await decoded(chair)).map((count, index) => count - (moved[index] ?? 0)).join(', ')}\n`)
    }
    expect(await shown(chair)).toEqual(before)
    expect(await writing.kept()).toEqual(writing.words())
    if (!wholeDurations) return
    expect(voice).toBeLessThan(3_000)
    expect(pictures).toBeLessThan(10_000)
  })

  test('keeps the voice and a picture at 256 kbit/s, 300 ms and 5 % loss, changing at most twice a minute', async () => {
    // Both directions carry a picture that may have to give way.
    await chair.evaluate(() => window.client.startSource('camera'))
    await showAll(surgeon, ['camera'])
    await allMoving(surgeon, { within: 20_000, count: 1 })
    line.become({ up: 256_000, down: 256_000, roundTrip: 300, loss: 0.05 })
    // What the fall itself costs is not what the steady line costs.
    await chair.waitForTimeout(5_000)
    await surgeon.evaluate(() => (window.rungs = []))
    const [before, frames, seen] = [await heard(chair), await decoded(chair), await decoded(surgeon)]
    await chair.waitForTimeout(badSeconds * 1_000)
    const [after, framesAfter, rungs] = [await heard(chair), await decoded(chair), await surgeon.evaluate(() => window.rungs)]
    const concealment = (after.concealed - before.concealed) / Math.max(1, after.samples - before.samples)
    const rates = (now: readonly number[], then: readonly number[]): number[] => now.map((count, index) => (count - (then[index] ?? 0)) / badSeconds)
    const best = Math.max(...rates(framesAfter, frames))
    const back = Math.max(...rates(await decoded(surgeon), seen))
    process.stdout.write(`thin line: concealment ${(concealment * 100).toFixed(1)} %, best picture ${best.toFixed(1)} fps, ${back.toFixed(1)} fps the other way\n`)
    for (const { at, ...change } of rungs) process.stdout.write(`  ${(at / 1_000).toFixed(1)} s ${JSON.stringify(change)}\n`)
    for (const { at } of rungs) expect(rungs.filter((other) => other.at > at - 60_000 && other.at <= at).length).toBeLessThanOrEqual(mostChangesPerMinute)
    expect(best).toBeGreaterThan(0)
    if (!wholeDurations) return
    expect(concealment).toBeLessThan(0.1)
    expect(best).toBeGreaterThanOrEqual(1)
  })
})

/** Comes in with the microphone, and counts what the browser's connections and ladders do. */
async function enter(page: Page): Promise<Page> {
  await page.evaluate(() => {
    const Plain = window.RTCPeerConnection
    window.peers = []
    window.rungs = []
    window.RTCPeerConnection = class extends Plain {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        window.peers.push(this)
      }
    }
    window.client = window.createRoomClient({
      requestTicket: async () => ({ ok: true, value: await window.requestTicket() }),
      start: { microphone: { on: true }, camera: { on: false } },
    })
    let last = ''
    window.client.line.subscribe(() => {
      const { up, down, history } = window.client.line.getSnapshot()
      const { loss = 0, roundTrip = null } = history.at(-1) ?? {}
      if (`${up}/${down}` !== last && last !== '') window.rungs.push({ at: Math.round(performance.now()), up, down, loss, roundTrip })
      last = `${up}/${down}`
    })
  })
  return page
}

/** Shows these pictures of the one who sends them, as soon as they come, each large enough to be wanted whole. */
const showAll = (page: Page, wanted: readonly SourceLabel[]): Promise<void> =>
  page.evaluate(async (sources) => {
    const sender = () => {
      const state = window.client.state.getSnapshot()
      const sends = (own: readonly { readonly label: SourceLabel }[]): boolean => sources.every((label) => own.some((source) => source.label === label))
      return state.phase === 'inside' ? state.participants.find((one) => one.seat !== state.you && sends(one.sources)) : undefined
    }
    while (sender() === undefined) await new Promise((resolve) => setTimeout(resolve, 50))
    const seat = sender()?.seat
    if (seat === undefined) return
    for (const label of sources) {
      const video = document.body.appendChild(document.createElement('video'))
      video.muted = true
      video.style.cssText = `width:280px;height:${label === 'field' ? 300 : 150}px`
      window.client.show(video, { seat, label })
    }
  }, wanted)

interface UplinkLook {
  readonly at: number
  readonly rung: Rung
  /** Bits per second, as the browser estimates the line and as it sends. */
  readonly estimate: number
  readonly sent: number
  readonly roundTripMs: number
  /** Whether the room's own line stands, and what each of the media's paths is doing. */
  readonly line: string
}

/** Looks at the uplink once a second; the answer ends the trace. */
async function traceUplink(page: Page): Promise<() => Promise<readonly UplinkLook[]>> {
  const looks: UplinkLook[] = []
  const look = async (): Promise<void> => {
    looks.push(
      await page.evaluate(async () => {
        const { up, history } = window.client.line.getSnapshot()
        let [estimate, roundTripMs] = [0, 0]
        const state = window.client.state.getSnapshot()
        const open = window.peers.filter(({ connectionState }) => connectionState !== 'closed')
        const line = [state.phase === 'inside' ? state.line : state.phase, ...open.map(({ connectionState }) => connectionState)].join(' ')
        for (const peer of open) {
          for (const [, stat] of (await peer.getStats()) as unknown as Map<string, Record<string, number | string>>) {
            // The receiving side's estimate is a first guess that nothing ever changes.
            if (stat['type'] !== 'candidate-pair' || stat['availableOutgoingBitrate'] === undefined || Number(stat['bytesSent'] ?? 0) < Number(stat['bytesReceived'] ?? 0)) continue
            estimate = Math.max(estimate, Math.round(Number(stat['availableOutgoingBitrate'])))
            roundTripMs = Math.round(Number(stat['currentRoundTripTime'] ?? 0) * 1_000)
          }
        }
        return { at: performance.timeOrigin + performance.now(), rung: up, estimate, sent: Math.round(history.at(-1)?.sent ?? 0), roundTripMs, line }
      }),
    )
  }
  const timer = setInterval(() => void look().catch(() => undefined), 1_000)
  return async () => {
    clearInterval(timer)
    return looks
  }
}

/** Which sources there are, by label, in no order. */
const shown = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const state = window.client.state.getSnapshot()
    return state.phase === 'inside' ? state.participants.flatMap(({ sources }) => sources.map(({ label }) => label)).sort() : []
  })

const decoded = (page: Page): Promise<number[]> =>
  page.evaluate(() => [...document.querySelectorAll('video')].map((video) => video.getVideoPlaybackQuality().totalVideoFrames))

/** Resolves when every picture has moved by two frames since now. */
async function allMoving(page: Page, { within, count = labels.length }: { readonly within: number; readonly count?: number }): Promise<void> {
  await page.waitForFunction(
    (least) => {
      const videos = [...document.querySelectorAll('video')]
      const marks = (window as unknown as { marks?: WeakMap<HTMLVideoElement, { src: unknown; at: number; moved: number }> })
      marks.marks ??= new WeakMap()
      return videos.length >= least && videos.every((video) => {
        const now = video.getVideoPlaybackQuality().totalVideoFrames
        const mark = marks.marks?.get(video)
        if (mark === undefined || mark.src !== video.srcObject || now < mark.at) marks.marks?.set(video, { src: video.srcObject, at: now, moved: 0 })
        else if (now - mark.at >= 2) mark.moved = 1
        return mark?.moved === 1
      })
    },
    count,
    { timeout: within, polling: 100 },
  )
  await page.evaluate(() => Reflect.deleteProperty(window, 'marks'))
}

/** The voice as it came: samples in all, and those that had to be invented. */
const heard = (page: Page): Promise<Heard> =>
  page.evaluate(async () => {
    let [concealed, samples] = [0, 0]
    for (const peer of window.peers) {
      if (peer.connectionState === 'closed') continue
      for (const [, stat] of await peer.getStats() as unknown as Map<string, Record<string, number | string>>) {
        if (stat['type'] !== 'inbound-rtp' || stat['kind'] !== 'audio') continue
        concealed += Number(stat['concealedSamples'] ?? 0) - Number(stat['silentConcealedSamples'] ?? 0)
        samples += Number(stat['totalSamplesReceived'] ?? 0)
      }
    }
    return { concealed, samples }
  })

/** Resolves when half a second of the voice has come with hardly anything invented. */
async function voiceClear(page: Page): Promise<void> {
  for (let before = await heard(page); ; ) {
    await page.waitForTimeout(500)
    const after = await heard(page)
    const samples = after.samples - before.samples
    if (samples > 12_000 && (after.concealed - before.concealed) / samples < 0.1) return
    before = after
  }
}
