import { socketPath } from '#contract/handshake.ts'
import type { ScheduledCase } from '#core/case/case.ts'
import type { Person } from '#signaling/test-world.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { cutLine, makeCuttable } from '../../../../e2e/support/line-cut.ts'
import { openTestBrowser, roomClient } from './test-browser.ts'
import { testEngines, type RunningEngine } from './test-engines.ts'
import { holdScripts, inside, openRoom, seeFrames, seeLines, until, type RoomWindow } from './test-room-page.ts'

declare const window: RoomWindow & { dialAhead: () => void } & typeof globalThis
const ahead = { module: 'web/features/room/client/room-line.ts', name: 'dialAhead' }

// Two browsers that encode and decode video, on whatever machine this is.
for (const { name, absent, start } of testEngines) describe.skipIf(absent)(`the room in a browser, through ${name}`, { timeout: 90_000 }, () => {
  let engine: RunningEngine
  let browser: Awaited<ReturnType<typeof openTestBrowser>>
  const pages: Page[] = []

  beforeAll(async () => {
    engine = await start()
    browser = await openTestBrowser(engine.running.port(), [roomClient, ahead])
    // The first page waits for the modules to be made; no test should.
    const warm = await browser.openPage(() => Promise.resolve(''))
    await warm.context().close()
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await engine.close()
  })
  afterEach(async () => {
    // The room goes at once, and with it what the engine counts.
    await pages[0]?.evaluate(() => window.client.endSession())
    for (const page of pages.splice(0)) await page.context().close()
  })

  /** A person opens the room with camera and microphone on. */
  async function enter(person: Person, one: ScheduledCase): Promise<Page> {
    const page = await browser.openPage(() => engine.running.ticket(person, one))
    pages.push(page)
    await makeCuttable(page.context())
    await page.reload()
    await page.waitForFunction('window.ready === true')
    await openRoom(page)
    return page
  }

  /** Something happens while the member's line is cut; their sound and picture go on. */
  async function whileAway(member: Page, happens: () => Promise<unknown>): Promise<void> {
    await cutLine(member, 2_000)
    await until(member, (state) => state.phase === 'inside' && state.line === 'reconnecting')
    await happens()
    await until(member, (state) => state.phase === 'inside' && state.line === 'good')
  }

  async function twoInside() {
    const one = await engine.running.world.bookCase()
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

  test('answers whoever ends the session, who is shown out by the same word', async () => {
    const { chair, member } = await twoInside()
    expect(await chair.evaluate(() => window.client.endSession())).toMatchObject({ ok: true })
    for (const page of [chair, member]) await until(page, (state) => state.phase === 'dismissed' && state.reason === 'ended')
  })

  test('shows each the other, muted is heard of, and leaving is seen', async () => {
    const { chair, member } = await twoInside()
    await Promise.all([seeFrames(chair, 'camera'), seeFrames(member, 'camera')])
    await member.evaluate(() => window.client.setMuted('microphone', true))
    await until(chair, (state) => state.phase === 'inside' && state.participants.some(({ part, sources }) => part === 'member' && sources.some(({ label, muted }) => label === 'microphone' && muted === 'by-self')))
    await member.evaluate(() => window.client.leave())
    await until(chair, (state) => state.phase === 'inside' && state.participants.length === 1)
    await until(member, (state) => state.phase === 'dismissed')
  })

  test('carries several labelled sources of one person, each in the size that is looked at', async () => {
    const { chair, member } = await twoInside()
    await member.evaluate(() => Promise.all([window.client.startSource('ultrasound'), window.client.startSource('clinical-sound')]))
    await until(chair, (state) => state.phase === 'inside' && state.participants.some(({ part, sources }) => part === 'member' && sources.map(({ label }) => label).sort().join() === 'camera,clinical-sound,microphone,ultrasound'))
    await Promise.all([seeFrames(chair, 'camera', { height: 60 }), seeFrames(chair, 'ultrasound', { height: 60 })])
    await seeLines(chair, 'camera', { from: 1, to: 200 })
    await seeFrames(chair, 'camera', { height: 300 })
    await seeLines(chair, 'camera', { from: 300, to: 800 })
    await member.evaluate(() => window.client.stopSource('ultrasound'))
    await until(chair, (state) => state.phase === 'inside' && state.participants.every(({ sources }) => sources.every(({ label }) => label !== 'ultrasound')))
    await seeFrames(chair, 'camera')
  })

  test('takes along the camera that ran before the door, and films nobody who waits there', async () => {
    const one = await engine.running.world.bookCase()
    for (const person of ['chair', 'member'] as const) {
      const page = await browser.openPage(() => engine.running.ticket(person, one))
      pages.push(page)
      await openRoom(page, { running: true })
      await until(page, ({ phase }) => phase === 'inside' || phase === 'waiting')
    }
    const [chair, member] = pages as [Page, Page]
    expect(await chair.evaluate(() => {
      const state = window.client.state.getSnapshot()
      return state.phase === 'inside' && state.own.camera.state === 'on' && state.own.camera.track === window.before
    })).toBe(true)
    expect(await member.evaluate(() => window.before?.readyState)).toBe('ended')
    await chair.evaluate(() => window.client.startSession({ admitAll: true }))
    await until(member, (state) => state.phase === 'inside' && state.participants.every(({ sources }) => sources.length === 2))
    await Promise.all([seeFrames(chair, 'camera'), seeFrames(member, 'camera')])
  })

  test('comes in over the line that was dialled when a hand went to the door', async () => {
    const one = await engine.running.world.bookCase()
    const page = await browser.openPage(() => engine.running.ticket('chair', one))
    pages.push(page)
    const dialled: string[] = []
    page.on('websocket', (line) => dialled.push(new URL(line.url()).pathname))
    await page.evaluate(() => window.dialAhead())
    await openRoom(page, { camera: false })
    await until(page, (state) => state.phase === 'inside')
    expect(dialled.filter((path) => path.startsWith(socketPath))).toHaveLength(1)
  })

  test('mutes by the host, and says so to the muted', async () => {
    const { chair, member } = await twoInside()
    const { you: seat } = await inside(member)
    await chair.evaluate((target) => window.client.muteOther({ seat: target, label: 'microphone' }), seat)
    await until(member, (state) => state.phase === 'inside' && state.own.microphone.state === 'muted' && state.own.microphone.by === 'host')
    await member.evaluate(() => window.client.setMuted('microphone', false))
    await until(chair, (state) => state.phase === 'inside' && state.participants.every(({ sources }) => sources.every(({ muted }) => muted === 'no')))
  })

  test('obeys the host who muted while the line was lost', async () => {
    const { chair, member } = await twoInside()
    const { you: seat } = await inside(member)
    await whileAway(member, () => chair.evaluate((target) => window.client.muteOther({ seat: target, label: 'microphone' }), seat))
    await until(member, (state) => state.phase === 'inside' && state.own.microphone.state === 'muted' && state.own.microphone.by === 'host')
    const { participants } = await inside(chair)
    expect(participants.find((one) => one.seat === seat)?.sources.find(({ label }) => label === 'microphone')?.muted).toBe('by-host')
  })

  test('lets a camera go that was cut while the line was lost, and does not send it again by itself', async () => {
    const { chair, member } = await twoInside()
    await whileAway(member, () => chair.evaluate(() => window.client.blockVideo()))
    await until(member, (state) => state.phase === 'inside' && state.settings.videoBlocked !== null && state.own.camera.state === 'off')
    await chair.evaluate(() => window.client.allowVideo())
    await until(member, (state) => state.phase === 'inside' && state.settings.videoBlocked === null)
    await member.evaluate(() => window.client.startSource('camera'))
    await until(chair, (state) => state.phase === 'inside' && state.participants.some(({ part, sources }) => part === 'member' && sources.length === 2))
    // Cut and allowed again before they are back: the picture was ended all the same.
    await whileAway(member, () => chair.evaluate(async () => {
      await window.client.blockVideo()
      await window.client.allowVideo()
    }))
    await until(member, (state) => state.phase === 'inside' && state.own.camera.state === 'off' && state.own.microphone.state === 'on')
    expect((await inside(chair)).participants.find(({ part }) => part === 'member')?.sources.map(({ label }) => label)).toEqual(['microphone'])
  })

  test('cuts all video at the engine, also of a browser that does not obey, until the block is lifted', async () => {
    const { chair, member } = await twoInside()
    await seeFrames(chair, 'camera')
    expect(await engine.pictures()).toBe(2)
    const release = await holdScripts(member)
    await chair.evaluate(() => window.client.blockVideo())
    await until(chair, (state) => state.phase === 'inside' && state.participants.every(({ sources }) => sources.every(({ label }) => label === 'microphone')))
    await expect.poll(() => engine.pictures(), { timeout: 5_000 }).toBe(0)
    await release()
    await until(member, (state) => state.phase === 'inside' && state.settings.videoBlocked !== null && state.own.camera.state === 'off')
    await member.evaluate(() => window.client.startSource('camera'))
    await until(member, (state) => state.phase === 'inside' && state.own.camera.state === 'failed')
    expect(await engine.pictures()).toBe(0)
    await chair.evaluate(() => window.client.allowVideo())
    await until(member, (state) => state.phase === 'inside' && state.settings.videoBlocked === null)
    await member.evaluate(() => window.client.startSource('camera'))
    await until(chair, (state) => state.phase === 'inside' && state.participants.some(({ part, sources }) => part === 'member' && sources.length === 2))
    await seeFrames(chair, 'camera')
  })

  test('ends at the engine what a removed person sends, also from a browser that does not obey', async () => {
    const { chair, member } = await twoInside()
    await seeFrames(chair, 'camera')
    const { you: seat } = await inside(member)
    const release = await holdScripts(member)
    await chair.evaluate((target) => window.client.remove(target), seat)
    await expect.poll(() => engine.pictures(), { timeout: 5_000 }).toBe(1)
    await release()
    // Whoever was held for long finds the line gone, and at the door the same word.
    await until(member, (state) => (state.phase === 'dismissed' && state.reason === 'removed') || (state.phase === 'refused' && state.code === 'room.removed'))
    expect(await engine.pictures()).toBe(1)
  })

  test('lies marks over the picture, and those to whom it is granted draw too', async () => {
    const { chair, member } = await twoInside()
    const { you: seat } = await inside(member)
    await chair.evaluate((target) => window.client.grantDrawing(target, true), seat)
    await until(member, (state) => state.phase === 'inside' && state.settings.drawers.includes(state.you))
    for (const page of [chair, member]) {
      await page.evaluate((target) => window.client.draw({ source: { seat: target, label: 'camera' }, id: crypto.randomUUID(), tool: 'arrow', from: 0, points: [{ x: 0.25, y: 0.25 }, { x: 0.75, y: 0.5 }], done: true }), seat)
    }
    for (const page of [chair, member]) {
      await page.waitForFunction(() => [...window.client.boards.getSnapshot().values()].some(({ marks }) => marks.length === 2), undefined, { timeout: 20_000 })
    }
  })

  test('brings every picture back after the media engine has died', async () => {
    const { chair, member } = await twoInside()
    await seeFrames(chair, 'camera')
    await member.evaluate(() => window.client.setMuted('microphone', true))
    await Promise.all([until(chair, (state) => state.phase === 'inside' && state.line === 'rejoining'), engine.die()])
    await until(chair, (state) => state.phase === 'inside' && state.line === 'good' && state.participants.every(({ sources }) => sources.length === 2))
    await Promise.all([seeFrames(chair, 'camera'), seeFrames(member, 'camera')])
    const { participants, you } = await inside(member)
    expect(participants.find(({ seat }) => seat === you)?.sources.find(({ label }) => label === 'microphone')?.muted).toBe('by-self')
  })

  test('goes on after a restart of the room server, with nobody doing anything', async () => {
    const { chair, member } = await twoInside()
    await seeFrames(chair, 'camera')
    await engine.running.restart()
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
