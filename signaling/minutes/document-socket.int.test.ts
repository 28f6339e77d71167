import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { documentPath, serveDocuments } from './document-socket.ts'

test('a writer who dials again while the process ends is told so, and does not hold its port', async () => {
  const http = createServer()
  await once(http.listen(0, '127.0.0.1'), 'listening')
  const { port } = http.address() as AddressInfo
  const served = serveDocuments({ http, origin: `http://127.0.0.1:${String(port)}`, documents: { hub: null as never }, homeFor: () => Promise.resolve('here') })
  served.close()
  const line = new WebSocket(`ws://127.0.0.1:${String(port)}${documentPath}`)
  const cause = await new Promise<Error>((resolve) => line.once('error', resolve))
  expect(cause.message).toContain('503')
  await new Promise((resolve) => http.close(resolve))
})
