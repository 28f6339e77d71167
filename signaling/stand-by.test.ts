import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { createLogger } from '#adapters/observability/logger.ts'
import { err } from '#core/shared/result.ts'
import { readSettings } from './env.ts'
import { standBy } from './stand-by.ts'

it('waits on when the server has hung up on its silent line, and until nobody serves the port', async () => {
  const server = createServer({ headersTimeout: 100, connectionsCheckingInterval: 50 })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const settings = readSettings({ APP_DATABASE_URL: 'x', PUBLIC_ORIGIN: 'http://127.0.0.1', TICKET_SECRET: 'x'.repeat(40), SFU_SECRET: 'x'.repeat(40), SFU_CONTROL_URL: 'http://127.0.0.1:9', SIGNALING_PORT: String(port) })
  let lines = 0
  const second = new Promise<void>((resolve) => server.on('connection', () => (lines += 1) === 2 && resolve()))
  let left = false
  const standing = standBy({ settings, verbs: { look: async () => err('session.ended') }, log: createLogger({ component: 'signaling', level: 'silent' }) }).then(() => (left = true))
  await second
  expect(left).toBe(false)
  server.close()
  server.closeAllConnections()
  await standing
}, 10_000)
