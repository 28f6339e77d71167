import { createHmac } from 'node:crypto'
import { createSocket, type Socket } from 'node:dgram'
import { connect } from 'node:net'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { keepSending, seatSender, seatViewer } from '#sfu/test-call.ts'
import { nativeCapabilities, videoPayloadType, vp8Packets } from '#sfu/test-rtp.ts'
import { runSfu, type RunningSfu } from '#sfu/test-sfu.ts'
import type { TestSignaling } from '#sfu/test-signaling.ts'
import { mutatedBytes } from './mutate.ts'
import type { Random } from './random.ts'
import { describeReport, readOrder, runCases, timeFor, type Surface } from './run-cases.ts'

/** What anybody on the network may send to a media port: STUN with and without its key, DTLS, RTP, RTCP, rubbish, over UDP and TCP. */

const order = readOrder()
const answerWithinMs = 5_000
let running: RunningSfu
let signaling: TestSignaling
let socket: Socket
let ice: { readonly usernameFragment: string; readonly password: string }
let died = false

beforeAll(async () => {
  running = await runSfu()
  signaling = await running.connect()
  void running.logged('worker.died').then(() => (died = true))
  await openTarget()
  socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
}, 60_000)
afterAll(async () => {
  socket.close()
  signaling.close()
  await running.sfu.stop()
})

/** A transport that waits for somebody; a DTLS handshake is looked at only where one is expected. */
async function openTarget(): Promise<void> {
  await signaling.demand('close-room', { room: 'fuzzed' })
  await signaling.demand('open-room', { room: 'fuzzed' })
  await signaling.demand('open-peer', { room: 'fuzzed', peer: 'fuzzed', capabilities: nativeCapabilities })
  const path = await signaling.demand('create-transport', { room: 'fuzzed', peer: 'fuzzed', direction: 'receive' })
  ice = path.iceParameters
  const dtlsParameters = { role: 'client', fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }] } as const
  await signaling.demand('connect-transport', { room: 'fuzzed', peer: 'fuzzed', transport: path.transport, dtlsParameters: { ...dtlsParameters, fingerprints: [...dtlsParameters.fingerprints] } })
}

const attribute = (type: number, value: Buffer): Buffer => {
  const head = Buffer.alloc(4)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(value.length, 2)
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)])
}

/** A binding request of ICE (RFC 8445), signed with the transport's own password, so that it is read to its end. */
function binding(random: Random, more: readonly Buffer[] = []): Buffer {
  const priority = Buffer.alloc(4)
  priority.writeUInt32BE(random.next())
  const attributes = Buffer.concat([attribute(0x0006, Buffer.from(`${ice.usernameFragment}:client`)), attribute(0x0024, priority), attribute(0x802a, random.bytes(8)), ...(random.oneIn(2) ? [attribute(0x0025, Buffer.alloc(0))] : []), ...more])
  const head = Buffer.alloc(20)
  head.writeUInt16BE(0x0001, 0)
  head.writeUInt32BE(0x2112a442, 4)
  random.bytes(12).copy(head, 8)
  const sized = (length: number): Buffer => {
    head.writeUInt16BE(length, 2)
    return Buffer.concat([head, attributes])
  }
  const integrity = attribute(0x0008, createHmac('sha1', ice.password).update(sized(attributes.length + 24)).digest())
  const print = Buffer.alloc(4)
  print.writeUInt32BE((crc32(Buffer.concat([sized(attributes.length + 32), integrity])) ^ 0x5354554e) >>> 0)
  return Buffer.concat([sized(attributes.length + 32), integrity, attribute(0x8028, print)])
}

/** The head of a DTLS record with the first words of a handshake. */
const dtls = (random: Random): Buffer => Buffer.concat([Buffer.from([random.pick([20, 21, 22, 22, 22, 23]), 0xfe, random.pick([0xfd, 0xff]), 0, 0, 0, 0, 0, 0, 0, random.below(8), 0, 60, 1, 0, 0, 48, 0, 0, 0, 0, 0, 0, 0, 48, 0xfe, 0xfd]), random.bytes(46)])

/** RTCP of every kind, with lengths that are right or not. */
function rtcp(random: Random): Buffer {
  const words = random.between(1, 12)
  const packet = Buffer.concat([Buffer.from([0x80 | random.below(32), random.between(192, 223), 0, words]), random.bytes(words * 4)])
  return random.oneIn(2) ? Buffer.concat([packet, packet]) : packet
}

function make(random: Random): Buffer {
  const good = [() => binding(random), () => binding(random, [attribute(random.below(0x10000), random.bytes(random.below(64)))]), () => dtls(random), () => rtcp(random), () => vp8Packets({ ssrc: random.next(), payloadType: random.below(128), bytes: 300 })(), () => random.bytes(random.pick([0, 1, 2, 3, 12, 20, 1_500, 9_000]))] as const
  const packet = random.pick([...good])()
  return random.oneIn(3) ? packet : mutatedBytes(packet, random)
}

/** The same bytes over TCP, in ICE's frames (RFC 4571) or with frames that lie about their length. */
function overTcp(bytes: Buffer, lies: boolean): Promise<void> {
  return new Promise((resolve) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(lies ? 0xffff : bytes.length & 0xffff)
    const line = connect(running.mediaPort, '127.0.0.1', () => line.end(Buffer.concat([length, bytes])))
    line.on('error', () => undefined)
    line.on('close', () => resolve())
    line.on('end', () => line.destroy())
    line.setTimeout(200, () => line.destroy())
  })
}

let sent = 0
/** Asks the worker itself, over its control channel: it answers while it lives and does not stand still. */
async function stillAnswers(): Promise<void> {
  const started = performance.now()
  const answer = await signaling.request('peer-stats', { room: 'fuzzed', peer: 'fuzzed' })
  // Rubbish that carries the right key may end its own transport; then the next one is the target.
  if (!answer.ok && !died) await openTarget()
  if (died) throw new Error('the media worker died')
  if (performance.now() - started > answerWithinMs) throw new Error('the media worker stood still')
}

const surface: Surface<Buffer> = {
  name: 'udp',
  make,
  attempt: async (bytes) => {
    sent += 1
    await new Promise<void>((resolve) => socket.send(bytes, running.mediaPort, '127.0.0.1', () => resolve()))
    if (sent % 50 === 0) await overTcp(bytes, sent % 100 === 0)
    if (sent % 20 === 0) await stillAnswers()
    if (sent % 3_000 === 0) await openTarget()
    if (died) throw new Error('the media worker died')
    return bytes.length < 2 ? 'short' : bytes.readUInt8(0) < 4 ? 'STUN' : bytes.readUInt8(0) < 64 ? 'DTLS' : bytes.readUInt8(0) < 192 ? 'RTP or RTCP' : 'other'
  },
  write: (input) => input,
  read: (kept) => kept,
}

it('the media port outlives every datagram, and carries an honest call afterwards', { timeout: timeFor(order), retry: 0 }, async () => {
  const report = await runCases(surface, order)
  console.log(describeReport(surface.name, order, report))
  await stillAnswers()
  await signaling.demand('open-room', { room: 'honest' })
  const { producer, sender } = await seatSender(signaling, { room: 'honest', peer: 'a', ssrc: 4711 })
  const pace = keepSending(sender, vp8Packets({ ssrc: 4711, payloadType: videoPayloadType }))
  const { viewer, firstPacket } = await seatViewer(signaling, { room: 'honest', peer: 'b', producer })
  await firstPacket
  expect(viewer.received()).toBeGreaterThan(0)
  pace.stop()
  sender.close()
  viewer.close()
})
