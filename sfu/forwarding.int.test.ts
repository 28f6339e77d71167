import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { keepSending, seatSender, seatViewer } from './test-call.ts'
import { opusPackets, vp8Packets, audioPayloadType, videoPayloadType, videoParameters } from './test-rtp.ts'
import { runSfu, type RunningSfu } from './test-sfu.ts'
import type { TestSignaling } from './test-signaling.ts'

const room = 'r'
let running: RunningSfu
let signaling: TestSignaling
const endings: (() => void)[] = []

beforeAll(async () => {
  running = await runSfu()
})
afterAll(() => running.sfu.stop())
beforeEach(async () => {
  signaling = await running.connect()
  await signaling.demand('open-room', { room })
})
afterEach(async () => {
  endings.splice(0).forEach((end) => end())
  await signaling.demand('close-room', { room })
  signaling.close()
})

async function cameraAndViewer() {
  const camera = await seatSender(signaling, { room, peer: 'doctor', ssrc: 1_111 })
  const next = vp8Packets({ ssrc: 1_111, payloadType: videoPayloadType })
  const pace = keepSending(camera.sender, next)
  endings.push(pace.stop, camera.sender.close)
  const seat = await seatViewer(signaling, { room, peer: 'viewer', producer: camera.producer })
  endings.push(seat.viewer.close)
  return { ...camera, ...seat, camera: pace }
}

describe('media', () => {
  test('reaches a viewer over a real connection, packet after packet', async () => {
    const { viewer } = await cameraAndViewer()
    await viewer.nextPacket()
    await viewer.nextPacket()
    expect(viewer.received()).toBeGreaterThanOrEqual(2)
    const stats = await signaling.demand('peer-stats', { room, peer: 'viewer' })
    expect(stats.consumers[0]?.streams[0]?.packets).toBeGreaterThan(0)
    expect(stats.transports.find(({ direction }) => direction === 'receive')).toMatchObject({ direction: 'receive', protocol: 'udp' })
  })

  test('does not flow before the viewer resumes, nor while it is paused', async () => {
    const { viewer, consumer } = await cameraAndViewer()
    await viewer.nextPacket()
    await signaling.demand('pause-consumer', { room, peer: 'viewer', consumer })
    const before = await packetsTo('viewer')
    await signaling.demand('request-key-frame', { room, peer: 'viewer', consumer })
    expect(await packetsTo('viewer')).toBe(before)
    await signaling.demand('resume-consumer', { room, peer: 'viewer', consumer })
    await viewer.nextPacket()
  })

  test('is announced as connected on both sides', async () => {
    await cameraAndViewer()
    await signaling.hear('transport-state', ({ peer, state }) => peer === 'doctor' && state === 'connected')
    await signaling.hear('transport-state', ({ peer, state }) => peer === 'viewer' && state === 'connected')
  })

  test('tells who speaks', async () => {
    const { sender, producer } = await seatSender(signaling, { room, peer: 'speaker', kind: 'audio', ssrc: 2_222 })
    const next = opusPackets({ ssrc: 2_222, payloadType: audioPayloadType }, -10)
    endings.push(keepSending(sender, next, 20).stop, sender.close)
    const { volumes } = await signaling.hear('volumes', (payload) => payload.volumes.length > 0)
    expect(volumes[0]).toMatchObject({ peer: 'speaker', producer })
    expect(await signaling.hear('dominant-speaker')).toMatchObject({ room, peer: 'speaker', producer })
  })
})

describe('closing', () => {
  test('a producer closes its consumers and tells the viewers', async () => {
    const { producer, consumer } = await cameraAndViewer()
    await signaling.demand('close-producer', { room, peer: 'doctor', producer })
    expect(await signaling.hear('producer-closed')).toMatchObject({ peer: 'doctor', source: 'camera', reason: 'requested' })
    expect(await signaling.hear('consumer-closed')).toEqual({ room, peer: 'viewer', consumer, producer })
  })

  test('a peer closes all that it sent, with one announcement each', async () => {
    const { producer } = await cameraAndViewer()
    await signaling.demand('close-peer', { room, peer: 'doctor' })
    await signaling.hear('consumer-closed')
    expect(signaling.heard('producer-closed')).toEqual([
      { room, peer: 'doctor', producer, kind: 'video', source: 'camera', reason: 'peer-closed' },
    ])
  })

  test('a transport ends its streams and can be opened again', async () => {
    const { transport } = await cameraAndViewer()
    const path = { room, peer: 'viewer', transport }
    await signaling.demand('close-transport', path)
    expect((await signaling.demand('peer-stats', { room, peer: 'viewer' })).consumers).toEqual([])
    await signaling.demand('create-transport', { room, peer: 'viewer', direction: 'receive' })
  })

  test('can be asked for twice, and of what never was', async () => {
    const { producer, consumer, transport } = await cameraAndViewer()
    for (let time = 0; time < 2; time += 1) {
      await signaling.demand('close-consumer', { room, peer: 'viewer', consumer })
      await signaling.demand('close-producer', { room, peer: 'doctor', producer })
      await signaling.demand('close-transport', { room, peer: 'viewer', transport })
      await signaling.demand('close-peer', { room, peer: 'doctor' })
      await signaling.demand('close-room', { room })
    }
    await signaling.demand('close-room', { room: 'never-opened' })
    expect(signaling.heard('producer-closed')).toHaveLength(1)
  })
})

describe('the kill switch', () => {
  test('stops every picture at once, lets none begin, and leaves sound alone', async () => {
    const { viewer, camera } = await cameraAndViewer()
    await viewer.nextPacket()
    const voice = await seatSender(signaling, { room, peer: 'voice', kind: 'audio', ssrc: 3_333, source: 'microphone' })
    endings.push(voice.sender.close)

    expect(await signaling.demand('block-video', { room })).toEqual({ closed: 1 })
    expect(await signaling.hear('producer-closed')).toMatchObject({ kind: 'video', reason: 'video-blocked' })
    // What had left before the answer may still be on its way.
    await camera.sent(5)
    const receivedBefore = viewer.received()
    await camera.sent(30)
    expect(viewer.received()).toBe(receivedBefore)
    expect(await produceAgain(4_444)).toEqual({ ok: false, error: 'sfu.video-blocked' })

    const { rooms } = await signaling.demand('describe-rooms', {})
    const left = rooms.flatMap(({ peers }) => peers).flatMap(({ producers }) => producers)
    expect(left).toEqual([{ producer: voice.producer, kind: 'audio', source: 'microphone' }])
    await signaling.demand('allow-video', { room })
    expect(await produceAgain(5_555)).toMatchObject({ ok: true })
  })

  test('is kept when the room is opened again after a restart', async () => {
    await signaling.demand('close-room', { room })
    await signaling.demand('open-room', { room, videoBlocked: true })
    await expect(seatSender(signaling, { room, peer: 'doctor', ssrc: 6_666 })).rejects.toThrow('sfu.video-blocked')
  })
})

async function produceAgain(ssrc: number) {
  const stats = await signaling.demand('peer-stats', { room, peer: 'doctor' })
  const transport = stats.transports[0]?.transport ?? ''
  const rtpParameters = videoParameters(ssrc)
  return signaling.request('produce', { room, peer: 'doctor', transport, kind: 'video', source: 'camera', rtpParameters })
}

async function packetsTo(peer: string): Promise<number> {
  const { consumers } = await signaling.demand('peer-stats', { room, peer })
  return consumers[0]?.streams[0]?.packets ?? 0
}
