import { createServer, request, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createLogger } from '#adapters/observability/logger.ts'
import { openGateway, type Gateway } from './gateway.ts'

const opened: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

async function backend(name: string): Promise<string> {
  const server: Server = createServer((asked, response) => {
    response.end(JSON.stringify({ name, url: asked.url, headers: asked.headers }))
  })
  server.on('upgrade', (asked: IncomingMessage, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
    socket.write(`${name} ${asked.url ?? ''} ${String(asked.headers['x-real-ip'])}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  opened.push({ close: () => (server.closeAllConnections(), server.close()) })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function gateway(portalUrl: string, signalingUrl: string): Promise<Gateway> {
  const log = createLogger({ component: 'gateway', level: 'silent' })
  const made = await openGateway({ host: '127.0.0.1', port: 0, portalUrl, signalingUrl, trustedProxies: [], tls: undefined, log })
  opened.push(made)
  return made
}

interface Seen {
  readonly name: string
  readonly headers: Record<string, string>
}

describe('gateway', () => {
  it('sends /rt/ to signaling and everything else to the portal', async () => {
    const { port } = await gateway(await backend('portal'), await backend('signaling'))
    const seenAt = async (path: string) => (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as Seen
    expect((await seenAt('/cases')).name).toBe('portal')
    expect((await seenAt('/rt/socket.io/?EIO=4')).name).toBe('signaling')
  })

  it('tells the true client and drops what the client claims', async () => {
    const { port } = await gateway(await backend('portal'), await backend('signaling'))
    const claims = { 'x-forwarded-for': '6.6.6.6', 'x-real-ip': '6.6.6.6', forwarded: 'for=6.6.6.6', 'x-forwarded-proto': 'https' }
    const { headers } = (await (await fetch(`http://127.0.0.1:${port}/`, { headers: claims })).json()) as Seen
    expect(headers).toMatchObject({ 'x-real-ip': '127.0.0.1', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' })
    expect(headers['forwarded']).toBeUndefined()
  })

  it('passes WebSocket upgrades on', async () => {
    const { port } = await gateway(await backend('portal'), await backend('signaling'))
    const asked = request({ port, host: '127.0.0.1', path: '/rt/minutes', headers: { connection: 'Upgrade', upgrade: 'websocket' } })
    const text = await new Promise<string>((resolve, reject) => {
      asked.on('error', reject)
      asked.on('upgrade', (_response, socket, head) => {
        if (head.length > 0) resolve(head.toString())
        else socket.once('data', (data: Buffer) => resolve(data.toString()))
        opened.push({ close: () => socket.destroy() })
      })
      asked.end()
    })
    expect(text).toBe('signaling /rt/minutes 127.0.0.1')
  })

  it('lets go of an idle connection before the portal does, so that no request meets a closing one', async () => {
    const server: Server = createServer({ keepAliveTimeout: 2_000 }, (_asked, response) => response.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    opened.push({ close: () => (server.closeAllConnections(), server.close()) })
    const endedByGateway = new Promise<void>((resolve) => server.on('connection', (socket) => socket.once('end', resolve)))
    const { port } = await gateway(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, await backend('signaling'))
    await fetch(`http://127.0.0.1:${port}/cases`)
    await endedByGateway
  })

  it('shows a Vietnamese page while the portal is away', async () => {
    const { port } = await gateway('http://127.0.0.1:9', await backend('signaling'))
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } })
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('Hệ thống đang khởi động lại')
  })

  it('keeps measures from browsers', async () => {
    const { port } = await gateway(await backend('portal'), await backend('signaling'))
    for (const path of ['/api/metrics', '/api/%6detrics', '//api/metrics', '/metrics', '/lien-vien-ca.crt'])
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404)
  })
})
