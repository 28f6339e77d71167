import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keepSending, seatSender, seatViewer } from './test-call.ts'
import { audioPayloadType, nativeCapabilities, opusPackets, videoPayloadType, vp8Packets } from './test-rtp.ts'
import { runSfu, type RunningSfu } from './test-sfu.ts'
import type { TestSignaling } from './test-signaling.ts'

/** A room whose second peer is one too many for its first worker: it goes on to the other. */
const room = 'large'
let running: RunningSfu
let signaling: TestSignaling
const endings: (() => void)[] = []

beforeEach(async () => {
  running = await runSfu({ SFU_WORKERS: '2', SFU_PEERS_PER_ROUTER: '1' })
  signaling = await running.connect()
  await signaling.demand('open-room', { room })
})
afterEach(async () => {
  endings.splice(0).forEach((end) => end())
  signaling.close()
  await running.sfu.stop()
})

/** Takes the first worker's place, and sends nothing. */
const fillFirstWorker = () => signaling.demand('open-peer', { room, peer: 'first', capabilities: nativeCapabilities })

async function portOf(peer: string): Promise<number> {
  const { iceCandidates } = await signaling.demand('create-transport', { room, peer, direction: 'send' })
  return iceCandidates[0]?.port ?? 0
}

async function camera(peer: string) {
  const seat = await seatSender(signaling, { room, peer, ssrc: 1_111 })
  const pace = keepSending(seat.sender, vp8Packets({ ssrc: 1_111, payloadType: videoPayloadType }))
  endings.push(pace.stop, seat.sender.close)
  return seat
}

async function watching(peer: string, producer: string) {
  const seat = await seatViewer(signaling, { room, peer, producer })
  endings.push(seat.viewer.close)
  return seat
}

describe('a room too large for one worker', () => {
  test('has its peers on both, and a third where there is none left', async () => {
    const capabilities = nativeCapabilities
    for (const peer of ['a', 'b', 'c']) await signaling.demand('open-peer', { room, peer, capabilities })
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map(portOf))
    expect([a, b].sort()).toEqual([running.mediaPort, running.mediaPort + 1])
    expect([a, b]).toContain(c)
  })

  test('seats many who come at once, half on each', async () => {
    const peers = Array.from({ length: 6 }, (_, index) => `p${String(index)}`)
    await Promise.all(peers.map((peer) => signaling.demand('open-peer', { room, peer, capabilities: nativeCapabilities })))
    const ports = await Promise.all(peers.map(portOf))
    expect(ports.filter((port) => port === running.mediaPort)).toHaveLength(3)
    await signaling.demand('close-peer', { room, peer: 'p0' })
    await signaling.demand('open-peer', { room, peer: 'p6', capabilities: nativeCapabilities })
    expect(await portOf('p6')).toBe(ports[0])
  })

  test('does not keep a peer that was closed while its worker was being found', async () => {
    await fillFirstWorker()
    const [opened] = await Promise.all([
      signaling.request('open-peer', { room, peer: 'brief', capabilities: nativeCapabilities }),
      signaling.request('close-peer', { room, peer: 'brief' }),
    ])
    expect(opened).toEqual({ ok: false, error: 'sfu.room-not-found' })
    const { rooms } = await signaling.demand('describe-rooms', {})
    expect(rooms.flatMap(({ peers }) => peers.map(({ peer }) => peer))).toEqual(['first'])
  })

  test('carries a picture from one to the other, also to a second viewer there', async () => {
    const { producer } = await camera('doctor')
    const { viewer } = await watching('viewer', producer)
    await viewer.nextPacket()
    await viewer.nextPacket()
    // The third peer is on the first worker again; the fourth beside the first viewer, on the pipe that stands.
    await watching('third', producer)
    const fourth = await watching('fourth', producer)
    await fourth.viewer.nextPacket()
    expect(signaling.heard('consumer-closed')).toEqual([])
  })

  test('ends a stream for the viewers on the other worker too', async () => {
    const { producer } = await camera('doctor')
    const { consumer } = await watching('viewer', producer)
    await signaling.demand('close-producer', { room, peer: 'doctor', producer })
    expect(await signaling.hear('consumer-closed')).toEqual({ room, peer: 'viewer', consumer, producer })
    const again = await signaling.request('consume', { room, peer: 'viewer', transport: 'any', producer })
    expect(again.ok).toBe(false)
  })

  test('hears who speaks on any of them', async () => {
    await fillFirstWorker()
    const { sender, producer } = await seatSender(signaling, { room, peer: 'speaker', kind: 'audio', ssrc: 2_222 })
    endings.push(keepSending(sender, opusPackets({ ssrc: 2_222, payloadType: audioPayloadType }, -10), 20).stop, sender.close)
    expect(await signaling.hear('volumes', ({ volumes }) => volumes.length > 0)).toMatchObject({ volumes: [{ peer: 'speaker', producer }] })
  })

  test('records a stream on any of them', async () => {
    await fillFirstWorker()
    const { producer } = await camera('doctor')
    const segment = '0199c1f2-0000-7000-8000-000000000001'
    await signaling.demand('record-producer', { room, peer: 'doctor', producer, segment })
    expect(await signaling.hear('segment-lit')).toMatchObject({ room, segment })
  })

  test('is lost as one when either worker dies, and says so once', async () => {
    const { producer } = await camera('doctor')
    await watching('viewer', producer)
    const [, second = 0] = running.sfu.workerPids()
    process.kill(second, 'SIGKILL')
    expect(await signaling.hear('room-lost')).toEqual({ room, reason: 'worker-died' })
    expect(await signaling.demand('open-room', { room })).toMatchObject({ created: true })
    expect(signaling.heard('room-lost')).toHaveLength(1)
    expect(signaling.heard('producer-closed')).toEqual([])
    expect(signaling.heard('consumer-closed')).toEqual([])
  })
})
