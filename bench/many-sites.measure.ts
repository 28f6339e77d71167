import type { Actor } from '#core/directory/actor.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import type { TestGuest } from '#signaling/test-guest.ts'
import { sendCamera, watch } from '#signaling/test-media.ts'
import type { NativeReceiver } from '#sfu/test-native-peer.ts'
import { openTestBrowser } from '#web/features/room/client/test-browser.ts'
import { openRoom, type RoomWindow } from '#web/features/room/client/test-room-page.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { quantile } from './statistics.ts'

declare const window: RoomWindow & typeof globalThis

/** 23 sites, three of them browsers: who sends the main picture, and two who decode it. */
const sites = Number(process.env['SITES'] ?? 23)
const seconds = Number(process.env['SITES_SECONDS'] ?? 60)
/** Between two pictures of the main source; longer counts as frozen, in milliseconds. */
const frozen = 1_000
/** What a screen shows beside the main picture: one page of the strip. */
const beside = 6

describe.skipIf(inject('chromiumBin') === '')(`${String(sites)} sites in one room`, { timeout: 300_000 }, () => {
  let running: RunningSignaling
  let browser: Awaited<ReturnType<typeof openTestBrowser>>
  let one: ScheduledCase
  let viewers: readonly Page[]
  const natives: NativeReceiver[] = []
  const endings: (() => void)[] = []

  beforeAll(async () => {
    running = await runSignaling()
    browser = await openTestBrowser(running.port())
    const doctors = await running.world.addDoctors(sites - 3)
    one = await running.world.bookCase(doctors)
    const chair = await enter(await browser.openPage(() => running.ticket('chair', one)), 'inside')
    await chair.evaluate(() => window.client.startSession({ admitAll: true }))
    const surgeon = await enter(await browser.openPage(() => running.ticket('member', one)), 'waiting')
    const requester = await enter(await browser.openPage(() => running.ticket('requester', one)), 'waiting')
    const guests = await Promise.all(doctors.map((doctor) => come(doctor)))
    await chair.evaluate(() => window.client.admitAll())
    for (const page of [surgeon, requester]) await page.waitForFunction(() => window.client.state.getSnapshot().phase === 'inside')
    await surgeon.evaluate(() => window.client.startSource('field'))
    await Promise.all(guests.map((guest) => guest.hear('admitted')))
    const main = await mainStream(guests[0])
    for (const [index, guest] of guests.entries()) {
      const camera = await sendCamera(guest, 30_000 + index, { everyMs: 33 })
      // The main picture alone is counted; the strip's come over a connection that the browsers measure.
      const viewer = await watch(guest, [main], camera.paths)
      natives.push(viewer)
      endings.push(camera.close, viewer.close, () => guest.close())
    }
    viewers = [chair, requester]
    for (const page of viewers) await showMainAndStrip(page, beside)
  }, 240_000)
  afterAll(async () => {
    endings.forEach((end) => end())
    await browser.close()
    await running.close()
  })

  async function come(doctor: Actor): Promise<TestGuest> {
    const guest = await running.comeWith({ ...running.world.ticketOf('member', one), actor: doctor })
    await guest.hear('waiting')
    return guest
  }

  test('keep the main picture moving on every seat', async () => {
    const gaps = await Promise.all([...viewers.map((page) => longestPause(page, seconds)), ...natives.map((native) => longestSilence(native, seconds))])
    const shown = viewers.map((_, index) => gaps[index] ?? Infinity)
    const carried = gaps.slice(viewers.length).toSorted((a, b) => a - b)
    process.stdout.write(
      `${String(sites)} sites, ${String(seconds)} s: longest pause between two decoded main pictures ${shown.map((gap) => gap.toFixed(0)).join(' and ')} ms in Chromium; ` +
        `between two packets of it at the ${String(carried.length)} others: median ${quantile(carried, 0.5).toFixed(0)} ms, longest ${quantile(carried, 1).toFixed(0)} ms\n`,
    )
    expect(Math.max(...gaps)).toBeLessThan(frozen)
  })
})

async function enter(page: Page, phase: 'inside' | 'waiting'): Promise<Page> {
  await openRoom(page, { microphone: false, camera: false })
  await page.waitForFunction((wanted) => window.client.state.getSnapshot().phase === wanted, phase)
  return page
}

/** The stream of the surgeon's field camera, from what a guest was told of the room. */
async function mainStream(guest: TestGuest | undefined) {
  if (guest === undefined) throw new Error('nobody came')
  const change = await guest.hear('room-changed', ({ participants }) => participants.some(({ sources }) => sources.some(({ label }) => label === 'field')))
  const [source] = change.participants.flatMap(({ sources }) => sources).filter(({ label }) => label === 'field')
  if (source === undefined) throw new Error('no main picture')
  return source.stream
}

const showMainAndStrip = (page: Page, count: number): Promise<void> =>
  page.evaluate(async (most) => {
    const participants = () => {
      const state = window.client.state.getSnapshot()
      return state.phase === 'inside' ? state.participants : []
    }
    while (participants().filter(({ sources }) => sources.length > 0).length < most + 1) await new Promise((resolve) => setTimeout(resolve, 50))
    const add = (width: number, height: number): HTMLVideoElement => {
      const video = document.body.appendChild(document.createElement('video'))
      video.muted = true
      video.style.cssText = `width:${String(width)}px;height:${String(height)}px`
      return video
    }
    const sources = participants().flatMap(({ seat, sources }) => sources.map(({ label }) => ({ seat, label })))
    const main = sources.find(({ label }) => label === 'field')
    if (main !== undefined) window.client.show(Object.assign(add(640, 360), { id: 'main' }), main)
    for (const source of sources.filter(({ label }) => label === 'camera').slice(0, most)) window.client.show(add(130, 98), source)
  }, count)

/** The longest time between two pictures that were put on the screen, in milliseconds. */
const longestPause = (page: Page, during: number): Promise<number> =>
  page.evaluate(async (forSeconds) => {
    const video = document.querySelector<HTMLVideoElement>('#main')
    if (video === null) throw new Error('nothing is shown')
    const next = (): Promise<number> => new Promise((resolve) => video.requestVideoFrameCallback((now) => resolve(now)))
    let last = await next()
    const until = last + forSeconds * 1_000
    let longest = 0
    while (last < until) {
      const now = await Promise.race([next(), new Promise<number>((resolve) => setTimeout(() => resolve(performance.now()), 5_000))])
      longest = Math.max(longest, now - last)
      last = now
    }
    return longest
  }, during)

async function longestSilence(native: NativeReceiver, during: number): Promise<number> {
  let last = await native.nextPacket()
  const until = last + during * 1_000
  let longest = 0
  while (last < until) {
    const now = await native.nextPacket()
    longest = Math.max(longest, now - last)
    last = now
  }
  return longest
}
