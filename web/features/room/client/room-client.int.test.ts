import type { ScheduledCase } from '#core/case/case.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import type { Person } from '#signaling/test-world.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { InsideRoom, RoomClient, RoomState } from './room-state.ts'
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
const pages: Page[] = []

beforeAll(async () => {
  running = await runSignaling()
  browser = await openTestBrowser(running.port())
  // The first page waits for the modules to be made; no test should.
  const warm = await browser.openPage(() => Promise.resolve(''))
  await warm.context().close()
}, 120_000)
afterAll(async () => {
  await browser.close()
  await running.close()
})
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close()
})

/** A person opens the room with camera and microphone on. */
async function enter(person: Person, one: ScheduledCase): Promise<Page> {
  const page = await browser.openPage(() => running.ticket(person, one))
  pages.push(page)
  await page.evaluate(() => {
    window.client = window.createRoomClient({
      requestTicket: async () => ({ ok: true, value: await window.requestTicket() }),
      start: { microphone: { on: true }, camera: { on: true } },
    })
  })
  return page
}

/** Waits until the person's state fits; the function runs in the page. */
const until = (page: Page, fits: (state: RoomState) => boolean): Promise<unknown> =>
  page.waitForFunction(`(${fits.toString()})(window.client.state.getSnapshot())`, undefined, { timeout: 20_000, polling: 50 })

const inside = (page: Page): Promise<InsideRoom> =>
  page.evaluate(() => {
    const state = window.client.state.getSnapshot()
    if (state.phase !== 'inside') throw new Error(`not inside but ${state.phase}`)
    return JSON.parse(JSON.stringify(state)) as InsideRoom
  })

/** Shows the first other person's source in the page and resolves when so many more pictures have been decoded. */
const seeFrames = (page: Page, label: 'camera' | 'screen', frames = 5): Promise<void> =>
  page.evaluate(
    async ([wanted, count]) => {
      const state = window.client.state.getSnapshot()
      if (state.phase !== 'inside') throw new Error('not inside')
      const other = state.participants.find(({ seat, sources }) => seat !== state.you && sources.some((source) => source.label === wanted))
      if (other === undefined) throw new Error('nobody shows this')
      const video = document.querySelector('video') ?? document.body.appendChild(document.createElement('video'))
      video.muted = true
      video.style.height = '300px'
      if (video.dataset['source'] !== `${other.seat}/${wanted}`) window.client.show(video, { seat: other.seat, label: wanted })
      video.dataset['source'] = `${other.seat}/${wanted}`
      for (let seen = 0; seen < count; seen++) await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
    },
    [label, frames] as const,
  )

async function twoInside() {
  const one = await running.world.bookCase()
  const chair = await enter('chair', one)
  await until(chair, (state) => state.phase === 'inside')
  const member = await enter('member', one)
  await until(member, (state) => state.phase === 'waiting')
  await chair.evaluate(() => window.client.startSession({ admitAll: true }))
  for (const page of [chair, member]) {
    await until(page, (state) => state.phase === 'inside' && state.participants.every(({ sources }) => sources.length === 2))
  }
  return { one, chair, member }
}

// Two browsers that encode and decode video, on whatever machine this is.
describe('the room in a browser', { timeout: 90_000 }, () => {
  test('shows each the other, muted is heard of, and leaving is seen', async () => {
    const { chair, member } = await twoInside()
    await Promise.all([seeFrames(chair, 'camera'), seeFrames(member, 'camera')])
    await member.evaluate(() => window.client.setMuted('microphone', true))
    await until(chair, (state) => state.phase === 'inside' && state.participants.some(({ part, sources }) => part === 'member' && sources.some(({ label, muted }) => label === 'microphone' && muted === 'by-self')))
    await member.evaluate(() => window.client.leave())
    await until(chair, (state) => state.phase === 'inside' && state.participants.length === 1)
    await until(member, (state) => state.phase === 'dismissed')
  })

  test('mutes by the host, and says so to the muted', async () => {
    const { chair, member } = await twoInside()
    const { you: seat } = await inside(member)
    await chair.evaluate((target) => window.client.muteOther({ seat: target, label: 'microphone' }), seat)
    await until(member, (state) => state.phase === 'inside' && state.own.microphone.state === 'muted' && state.own.microphone.by === 'host')
    await member.evaluate(() => window.client.setMuted('microphone', false))
    await until(chair, (state) => state.phase === 'inside' && state.participants.every(({ sources }) => sources.every(({ muted }) => muted === 'no')))
  })

  test('brings every picture back after the media worker has died', async () => {
    const { chair, member } = await twoInside()
    await seeFrames(chair, 'camera')
    await member.evaluate(() => window.client.setMuted('microphone', true))
    const [pid = 0] = running.sfu.sfu.workerPids()
    process.kill(pid, 'SIGKILL')
    await until(chair, (state) => state.phase === 'inside' && state.line === 'rejoining')
    await until(chair, (state) => state.phase === 'inside' && state.line === 'good' && state.participants.every(({ sources }) => sources.length === 2))
    await Promise.all([seeFrames(chair, 'camera'), seeFrames(member, 'camera')])
    const { participants, you } = await inside(member)
    expect(participants.find(({ seat }) => seat === you)?.sources.find(({ label }) => label === 'microphone')?.muted).toBe('by-self')
  })

  test('goes on after a restart of the room server, with nobody doing anything', async () => {
    const { chair, member } = await twoInside()
    await seeFrames(chair, 'camera')
    await running.restart()
    for (const page of [chair, member]) {
      await until(page, (state) => state.phase === 'inside' && state.line === 'good' && state.participants.length === 2 && state.participants.every(({ presence, sources }) => presence === 'here' && sources.length === 2))
    }
    await Promise.all([seeFrames(chair, 'camera'), seeFrames(member, 'camera')])
  })

  test('lets go of every device when closed', async () => {
    const { chair } = await twoInside()
    const states = await chair.evaluate(() => {
      const state = window.client.state.getSnapshot()
      if (state.phase !== 'inside') throw new Error('not inside')
      const tracks = Object.values(state.own).flatMap((source) => ('track' in source ? [source.track] : []))
      window.client.close()
      window.client.close()
      return tracks.map(({ readyState }) => readyState)
    })
    expect(states).toEqual(['ended', 'ended'])
  })
})
