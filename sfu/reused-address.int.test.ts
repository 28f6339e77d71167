import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, inject, test } from 'vitest'
import { keepSending, seatSender, seatViewer } from './test-call.ts'
import { openRelay, type Relay } from './test-relay.ts'
import { videoPayloadType, vp8Packets } from './test-rtp.ts'
import { runSfu, type RunningSfu } from './test-sfu.ts'
import type { TestSignaling } from './test-signaling.ts'

const workerBin = inject('mediasoupWorkerBin')
/** The published worker hands whatever comes from an address to whoever had it first. */
const builtHere = workerBin !== '' && readFileSync(workerBin).includes('SFU_UDP_SEGMENT')
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

test.skipIf(!builtHere)('somebody new at the address and port of one who went without a word is heard, and still is when the other has been given up (worker built from source)', async () => {
  const relay = await openRelay({ address: '127.0.0.1', port: running.mediaPort })
  endings.push(relay.cut)
  await speak('gone', 1_000, relay)
  relay.passOn()
  const producer = await speak('new', 2_000, relay)
  const { viewer, firstPacket } = await seatViewer(signaling, { room, peer: 'viewer', producer })
  endings.push(viewer.close)
  await firstPacket

  await signaling.demand('close-peer', { room, peer: 'gone' })
  // Others take what the worker had kept of the one who is gone.
  for (let other = 1; other <= 6; other += 1) await speak(`other-${String(other)}`, 3_000 + other)
  for (let packet = 0; packet < 50; packet += 1) await viewer.nextPacket()
})
