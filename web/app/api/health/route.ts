import { connection } from 'next/server'
import { portalHealth } from '#web/server/health.ts'

/** 200 when every component is up, 503 otherwise; either way each one's state and latency. */
export async function GET(): Promise<Response> {
  await connection()
  const health = await portalHealth()
  return Response.json(health, { status: health.status === 'up' ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
}
