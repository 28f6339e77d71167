import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeRecordingFiles } from '#adapters/recordings/recording-files.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import { makeGiveConsent } from '#core/record/give-consent.ts'
import { makeWatchRecording } from '#core/recording/watch-recording.ts'
import { sourceKind } from '#core/room/sources.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import { openTestBrowser } from './test-browser.ts'
import { openRoom, type RoomWindow } from './test-room-page.ts'

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

async function chairSends(): Promise<{ readonly page: Page; readonly one: ScheduledCase }> {
  const one = await running.world.bookCase()
  const page = await browser.openPage(() => running.ticket('chair', one))
  await openRoom(page)
  await page.waitForFunction(`(() => { const state = window.client.state.getSnapshot(); return state.phase === 'inside' && state.me.sources.length === 2 })()`, undefined, { timeout: 60_000 })
  return { page, one }
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

/** Consents for the patient, as the asking hospital notes it on the case's page. */
async function patientAllows(one: ScheduledCase): Promise<void> {
  const give = makeGiveConsent({ atomically: running.world.store.atomically, clock: () => new Date(), newId: () => randomUUID() })
  const given = await give(running.world.actors.requester, { case: one.id, kind: 'recording', subject: { who: 'patient', givenBy: 'relative' }, evidence: 'Giấy số 7' })
  if (!given.ok) throw new Error(given.error)
}

describe('a recording', { timeout: 120_000 }, () => {
  test('goes from the consents to the lamp, to bytes on disk and to pictures that decode, and survives the death of the worker', async () => {
    const { page, one } = await chairSends()
    await page.evaluate(async () => {
      const answers = [await window.client.startSession({ admitAll: true }), await window.client.askToRecord(), await window.client.answerRecording(true)]
      if (answers.some(({ ok }) => !ok)) throw new Error(JSON.stringify(answers))
    })
    const lit = (is: boolean) =>
      page.waitForFunction(`(() => { const { recording } = window.client.state.getSnapshot().settings; return (recording.litSince !== null) === ${String(is)} })()`, undefined, { timeout: 40_000 })
    await lit(false)
    const before = readdirSync(running.sfu.recordings)
    await page.waitForTimeout(500)
    expect(readdirSync(running.sfu.recordings)).toEqual(before)
    await patientAllows(one)
    await lit(true)
    await page.waitForTimeout(3_000)
    const [pid = 0] = running.sfu.sfu.workerPids()
    process.kill(pid, 'SIGKILL')
    await lit(false)
    await lit(true)
    await page.evaluate(() => window.client.stopRecording())
    const watch = makeWatchRecording({
      ...running.world.store, files: makeRecordingFiles(running.sfu.recordings), recentViews: { has: () => true, add: () => undefined }, clock: () => new Date(),
    })
    const actor = running.world.actors.chair
    const opened = async () => {
      const [recording] = await running.world.store.read(actor, ({ recordings }) => recordings.of(one.id))
      const watched = recording === undefined ? null : await watch(actor, recording.id)
      return watched?.ok === true ? watched.value.lanes : []
    }
    await expect.poll(async () => (await opened()).flatMap(({ segments }) => segments).every(({ standing }) => standing.state === 'whole'), { timeout: 15_000 }).toBe(true)
    const lanes = await opened()
    // A quick machine is back within the shortest gap that a lane shows.
    expect(lanes.map(({ label, segments }) => [label, segments.length]).toSorted()).toEqual([['camera', 2], ['microphone', 2]])
    const cinema = await page.context().newPage()
    for (const { label, segments: [first] } of lanes) {
      if (first === undefined) throw new Error('a segment')
      const bytes = readFileSync(join(running.sfu.recordings, `${first.id}.webm`))
      const kind = sourceKind[label]
      const played = await play(cinema, bytes, kind)
      expect(played.duration * 1_000).toBeGreaterThan(2_000)
      expect(played.at).toBeGreaterThan(played.duration * 0.9)
      if (kind === 'video') expect(played.frames ?? 0).toBeGreaterThan(5)
    }
    await page.context().close()
  })
})
