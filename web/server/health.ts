import { checkHealth, type HealthCheck, type HealthReport } from '#adapters/observability/health.ts'
import manifest from '../../package.json'
import { authDatabase } from './auth-database.ts'
import { portalEnv } from './env.ts'
import { portalStore } from './store.ts'

const answers =
  (url: string): HealthCheck =>
  async () => {
    const response = await fetch(new URL('/health', url), { cache: 'no-store', signal: AbortSignal.timeout(2_000) })
    if (!response.ok) throw new Error(`answered ${response.status}`)
  }

/** The state and latency of the portal and of every component behind it; components without an address are left out. */
export async function portalHealth(): Promise<HealthReport> {
  const { SIGNALING_URL, SFU_URL, TURN_HEALTH_URL, JOBS_URL } = portalEnv()
  const components = { signaling: SIGNALING_URL, sfu: SFU_URL, turn: TURN_HEALTH_URL, jobs: JOBS_URL }
  const remote = Object.entries(components).flatMap(([name, url]) => (url === undefined ? [] : [[name, answers(url)] as const]))
  return checkHealth({
    component: 'portal',
    version: manifest.version,
    checks: {
      database: () => portalStore().ready(),
      signIn: () => authDatabase().$queryRaw`SELECT 1`,
      ...Object.fromEntries(remote),
    },
  })
}
