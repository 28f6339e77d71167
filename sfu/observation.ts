import type { IncomingMessage, ServerResponse } from 'node:http'
import { version } from 'mediasoup'
import type { Registry } from 'prom-client'
import type { RoomRegistry } from './room-registry.ts'
import type { WorkerPool } from './worker-pool.ts'

/** Answers `GET /health` (503 where no call could be carried) and `GET /metrics`. */
export function observationHandler(
  pool: WorkerPool,
  rooms: RoomRegistry,
  metrics: Registry,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    if (request.method !== 'GET') response.writeHead(405).end()
    else if (request.url === '/health') sendHealth(response, pool, rooms)
    else if (request.url === '/metrics') void sendMetrics(response, metrics)
    else response.writeHead(404).end()
  }
}

function sendHealth(response: ServerResponse, pool: WorkerPool, rooms: RoomRegistry): void {
  const workers = workerStatus(pool)
  const status = rooms.draining ? 'down' : workers
  response.writeHead(status === 'down' ? 503 : 200, { 'content-type': 'application/json' }).end(
    JSON.stringify({
      status,
      component: 'sfu',
      version: `mediasoup ${version}`,
      checks: { workers: { status: workers, live: pool.live.length, expected: pool.size }, rooms: { open: rooms.all.length } },
    }),
  )
}

function workerStatus(pool: WorkerPool): 'up' | 'degraded' | 'down' {
  if (pool.live.length === 0) return 'down'
  return pool.live.length < pool.size ? 'degraded' : 'up'
}

async function sendMetrics(response: ServerResponse, metrics: Registry): Promise<void> {
  try {
    const text = await metrics.metrics()
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text)
  } catch {
    response.writeHead(500).end()
  }
}
