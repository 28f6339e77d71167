import { Histogram, type Registry } from 'prom-client'
import { createMetrics } from '#adapters/observability/metrics.ts'

interface PortalMetrics {
  readonly registry: Registry
  /** Time that an action or route took, in seconds, by how it ended: "ok", or the refusal's code. */
  readonly answers: Histogram<'kind' | 'outcome'>
}

let metrics: PortalMetrics | undefined

/** The portal's own measures; made at the first use, since a build must not start timers. */
export function portalMetrics(): PortalMetrics {
  if (metrics) return metrics
  const registry = createMetrics('portal')
  const answers = new Histogram({
    name: 'portal_answer_seconds',
    help: 'Time that a server action or route handler took, in seconds',
    labelNames: ['kind', 'outcome'] as const,
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  })
  metrics = { registry, answers }
  return metrics
}
