import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canDeploy, deployBehindLine, type TestDeployment } from './test-deployment.ts'
import { openRoom, type RoomWindow } from './test-room-page.ts'

declare const window: RoomWindow & typeof globalThis

/** A district hospital's firewall: no UDP, and TCP to one port alone. */
describe.skipIf(!canDeploy())('a firewall that lets out nothing but the page itself', { timeout: 60_000 }, () => {
  let deployment: TestDeployment

  beforeAll(async () => {
    deployment = await deployBehindLine()
    deployment.line.become({ udpBlocked: true, tcpPorts: [deployment.port] })
  }, 120_000)
  afterAll(() => deployment.close())

  test('carries the call within eight seconds, through the relay on that very port', async () => {
    const { running, browser, origin, launchFar } = deployment
    const one = await running.world.bookCase()
    const chair = await come(await browser.openPage(() => running.ticket('chair', one)))
    await chair.waitForFunction(() => window.client.state.getSnapshot().phase === 'inside')
    const member = await come(await browser.openPage(() => running.ticket('member', one), await launchFar(), origin))
    await member.waitForFunction(() => window.client.state.getSnapshot().phase === 'waiting')
    await chair.evaluate(() => window.client.startSession({ admitAll: true }))
    const letIn = Date.now()
    await Promise.all([seen(member), seen(chair)])
    const took = Date.now() - letIn
    process.stdout.write(`one open port: both see each other ${took} ms after being let in\n`)
    expect(took).toBeLessThan(8_000)
  })
})

async function come(page: Page): Promise<Page> {
  await openRoom(page)
  return page
}

/** Resolves when two pictures of the other's camera have been decoded. */
const seen = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const other = () => {
      const state = window.client.state.getSnapshot()
      return state.phase === 'inside' ? state.participants.find(({ seat, sources }) => seat !== state.you && sources.some(({ label }) => label === 'camera')) : undefined
    }
    while (other() === undefined) await new Promise((resolve) => setTimeout(resolve, 20))
    const video = document.body.appendChild(document.createElement('video'))
    video.muted = true
    video.style.height = '300px'
    const seat = other()?.seat
    if (seat !== undefined) window.client.show(video, { seat, label: 'camera' })
    for (let frames = 0; frames < 2; frames += 1) await new Promise((resolve) => video.requestVideoFrameCallback(resolve))
  })
