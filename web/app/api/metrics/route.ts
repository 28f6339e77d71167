import { connection } from 'next/server'
import { portalMetrics } from '#web/server/metrics.ts'

/** Prometheus' text; the gateway does not publish this address. */
export async function GET(): Promise<Response> {
  await connection()
  const { registry } = portalMetrics()
  return new Response(await registry.metrics(), { headers: { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' } })
}
