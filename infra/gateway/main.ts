import { serveHealth } from '#adapters/observability/health.ts'
import { createLogger } from '#adapters/observability/logger.ts'
import { createMetrics } from '#adapters/observability/metrics.ts'
import { readGatewayEnv } from './env.ts'
import { openGateway } from './gateway.ts'

const env = readGatewayEnv()
const log = createLogger({ component: 'gateway', level: env.LOG_LEVEL })
const gateway = await openGateway({
  host: env.HOST,
  port: env.PORT,
  portalUrl: env.PORTAL_URL,
  signalingUrl: env.SIGNALING_URL,
  trustedProxies: env.TRUSTED_PROXIES,
  turnPort: env.TURN_PORT,
  tls:
    env.TLS_CERTIFICATE !== undefined && env.TLS_KEY !== undefined
      ? { certificateFile: env.TLS_CERTIFICATE, keyFile: env.TLS_KEY, authorityFile: env.TLS_AUTHORITY }
      : undefined,
  log,
})
const reach = (url: string) => () => fetch(url, { signal: AbortSignal.timeout(2_000) })
const health = await serveHealth({
  component: 'gateway',
  version: '1',
  port: env.GATEWAY_HEALTH_PORT,
  checks: { portal: reach(`${env.PORTAL_URL}/api/health`), signaling: reach(`${env.SIGNALING_URL}/health`) },
  metrics: createMetrics('gateway'),
})
if (env.RUN_AS !== undefined) {
  const [uid, gid] = env.RUN_AS
  process.setgroups?.([])
  process.setgid?.(gid)
  process.setuid?.(uid)
}
log.info('gateway.opened', { port: gateway.port })

async function stop(): Promise<void> {
  await gateway.close()
  await health.close()
  log.info('gateway.closed')
  process.exit(0)
}
process.once('SIGTERM', () => void stop())
process.once('SIGINT', () => void stop())
