import { createLogger } from '#adapters/observability/logger.ts'
import { openGateway, type Gateway } from '#infra/gateway/gateway.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { hasTurnServer } from '#infra/turn/env.ts'
import { runTurn, type RunningTurn } from '#infra/turn/test-turn.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBadLine, whyNoBadLine, type BadLine } from '../../../../e2e/support/bad-line/bad-line.ts'
import type { RoomClient } from './room-state.ts'
import type { RoomClientOptions } from './room-client-options.ts'
import { openTestBrowser } from './test-browser.ts'

interface RoomWindow {
  createRoomClient: (options: RoomClientOptions) => RoomClient
  requestTicket: () => Promise<string>
  client: RoomClient
}
declare const window: RoomWindow & typeof globalThis

const secret = 'a-relay-secret-for-tests-only'
const possible = whyNoBadLine() === undefined && hasTurnServer() && inject('chromiumBin') !== ''

/** A district hospital's firewall: no UDP, and TCP to one port alone. */
describe.skipIf(!possible)('a firewall that lets out nothing but the page itself', { timeout: 60_000 }, () => {
  let running: RunningSignaling
  let browser: Awaited<ReturnType<typeof openTestBrowser>>
  let relay: RunningTurn
  let gateway: Gateway
  let line: BadLine

  beforeAll(async () => {
    const port = await freePort()
    running = await runSignaling({}, { secret, urls: [`turn:127.0.0.1:${port}?transport=tcp`] })
    ;[browser, relay] = await Promise.all([openTestBrowser(running.port()), runTurn(secret, running.sfu.mediaPort)])
    const page = `http://127.0.0.1:${browser.port}`
    gateway = await openGateway({
      host: '127.0.0.1', port, portalUrl: page, signalingUrl: `http://127.0.0.1:${running.port()}`,
      trustedProxies: [], turnPort: relay.port, tls: undefined, log: createLogger({ component: 'gateway', level: 'silent' }),
    })
    // The media port is on the line too, so that it is the firewall that keeps it shut.
    line = await openBadLine([port, running.sfu.mediaPort], { udpBlocked: true, tcpPorts: [port] })
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    line.close()
    await gateway.close()
    await relay.stop()
    await running.close()
  })

  test('carries the call within eight seconds, through the relay on that very port', async () => {
    const one = await running.world.bookCase()
    const chair = await come(await browser.openPage(() => running.ticket('chair', one)))
    await chair.waitForFunction(() => window.client.state.getSnapshot().phase === 'inside')
    const far = await browser.launch(line.wrap(inject('chromiumBin')))
    const origin = `http://127.0.0.1:${gateway.port}`
    const member = await come(await browser.openPage(() => running.ticket('member', one), far, origin))
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
  await page.evaluate(() => {
    window.client = window.createRoomClient({
      requestTicket: async () => ({ ok: true, value: await window.requestTicket() }),
      start: { microphone: { on: true }, camera: { on: true } },
    })
  })
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
