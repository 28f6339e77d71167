import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createWorker, setLogEventListeners, type types } from 'mediasoup'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { openNativeReceiver, openNativeSender, type PathParameters } from './test-native-peer.ts'
import { openRelay, throughRelay, type Relay } from './test-relay.ts'
import { nativeCapabilities, videoParameters, videoPayloadType, vp8Packets } from './test-rtp.ts'
import { freePort, isBuiltHere } from './test-sfu.ts'

const workerBin = inject('mediasoupWorkerBin')
const segments = isBuiltHere(workerBin)
const ssrc = 1_001
const viewers = 4
const mediaCodecs: types.RouterRtpCodecCapability[] = [{ kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 }]

const run = (bytes: number, count: number): number[] => Array.from({ length: count }, () => bytes)
/** Sizes of packets that are sent at once: alike, with a shorter one last or between, growing, alone, and more than one call may hold. */
const bursts = [
  [...run(1_200, 9)],
  [1_200, 1_200, 700, 1_200, 1_200, 1_200],
  [90, 600, ...run(1_200, 5), 90],
  [...run(1_150, 6), ...run(1_151, 6)],
  [300],
  [...run(1_100, 70)],
  [...run(80, 40), ...run(1_200, 12), 500],
]
/** After so many of them one viewer's port is closed. */
const burstsBeforeLoss = 3

const endings: (() => void)[] = []
afterEach(() => {
  endings.splice(0).reverse().forEach((end) => end())
})

interface Arrived {
  /** What each viewer was handed, decrypted. */
  readonly packets: readonly (readonly string[])[]
  /** What came to each viewer's address, as it was on the way. */
  readonly sizes: readonly (readonly number[])[]
  /** What the worker says of the datagrams that it sent in segments, if it speaks of any. */
  readonly segmented: number | undefined
}

/** What the sender decides of a packet; numbers relative to the stream's first one, since the worker draws them by lot. */
function fingerprint(packet: Buffer, first: Buffer): string {
  const sequence = (packet.readUInt16BE(2) - first.readUInt16BE(2)) & 0xffff
  const time = (packet.readUInt32BE(4) - first.readUInt32BE(4)) >>> 0
  const hasExtension = (packet.readUInt8(0) & 0x10) !== 0
  const payload = packet.subarray(hasExtension ? 16 + packet.readUInt16BE(14) * 4 : 12)
  return [sequence, time, payload.length, createHash('sha1').update(payload).digest('hex')].join(' ')
}

function packetsToSend(): Buffer[][] {
  const next = vp8Packets({ ssrc, payloadType: videoPayloadType })
  let count = 0
  return bursts.map((sizes) =>
    sizes.map((bytes) => {
      count += 1
      return next().subarray(0, bytes).fill(count & 0xff, 30)
    }),
  )
}

/** Variables of a worker's environment. */
type Variables = Readonly<Record<string, string>>

async function startWorker(variables: Variables): Promise<{ worker: types.Worker; segmented: Promise<number> }> {
  const { promise: segmented, resolve } = Promise.withResolvers<number>()
  setLogEventListeners({
    ondebug: (_, line) => {
      const count = /sent in segments \[datagrams:(\d+)/.exec(line)?.[1]
      if (count !== undefined) resolve(Number(count))
    },
  })
  Object.assign(process.env, variables)
  const worker = await createWorker({ workerBin, logLevel: 'debug', logTags: ['info'] })
  for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name)
  endings.push(() => worker.close(), () => setLogEventListeners({}))
  return { worker, segmented }
}

