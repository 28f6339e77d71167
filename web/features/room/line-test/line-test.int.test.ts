import { judgeLine, type LineReadings } from '#core/line-test/line-test.ts'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canDeploy, deployBehindLine, type TestDeployment } from '../client/test-deployment.ts'

interface TestWindow {
  runLineTest: (options: { readonly requestTicket: () => Promise<string>; readonly onStep: (step: string) => void }) => Promise<LineReadings>
  requestTicket: () => Promise<string>
  steps: string[]
}
declare const window: TestWindow & typeof globalThis

/** A district hospital's line, whose firewall is changed from test to test. */
describe.skipIf(!canDeploy())('the line test before a call', { timeout: 90_000 }, () => {
  let deployment: TestDeployment
  let page: Page

  beforeAll(async () => {
    deployment = await deployBehindLine([{ module: 'web/features/room/line-test/run-line-test.ts', name: 'runLineTest' }])
    const { browser, running, launchFar, origin } = deployment
    page = await browser.openPage(() => running.lineTestTicket('requester'), await launchFar(), origin)
  }, 120_000)
  afterAll(() => deployment.close())

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
    deployment.line.become({ udpBlocked: true })
    const readings = await measured()
    expect(readings.ways).toMatchObject({ udp: 'closed', tcp: 'open', onePort: 'open' })
    expect(judgeLine(readings).findings).toContain('udp-blocked')
  })

  test('names the one port where nothing but the page gets out, and measures a thin line as thin', async () => {
    deployment.line.become({ udpBlocked: true, tcpPorts: [deployment.port], up: 256_000 })
    const readings = await measured()
    expect(readings.ways).toMatchObject({ udp: 'closed', tcp: 'closed', onePort: 'open' })
    expect(judgeLine(readings).findings[0]).toBe('one-port-only')
    expect(readings.up ?? Infinity).toBeLessThan(400_000)
  })
})
