import { createLogger } from '#adapters/observability/logger.ts'
import { judgeLine, type LineReadings } from '#core/line-test/line-test.ts'
import { openGateway, type Gateway } from '#infra/gateway/gateway.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { hasTurnServer } from '#infra/turn/env.ts'
import { runTurn, type RunningTurn } from '#infra/turn/test-turn.ts'
import { runSignaling, type RunningSignaling } from '#signaling/test-signaling.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openBadLine, whyNoBadLine, type BadLine } from '../../../../e2e/support/bad-line/bad-line.ts'
import { openTestBrowser } from '../client/test-browser.ts'

interface TestWindow {
  runLineTest: (options: { readonly requestTicket: () => Promise<string>; readonly onStep: (step: string) => void }) => Promise<LineReadings>
  requestTicket: () => Promise<string>
  steps: string[]
}
declare const window: TestWindow & typeof globalThis

const secret = 'a-relay-secret-for-tests-only'
const possible = whyNoBadLine() === undefined && hasTurnServer() && inject('chromiumBin') !== ''

/** A district hospital's line, whose firewall is changed from test to test. */
describe.skipIf(!possible)('the line test before a call', { timeout: 90_000 }, () => {
  let running: RunningSignaling
  let browser: Awaited<ReturnType<typeof openTestBrowser>>
  let relay: RunningTurn
  let gateway: Gateway
  let line: BadLine
  let page: Page

  beforeAll(async () => {
    const port = await freePort()
    running = await runSignaling({}, { secret, urls: [`turn:127.0.0.1:${port}?transport=tcp`] })
    browser = await openTestBrowser(running.port(), { module: 'web/features/room/line-test/run-line-test.ts', name: 'runLineTest' })
    relay = await runTurn(secret, running.sfu.mediaPort)
    gateway = await openGateway({
      host: '127.0.0.1', port, portalUrl: `http://127.0.0.1:${browser.port}`, signalingUrl: `http://127.0.0.1:${running.port()}`,
      trustedProxies: [], turnPort: relay.port, tls: undefined, log: createLogger({ component: 'gateway', level: 'silent' }),
    })
    line = await openBadLine([port, running.sfu.mediaPort])
    const far = await browser.launch(line.wrap(inject('chromiumBin')))
    page = await browser.openPage(() => running.lineTestTicket('requester'), far, `http://127.0.0.1:${port}`)
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    line.close()
    await gateway.close()
    await relay.stop()
    await running.close()
  })

  const measured = (): Promise<LineReadings> =>
    page.evaluate(() => {
      window.steps = []
      return window.runLineTest({ requestTicket: () => window.requestTicket(), onStep: (step) => window.steps.push(step) })
    })

  test('finds every way open on a free line, with what it carries', async () => {
    const readings = await measured()
    expect(readings).toMatchObject({ ways: { udp: 'open', tcp: 'open', relay: 'absent', onePort: 'open' }, camera: 'ready', microphone: 'ready' })
    expect(await page.evaluate(() => window.steps)).toEqual(['devices', 'udp', 'tcp', 'relay', 'onePort', 'quality', 'down', 'up'])
    expect(readings.roundTrip).not.toBeNull()
    expect(readings.loss).not.toBeNull()
    expect(Math.min(readings.up ?? 0, readings.down ?? 0)).toBeGreaterThan(1_000_000)
  })

  test('names UDP where the firewall blocks it', async () => {
    line.become({ udpBlocked: true })
    const readings = await measured()
    expect(readings.ways).toMatchObject({ udp: 'closed', tcp: 'open', onePort: 'open' })
    expect(judgeLine(readings).findings).toContain('udp-blocked')
  })

  test('names the one port where nothing but the page gets out, and measures a thin line as thin', async () => {
    line.become({ udpBlocked: true, tcpPorts: [gateway.port], up: 256_000 })
    const readings = await measured()
    expect(readings.ways).toMatchObject({ udp: 'closed', tcp: 'closed', onePort: 'open' })
    expect(judgeLine(readings).findings[0]).toBe('one-port-only')
    expect(readings.up ?? Infinity).toBeLessThan(400_000)
  })
})