/** Sends every burst to all viewers, each behind an address of its own, and waits for it before the next. */
async function forward(ip: string, variables: Variables): Promise<Arrived> {
  const { worker, segmented } = await startWorker(variables)
  const port = await freePort()
  const webRtcServer = await worker.createWebRtcServer({ listenInfos: [{ protocol: 'udp', ip, port }] })
  const router = await worker.createRouter({ mediaCodecs })
  const openPath = async (): Promise<{ transport: types.WebRtcTransport; relay: Relay; path: PathParameters }> => {
    const transport = await router.createWebRtcTransport({ webRtcServer })
    const relay = await openRelay({ address: ip, port })
    endings.push(relay.cut)
    const { iceParameters, iceCandidates, dtlsParameters } = transport
    return { transport, relay, path: throughRelay(relay, { iceParameters, iceCandidates, dtlsParameters }) }
  }

  const sending = await openPath()
  const rtpParameters = videoParameters(ssrc)
  const sender = openNativeSender(sending.path, { kind: 'video', rtpParameters })
  endings.push(sender.close)
  await sending.transport.connect({ dtlsParameters: sender.dtlsParameters })
  const { id: producerId } = await sending.transport.produce({ kind: 'video', rtpParameters })
  await sender.connected

  const seat = async (): Promise<{ relay: Relay; packets: Buffer[]; holds: (count: number) => Promise<void> }> => {
    const { transport, relay, path } = await openPath()
    const consumer = await transport.consume({ producerId, rtpCapabilities: nativeCapabilities, paused: true })
    const viewer = openNativeReceiver(path, [{ kind: 'video', rtpParameters: consumer.rtpParameters }])
    endings.push(viewer.close)
    const packets: Buffer[] = []
    viewer.listen((packet) => packets.push(Buffer.from(packet)))
    await transport.connect({ dtlsParameters: viewer.dtlsParameters })
    await viewer.connected
    await consumer.resume()
    const holds = async (count: number): Promise<void> => {
      while (packets.length < count) await viewer.nextPacket()
    }
    return { relay, packets, holds }
  }
  const seats = []
  for (let index = 0; index < viewers; index += 1) seats.push(await seat())

  let sent = 0
  for (const [index, burst] of packetsToSend().entries()) {
    if (index === burstsBeforeLoss) seats[0]?.relay.cut()
    burst.forEach((packet) => sender.send(packet))
    sent += burst.length
    await Promise.all(seats.slice(index < burstsBeforeLoss ? 0 : 1).map(({ holds }) => holds(sent)))
  }
  webRtcServer.close()
  return {
    packets: seats.map(({ packets }) => packets.map((packet) => fingerprint(packet, packets[0] ?? packet))),
    sizes: seats.map(({ relay }) => relay.mediaSizes),
    segmented: variables['SFU_UDP_SEGMENT'] === 'false' ? undefined : await segmented,
  }
}

function everythingSent(): string[] {
  const sent = packetsToSend()
  return sent.flat().map((packet) => fingerprint(packet, sent[0]?.[0] ?? packet))
}

/** What all viewers are to be handed, the one whose port is closed only until then. */
function expectedOfAll(): string[][] {
  const all = everythingSent()
  return [all.slice(0, packetsToSend().slice(0, burstsBeforeLoss).flat().length), all, all, all]
}

describe.skipIf(!segments)('datagrams in segments (the media worker that we build)', () => {
  test.each(['127.0.0.1', '::1'])('bring every viewer what single ones do, from %s, also while one viewer is gone without a word', async (ip) => {
    const apart = await forward(ip, { SFU_UDP_SEGMENT: 'false' })
    const together = await forward(ip, {})
    expect(apart.packets).toEqual(expectedOfAll())
    expect(together.packets).toEqual(apart.packets)
    expect(together.sizes).toEqual(apart.sizes)
    expect(together.segmented).toBeGreaterThan(0)
  })

  test.each([
    { fault: 'now and then there is no room', errno: constants.errno.EAGAIN, every: 3, on: 'any' },
    { fault: 'an earlier datagram was refused', errno: constants.errno.ECONNREFUSED, every: 3, on: 'any' },
    { fault: 'some segments are refused', errno: constants.errno.ENOBUFS, every: 2, on: 'segments' },
    { fault: 'the device cannot segment', errno: constants.errno.EIO, every: 1, on: 'segments' },
    { fault: 'a segment is too large for the path', errno: constants.errno.EMSGSIZE, every: 1, on: 'segments' },
  ])('lose and turn round nothing where $fault', async ({ errno, every, on }) => {
    const folder = mkdtempSync(join(tmpdir(), 'lien-vien-faults-'))
    endings.push(() => rmSync(folder, { recursive: true }))
    const library = join(folder, 'faults.so')
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, fileURLToPath(new URL('test-send-faults.c', import.meta.url)), '-ldl'])
    const arrived = await forward('127.0.0.1', { LD_PRELOAD: library, SEND_FAULT_ERRNO: String(errno), SEND_FAULT_EVERY: String(every), SEND_FAULT_ON: on })
    expect(arrived.packets).toEqual(expectedOfAll())
    if (every === 1) expect(arrived.segmented).toBe(0)
  })
})
