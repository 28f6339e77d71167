import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeRelayAccess } from '#adapters/turn/turn-credentials.ts'
import { hasTurnServer } from './env.ts'
import { runTurn, type RunningTurn } from './test-turn.ts'
import { TestTurnClient } from './test-turn-client.ts'

const secret = 'a-secret-for-this-test'
const access = makeRelayAccess({ secret, urls: [], clock: () => new Date() })('seat')

/** A UDP port that tells what reaches it. */
async function listen(): Promise<{ readonly socket: Socket; readonly port: number }> {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return { socket, port: socket.address().port }
}

describe.skipIf(!hasTurnServer())('the relay (coturn)', () => {
  let relay: RunningTurn
  let port: number
  let media: Awaited<ReturnType<typeof listen>>
  let neighbour: Awaited<ReturnType<typeof listen>>

  beforeAll(async () => {
    ;[media, neighbour] = [await listen(), await listen()]
    relay = await runTurn(secret, media.port)
    port = relay.port
  })
  afterAll(async () => {
    await relay.stop()
    media.socket.close()
    neighbour.socket.close()
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
