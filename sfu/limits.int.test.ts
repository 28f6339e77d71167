import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { nativeCapabilities, videoParameters } from './test-rtp.ts'
import { runSfu, type RunningSfu } from './test-sfu.ts'
import type { TestSignaling } from './test-signaling.ts'

let running: RunningSfu
let signaling: TestSignaling
const room = 'r'

beforeAll(async () => {
  running = await runSfu({
    SFU_ROOMS_PER_WORKER: '2',
    SFU_PEERS_PER_ROOM: '3',
    SFU_PRODUCERS_PER_PEER: '2',
    SFU_CONSUMERS_PER_WORKER: '1',
  })
  signaling = await running.connect()
})
afterAll(async () => {
  signaling.close()
  await running.sfu.stop()
})
beforeEach(async () => {
  const { rooms } = await signaling.demand('describe-rooms', {})
  await Promise.all(rooms.map((each) => signaling.demand('close-room', { room: each.room })))
  await signaling.demand('open-room', { room })
})

const openPeer = (peer: string) => signaling.request('open-peer', { room, peer, capabilities: nativeCapabilities })

async function openPath(peer: string, direction: 'send' | 'receive'): Promise<string> {
  return (await signaling.demand('create-transport', { room, peer, direction })).transport
}
const produce = (peer: string, transport: string, ssrc: number) =>
  signaling.request('produce', { room, peer, transport, kind: 'video', source: 'camera', rtpParameters: videoParameters(ssrc) })

test('a room too many is refused, and fits once another has closed', async () => {
  await signaling.demand('open-room', { room: 'second' })
  expect(await signaling.request('open-room', { room: 'third' })).toEqual({ ok: false, error: 'sfu.full' })
  await signaling.demand('close-room', { room: 'second' })
  expect(await signaling.request('open-room', { room: 'third' })).toMatchObject({ ok: true })
})

test('two who open a room together get the same one', async () => {
  const opened = await Promise.all([1, 2, 3].map(() => signaling.request('open-room', { room: 'together' })))
  expect(opened.every(({ ok }) => ok)).toBe(true)
  const { rooms } = await signaling.demand('describe-rooms', {})
  expect(rooms.map((each) => each.room).sort()).toEqual([room, 'together'])
})

test('a room that closes while it opens is gone and gives its place back', async () => {
  const [opened] = await Promise.all([
    signaling.request('open-room', { room: 'brief' }),
    signaling.request('close-room', { room: 'brief' }),
  ])
  expect(opened.ok).toBe(true)
  expect((await signaling.demand('describe-rooms', {})).rooms).toHaveLength(1)
  expect(await signaling.request('open-room', { room: 'another' })).toMatchObject({ ok: true })
})

test('a peer too many is refused, and the same peer cannot sit twice', async () => {
  for (const peer of ['a', 'b', 'c']) expect(await openPeer(peer)).toMatchObject({ ok: true })
  expect(await openPeer('d')).toEqual({ ok: false, error: 'sfu.room-full' })
  expect(await openPeer('a')).toEqual({ ok: false, error: 'sfu.peer-exists' })
  await signaling.demand('close-peer', { room, peer: 'a' })
  expect(await openPeer('a')).toMatchObject({ ok: true })
})

test('a source too many is refused, and fits once another has closed', async () => {
  await openPeer('a')
  const transport = await openPath('a', 'send')
  const first = await produce('a', transport, 1)
  await produce('a', transport, 2)
  expect(await produce('a', transport, 3)).toEqual({ ok: false, error: 'sfu.producers-full' })
  await signaling.demand('close-producer', { room, peer: 'a', producer: first.ok ? first.value.producer : '' })
  expect(await produce('a', transport, 3)).toMatchObject({ ok: true })
})

test('a viewer too many is refused before the worker suffers', async () => {
  for (const peer of ['a', 'b', 'c']) await openPeer(peer)
  const produced = await produce('a', await openPath('a', 'send'), 1)
  const producer = produced.ok ? produced.value.producer : ''
  const views = await Promise.all(['b', 'c'].map(async (peer) => ({ peer, transport: await openPath(peer, 'receive') })))
  const consumed = await Promise.all(views.map((view) => signaling.request('consume', { room, ...view, producer })))
  expect(consumed.filter(({ ok }) => ok)).toHaveLength(1)
  expect(consumed.find(({ ok }) => !ok)).toEqual({ ok: false, error: 'sfu.full' })
})

test('what cannot be is refused with its reason, and nothing is left behind', async () => {
  await openPeer('a')
  await openPeer('b')
  const [send, receive] = [await openPath('a', 'send'), await openPath('b', 'receive')]
  expect(await signaling.request('create-transport', { room, peer: 'a', direction: 'send' })).toMatchObject({ error: 'sfu.transport-exists' })
  expect(await produce('b', receive, 1)).toMatchObject({ error: 'sfu.wrong-direction' })
  expect(await produce('a', 'nowhere', 1)).toMatchObject({ error: 'sfu.transport-not-found' })
  expect(await produce('nobody', send, 1)).toMatchObject({ error: 'sfu.peer-not-found' })
  const strange = { codecs: [{ mimeType: 'video/unknown', clockRate: 90_000, payloadType: 97 }], encodings: [{ ssrc: 9 }] }
  expect(
    await signaling.request('produce', { room, peer: 'a', transport: send, kind: 'video', source: 'camera', rtpParameters: strange }),
  ).toMatchObject({ error: 'sfu.unsupported-media' })
  expect(await produce('a', send, 1)).toMatchObject({ ok: true })
  expect(await produce('a', send, 2)).toMatchObject({ ok: true })
  expect(await signaling.request('consume', { room, peer: 'b', transport: receive, producer: 'none' })).toMatchObject({ error: 'sfu.producer-not-found' })
  expect(await signaling.request('block-video', { room: 'none' })).toEqual({ ok: false, error: 'sfu.room-not-found' })
})

test('one peer cannot end what another sends', async () => {
  await openPeer('a')
  await openPeer('b')
  const produced = await produce('a', await openPath('a', 'send'), 1)
  const producer = produced.ok ? produced.value.producer : ''
  await signaling.demand('close-producer', { room, peer: 'b', producer })
  expect(await signaling.request('pause-producer', { room, peer: 'b', producer })).toMatchObject({ error: 'sfu.producer-not-found' })
  expect(await signaling.request('pause-producer', { room, peer: 'a', producer })).toMatchObject({ ok: true })
})
