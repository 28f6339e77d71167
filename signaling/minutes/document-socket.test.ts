import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Hocuspocus } from '@hocuspocus/server'
import { afterEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Opened } from './document-server.ts'
import { documentPath, serveDocuments } from './document-socket.ts'

const endings: (() => unknown)[] = []
afterEach(() => Promise.all(endings.splice(0).map((end) => end())))

it('hangs up at once on whoever comes while no home can be found for their document', async () => {
  const http = createServer()
  const served = serveDocuments({ http, origin: 'http://127.0.0.1', documents: { hub: new Hocuspocus<Opened>({ quiet: true }) }, homeFor: () => Promise.reject(new Error('no database')) })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  endings.push(() => http.close(), () => served.close())
  const line = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}${documentPath}`)
  const ended = new Promise<number>((resolve) => line.on('close', resolve))
  line.on('open', () => line.send(new Uint8Array([1, 2, 3])))
  expect(await ended).toBe(1011)
})
