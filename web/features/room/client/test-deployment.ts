import { createLogger } from '#adapters/observability/logger.ts'
import { openGateway } from '#infra/gateway/gateway.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { hasTurnServer } from '#infra/turn/env.ts'
import { runTurn } from '#infra/turn/test-turn.ts'
import { runSignaling } from '#signaling/test-signaling.ts'
import { inject } from 'vitest'
import { openBadLine, whyNoBadLine } from '../../../../e2e/support/bad-line/bad-line.ts'
import { openTestBrowser } from './test-browser.ts'

const secret = 'a-relay-secret-for-tests-only'

/** Whether this machine has what a deployment behind a firewall needs: root, coturn and a browser. */
export const canDeploy = (): boolean => whyNoBadLine() === undefined && hasTurnServer() && inject('chromiumBin') !== ''

/** Everything that a browser at a far hospital meets, on one port, behind a line that a test may spoil. */
export async function deployBehindLine(entries?: Parameters<typeof openTestBrowser>[1]) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const running = await runSignaling({}, { secret, urls: [`turn:127.0.0.1:${port}?transport=tcp`] }, { publicOrigin: origin })
  const [browser, relay] = await Promise.all([openTestBrowser(running.port(), entries), runTurn(secret, running.sfu.mediaPort)])
  const gateway = await openGateway({
    host: '127.0.0.1', port, portalUrl: `http://127.0.0.1:${browser.port}`, signalingUrl: `http://127.0.0.1:${running.port()}`,
    trustedProxies: [], turnPort: relay.port, tls: undefined, log: createLogger({ component: 'gateway', level: 'silent' }),
  })
  // The media port is on the line too, so that it is the firewall that keeps it shut.
  const line = await openBadLine([port, running.sfu.mediaPort])
  return {
    port,
    running,
    browser,
    line,
    /** As the far hospital's people reach it. */
    origin,
    /** A browser at the far end of the line. */
    launchFar: () => browser.launch(line.wrap(inject('chromiumBin'))),
    close: async (): Promise<void> => {
      await browser.close()
      line.close()
      await gateway.close()
      await relay.stop()
      await running.close()
    },
  }
}

export type TestDeployment = Awaited<ReturnType<typeof deployBehindLine>>
