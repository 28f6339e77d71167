import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { keepSending, seatSender, seatViewer } from './test-call.ts'
import { openRelay } from './test-relay.ts'
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

test.skipIf(!builtHere)('somebody new at the address and port of one who went without a word gets through, and stays when the other is given up (worker built from source)', async () => {
  const { sender, producer } = await seatSender(signaling, { room, peer: 'doctor', ssrc: 1_111 })
  endings.push(keepSending(sender, vp8Packets({ ssrc: 1_111, payloadType: videoPayloadType })).stop, sender.close)
  const relay = await openRelay({ address: '127.0.0.1', port: running.mediaPort })
  endings.push(relay.cut)
  const gone = await seatViewer(signaling, { room, peer: 'gone', producer, relay })
  endings.push(gone.viewer.close)
  await gone.firstPacket
  relay.passOn()

  const fresh = await seatViewer(signaling, { room, peer: 'new', producer, relay })
  endings.push(fresh.viewer.close)
  await fresh.firstPacket
  await signaling.demand('close-peer', { room, peer: 'gone' })
  const [before, seen] = [gone.viewer.received(), fresh.viewer.received()]
  for (let packet = 0; packet < 20; packet += 1) await fresh.viewer.nextPacket()
  expect([gone.viewer.received() - before, fresh.viewer.received() - seen >= 20]).toEqual([0, true])
})
