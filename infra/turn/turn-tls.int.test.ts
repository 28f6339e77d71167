import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogger } from '#adapters/observability/logger.ts'
import { makeRelayAccess } from '#adapters/turn/turn-credentials.ts'
import { openGateway } from '#infra/gateway/gateway.ts'
import { serverCertificate } from '#infra/start/certificates.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { expect, onTestFinished, test } from 'vitest'
import { hasTurnServer } from './env.ts'
import { runTurn } from './test-turn.ts'
import { TestTurnClient } from './test-turn-client.ts'

const secret = 'a-secret-for-this-test'

test.skipIf(!hasTurnServer())("the relay is reached over TLS with the ward's own certificate, by its own port and by the page's", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'turn-tls-'))
  const certificate = await serverCertificate(folder, [])
  const authority = readFileSync(certificate.authorityFile, 'utf8')
  const media = createSocket('udp4').bind(0, '127.0.0.1')
  await once(media, 'listening')
  const relay = await runTurn(secret, media.address().port, certificate)
  const page = await freePort()
  const gateway = await openGateway({
    host: '127.0.0.1', port: page, portalUrl: 'http://127.0.0.1:9', signalingUrl: 'http://127.0.0.1:9', trustedProxies: [],
    turnPort: relay.port, tls: certificate, log: createLogger({ component: 'gateway', level: 'silent' }),
  })
  onTestFinished(async () => {
    await gateway.close()
    await relay.stop()
    media.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const access = makeRelayAccess({ secret, urls: [], clock: () => new Date() })('seat')
  for (const port of [relay.tlsPort, gateway.port]) {
    const client = new TestTurnClient(port, access, authority)
    expect(await client.allocate()).toBe(0)
    expect(await client.permit('127.0.0.1', media.address().port)).toBe(0)
    const arrived = once(media, 'message')
    client.send('127.0.0.1', media.address().port, Buffer.from('sound'))
    expect(String((await arrived)[0])).toBe('sound')
    client.close()
  }
})
