import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nativeCapabilities, videoParameters } from './test-rtp.ts'
import { runSfu, type RunningSfu } from './test-sfu.ts'
import type { TestSignaling } from './test-signaling.ts'

/** Each row of closures.md: the resource ends by every way named there, and its place is free again. */
const room = 'r'
let running: RunningSfu
let signaling: TestSignaling

beforeAll(async () => {
  running = await runSfu({ SFU_ROOMS_PER_WORKER: '1', SFU_CONSUMERS_PER_WORKER: '1', SFU_PRODUCERS_PER_PEER: '1' })
  signaling = await running.connect()
})
afterAll(async () => {
  signaling.close()
  await running.sfu.stop()
})
beforeEach(async () => {
  await signaling.demand('close-room', { room })
  await signaling.demand('open-room', { room })
})

interface Seats {
  readonly producer: string
  readonly sending: string
  readonly consumer: string
  readonly receiving: string
}

async function seat(): Promise<Seats> {
  const ids = { room, kind: 'video', source: 'camera' } as const
  await signaling.demand('open-peer', { room, peer: 'doctor', capabilities: nativeCapabilities })
  await signaling.demand('open-peer', { room, peer: 'viewer', capabilities: nativeCapabilities })
  const { transport: sending } = await signaling.demand('create-transport', { room, peer: 'doctor', direction: 'send' })
  const { transport: receiving } = await signaling.demand('create-transport', { room, peer: 'viewer', direction: 'receive' })
  const rtpParameters = videoParameters(1)
  const { producer } = await signaling.demand('produce', { ...ids, peer: 'doctor', transport: sending, rtpParameters })
  const { consumer } = await signaling.demand('consume', { room, peer: 'viewer', transport: receiving, producer })
  return { producer, sending, consumer, receiving }
}

/** Only one consumer and one room fit: that they fit again proves that the places came back. */
async function seatAgain(): Promise<void> {
  await signaling.demand('close-peer', { room, peer: 'doctor' })
  await signaling.demand('close-peer', { room, peer: 'viewer' })
  await signaling.demand('open-room', { room })
  await seat()
}

const closings: Readonly<Record<string, (seats: Seats) => Promise<unknown>>> = {
  'the consumer': ({ consumer }) => signaling.demand('close-consumer', { room, peer: 'viewer', consumer }),
  'the producer': ({ producer }) => signaling.demand('close-producer', { room, peer: 'doctor', producer }),
  'the kill switch': async () => {
    await signaling.demand('block-video', { room })
    await signaling.demand('allow-video', { room })
  },
  'the sending transport': ({ sending }) => signaling.demand('close-transport', { room, peer: 'doctor', transport: sending }),
  'the receiving transport': ({ receiving }) =>
    signaling.demand('close-transport', { room, peer: 'viewer', transport: receiving }),
  'the sending peer': () => signaling.demand('close-peer', { room, peer: 'doctor' }),
  'the receiving peer': () => signaling.demand('close-peer', { room, peer: 'viewer' }),
  'the room': () => signaling.demand('close-room', { room }),
}

describe('a stream ends and gives its places back when closed by', () => {
  test.each(Object.keys(closings))('%s', async (name) => {
    const seats = await seat()
    await closings[name]?.(seats)
    const stats = await signaling.request('peer-stats', { room, peer: 'viewer' })
    expect(stats.ok ? stats.value.consumers : []).toEqual([])
    await seatAgain()
  })

  test('the death of its worker', async () => {
    await seat()
    const heard = signaling.heard('room-lost').length
    const [pid = 0] = running.sfu.workerPids()
    process.kill(pid, 'SIGKILL')
    await signaling.hear('room-lost')
    expect(signaling.heard('room-lost')).toHaveLength(heard + 1)
    await seatAgain()
  })
})

test('a transport that closes while a stream starts on it leaves nothing behind', async () => {
  const { sending, producer } = await seat()
  await signaling.demand('close-producer', { room, peer: 'doctor', producer })
  const path = { room, peer: 'doctor', transport: sending }
  const rtpParameters = videoParameters(2)
  await Promise.all([
    signaling.request('produce', { ...path, kind: 'video', source: 'camera', rtpParameters }),
    signaling.demand('close-transport', path),
  ])
  const { rooms } = await signaling.demand('describe-rooms', {})
  expect(rooms.flatMap(({ peers }) => peers.flatMap(({ producers }) => producers))).toEqual([])
  await seatAgain()
})

test('a kill switch thrown while a camera starts lets no picture through', async () => {
  const { producer, sending } = await seat()
  await signaling.demand('close-producer', { room, peer: 'doctor', producer })
  const rtpParameters = videoParameters(3)
  const [produced] = await Promise.all([
    signaling.request('produce', { room, peer: 'doctor', transport: sending, kind: 'video', source: 'camera', rtpParameters }),
    signaling.demand('block-video', { room }),
  ])
  expect(produced).toEqual({ ok: false, error: 'sfu.video-blocked' })
  const { rooms } = await signaling.demand('describe-rooms', {})
  expect(rooms.flatMap(({ peers }) => peers.flatMap(({ producers }) => producers))).toEqual([])
})
