import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { Registry } from 'prom-client'

/** Resolves when the part answers, rejects or stays silent when it does not. */
export type HealthCheck = () => Promise<unknown>

export interface CheckReport {
  readonly status: 'up' | 'down'
  readonly latencyMs: number
}

/** What every process answers at `/health`: 200 when all its parts are up, 503 otherwise. */
export interface HealthReport {
  readonly component: string
  readonly version: string
  readonly status: 'up' | 'down'
  readonly uptimeSeconds: number
  readonly checks: Readonly<Record<string, CheckReport>>
}

export interface HealthOptions {
  readonly component: Lowercase<string>
  readonly version: string
  readonly checks: Readonly<Record<string, HealthCheck>>
  readonly metrics: Registry
}

const checkWithinMs = 2_000

/** Runs one check and measures it; silence for two seconds counts as down. */
async function report(check: HealthCheck): Promise<CheckReport> {
  const started = performance.now()
  const { promise: silence, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('health check timed out')), checkWithinMs)
  const status = await Promise.race([check(), silence]).then(
    () => 'up' as const,
    () => 'down' as const,
  )
  clearTimeout(timer)
  return { status, latencyMs: Math.round(performance.now() - started) }
}

/** Runs all checks at once and sums them up. */
export async function checkHealth({ component, version, checks }: Omit<HealthOptions, 'metrics'>): Promise<HealthReport> {
  const reports = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await report(check)] as const),
  )
  const status = reports.every(([, { status: each }]) => each === 'up') ? 'up' : 'down'
  return { component, version, status, uptimeSeconds: Math.round(process.uptime()), checks: Object.fromEntries(reports) }
}

async function answerHealth(options: HealthOptions, response: ServerResponse): Promise<void> {
  const health = await checkHealth(options)
  response.writeHead(health.status === 'up' ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(health))
}

async function answerMetrics(metrics: Registry, response: ServerResponse): Promise<void> {
  const body = await metrics.metrics()
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
  response.end(body)
}

/**
 * Answers `GET /health` and `GET /metrics` on a server that also does other things; returns false, untouched, for every
 * other request.
 */
export function createHealthHandler(options: HealthOptions): (request: IncomingMessage, response: ServerResponse) => boolean {
  const answers: Readonly<Record<string, (response: ServerResponse) => Promise<void>>> = {
    '/health': (response) => answerHealth(options, response),
    '/metrics': (response) => answerMetrics(options.metrics, response),
  }
  return (request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    const answer = request.method === 'GET' ? answers[path] : undefined
    if (!answer) return false
    answer(response).catch(() => response.writeHead(500).end())
    return true
  }
}

/** Serves `/health` and `/metrics` on a loopback port of its own, for a process that has no other server. */
export async function serveHealth(options: HealthOptions & { readonly port: number }): Promise<{ close(): Promise<void> }> {
  const handle = createHealthHandler(options)
  const listener: RequestListener = (request, response) => {
    if (!handle(request, response)) response.writeHead(404).end()
  }
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
