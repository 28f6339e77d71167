import { spawn, type ChildProcess } from 'node:child_process'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as elapse } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeRelayAccess } from '#adapters/turn/turn-credentials.ts'
import { freePort } from '#infra/testing/free-port.ts'
import { hasTurnServer } from './env.ts'
import { TestTurnClient } from './test-turn-client.ts'

const secret = 'a-secret-for-this-test'
const access = makeRelayAccess({ secret, urls: [], clock: () => new Date() })('seat')
const folder = mkdtempSync(join(tmpdir(), 'turn-test-'))

/** A UDP port that tells what reaches it. */
async function listen(): Promise<{ readonly socket: Socket; readonly port: number }> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { socket, port: socket.address().port }
}

describe.skipIf(!hasTurnServer())('the relay (coturn)', () => {
  let relay: ChildProcess
  let port: number
  let media: Awaited<ReturnType<typeof listen>>
  let neighbour: Awaited<ReturnType<typeof listen>>

  beforeAll(async () => {
    ;[media, neighbour] = [await listen(), await listen()]
    port = await freePort()
    const environment = {
      TURN_SECRET: secret, TURN_PORT: String(port), TURN_TLS_PORT: String(await freePort()), TURN_HEALTH_PORT: String(await freePort()),
      TURN_RELAY_PORT: '61000', SFU_ANNOUNCED_ADDRESS: '127.0.0.1', SFU_MEDIA_PORT: String(media.port), SFU_WORKERS: '1', DATA_DIR: folder,
    }
    relay = spawn(process.execPath, ['infra/turn/main.ts'], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] })
    if (relay.stdout === null) throw new Error('no output')
    for await (const line of createInterface({ input: relay.stdout })) if (line.includes('turn.opened')) break
    // The process is up before coturn listens; the first connection that holds says that it does.
    await reachable(port)
  })
  afterAll(async () => {
    const ended = once(relay, 'exit')
    relay.kill('SIGTERM')
    await ended
    media.socket.close()
    neighbour.socket.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('carries a packet to the media port for who has credentials, and nothing for who has not', async () => {
    const client = new TestTurnClient(port, access)
    expect(await client.allocate()).toBe(0)
    expect(await client.permit('127.0.0.1', media.port)).toBe(0)
    const arrived = once(media.socket, 'message')
    client.send('127.0.0.1', media.port, Buffer.from('sound'))
    expect(String((await arrived)[0])).toBe('sound')
    client.close()
    const stranger = new TestTurnClient(port, { username: access.username, credential: 'guessed' })
    expect(await stranger.allocate()).toBe(401)
    stranger.close()
  })

  test('refuses every other address, also dressed as IPv6 (CVE-2026-27624)', async () => {
    const client = new TestTurnClient(port, access)
    expect(await client.allocate()).toBe(0)
    expect(await client.permit('10.0.0.1', 80)).toBe(403)
    expect(await client.permit('169.254.169.254', 80)).toBe(403)
    expect(await client.permit('10.0.0.1', 80, true)).not.toBe(0)
    expect(await client.permit('127.0.0.2', 80, true)).not.toBe(0)
    client.close()
    const sixth = new TestTurnClient(port, access)
    expect(await sixth.allocate('ipv6')).toBe(440)
    sixth.close()
  })

  test.skipIf(process.getuid?.() !== 0)('reaches no other port of the media server: the fence drops it', async () => {
    const client = new TestTurnClient(port, access)
    await client.allocate()
    await client.permit('127.0.0.1', neighbour.port)
    const heard: string[] = []
    neighbour.socket.on('message', (data) => heard.push(String(data)))
    client.send('127.0.0.1', neighbour.port, Buffer.from('stolen'))
    // Another's packet, sent after it and arriving: what was sent before has had its chance.
    const honest = new TestTurnClient(port, access)
    await honest.allocate()
    await honest.permit('127.0.0.1', media.port)
    const arrived = once(media.socket, 'message')
    honest.send('127.0.0.1', media.port, Buffer.from('sound'))
    expect(String((await arrived)[0])).toBe('sound')
    expect(heard).toEqual([])
    client.close()
    honest.close()
  })
})

const opens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

async function reachable(port: number): Promise<void> {
  while (!(await opens(port))) await elapse(50)
}
