import { afterEach, beforeEach, describe, inject, test } from 'vitest'
import { keepSending, seatSender, seatViewer } from './test-call.ts'
import type { NativeReceiver } from './test-native-peer.ts'
import { openRelay, type Relay } from './test-relay.ts'
import { videoPayloadType, vp8Packets } from './test-rtp.ts'
import { isBuiltHere, runSfu, type RunningSfu } from './test-sfu.ts'
import type { TestSignaling } from './test-signaling.ts'

const room = 'r'

let running: RunningSfu
let signaling: TestSignaling
const endings: (() => void)[] = []

beforeEach(async () => {
  running = await runSfu()
  signaling = await running.connect()
  await signaling.demand('open-room', { room })
})
afterEach(async () => {
  endings.splice(0).forEach((end) => end())
  signaling.close()
  await running.sfu.stop()
})

/** Comes in by a relay or straight, and sends for as long as the test takes. */
async function speak(peer: string, ssrc: number, relay?: Relay): Promise<string> {
  const { sender, producer } = await seatSender(signaling, { room, peer, ssrc, ...(relay && { relay }) })
  endings.push(keepSending(sender, vp8Packets({ ssrc, payloadType: videoPayloadType })).stop, sender.close)
  return producer
}

async function watches(peer: string, producer: string): Promise<NativeReceiver> {
  const { viewer, firstPacket } = await seatViewer(signaling, { room, peer, producer })
  endings.push(viewer.close)
  await firstPacket
  return viewer
}

async function hears(viewer: NativeReceiver, packets: number): Promise<void> {
  for (let packet = 0; packet < packets; packet += 1) await viewer.nextPacket()
}

// The published worker hands whatever comes from an address to whoever had it first.
describe.skipIf(!isBuiltHere(inject('mediasoupWorkerBin')))('an address and port that change hands (worker built from source)', () => {
  test('are those of somebody new, also when the one who went without a word has been given up', async () => {
    const relay = await openRelay({ address: '127.0.0.1', port: running.mediaPort })
    endings.push(relay.cut)
    await speak('gone', 1_000, relay)
    relay.passOn()
    const viewer = await watches('viewer', await speak('new', 2_000, relay))
    await signaling.demand('close-peer', { room, peer: 'gone' })
    // Others take what the worker had kept of the one who is gone.
    for (let other = 1; other <= 6; other += 1) await speak(`other-${String(other)}`, 3_000 + other)
    await hears(viewer, 50)
  })

  test('are those of the former one again once they have proved it', async () => {
    const relay = await openRelay({ address: '127.0.0.1', port: running.mediaPort })
    endings.push(relay.cut)
    const viewer = await watches('viewer', await speak('former', 1_000, relay))
    relay.passOn()
    await speak('new', 2_000, relay)
    relay.takeBack()
    // Until the next time that it asks for consent (RFC 7675), some five seconds on.
    await hears(viewer, 50)
  })
})
