import { mkdtempSync, appendFileSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { vp8Packets } from '#sfu/test-rtp.ts'
import { OpusFrames, Vp8Frames } from './frames-of.ts'
import { InOrder } from './in-order.ts'
import { readRtp, type RtpPacket } from './rtp-packet.ts'
import { keyFrameSize, readVp8 } from './vp8-payload.ts'

const packet = (sequence: number): RtpPacket => ({ sequence, timestamp: 0, marker: true, payload: Buffer.alloc(1) })
const sequences = (packets: readonly RtpPacket[]) => packets.map(({ sequence }) => sequence)

describe('a packet', () => {
  it('is read past its extension, without its padding', () => {
    const bytes = Buffer.from('b0e0000a00000bb8000010e1' + 'bede0001' + '10000000' + 'aabbcc' + '000003', 'hex')
    expect(readRtp(bytes)).toMatchObject({ sequence: 10, timestamp: 3_000, marker: true, payload: Buffer.from('aabbcc', 'hex') })
  })

  it('of nothing but padding carries nothing', () => {
    expect(readRtp(Buffer.from('a0e0000a00000bb8000010e1' + '000003', 'hex'))).toBeNull()
    expect(readRtp(Buffer.from('00', 'hex'))).toBeNull()
  })
})

describe('a VP8 payload', () => {
  it('loses its descriptor, however long', () => {
    expect(readVp8(Buffer.from('10aa', 'hex'))).toEqual({ begins: true, data: Buffer.from('aa', 'hex') })
    expect(readVp8(Buffer.from('90e080051120aa', 'hex'))).toMatchObject({ begins: true, data: Buffer.from('aa', 'hex') })
    expect(readVp8(Buffer.from('8080' + '05aa', 'hex'))).toMatchObject({ begins: false, data: Buffer.from('aa', 'hex') })
  })

  it('of a key frame names its size', () => {
    expect(keyFrameSize(Buffer.from('1000009d012a8002e001', 'hex'))).toEqual({ width: 640, height: 480 })
    expect(keyFrameSize(Buffer.from('1100009d012a8002e001', 'hex'))).toBeNull()
  })
})

describe('order', () => {
  it('is kept when packets overtake each other, over the end of the count too', () => {
    const order = new InOrder()
    expect(sequences(order.take(packet(65_534), 0).packets)).toEqual([65_534])
    expect(order.take(packet(0), 1).packets).toEqual([])
    expect(sequences(order.take(packet(65_535), 2).packets)).toEqual([65_535, 0])
  })

  it('drops what comes twice, and goes on without what never comes', () => {
    const order = new InOrder()
    order.take(packet(1), 0)
    expect(order.take(packet(1), 1).packets).toEqual([])
    expect(order.take(packet(3), 2)).toEqual({ packets: [], gap: false })
    const later = order.take(packet(4), 600)
    expect(sequences(later.packets)).toEqual([3, 4])
    expect(later.gap).toBe(true)
  })
})

describe('frames', () => {
  it('begin with a key frame, and after a loss with the next one', () => {
    const frames = new Vp8Frames()
    const next = vp8Packets({ ssrc: 1, payloadType: 96 })
    next()
    expect(frames.take(next(), 0)).toEqual({ frames: [], needsKey: true })
    const first = frames.take(next(true), 10).frames
    expect(first).toMatchObject([{ at: 0, key: true }])
    expect(frames.track).toEqual({ kind: 'video', width: 640, height: 480 })
    next()
    frames.take(next(), 20)
    expect(frames.take(next(), 1_000)).toMatchObject({ frames: [], needsKey: true })
    expect(frames.take(next(true), 1_010).frames).toMatchObject([{ key: true }])
  })

  it('of sound keep their time over the end of the clock', () => {
    const opus = new OpusFrames()
    const at = (sequence: number, timestamp: number): Buffer => {
      const bytes = Buffer.alloc(20)
      bytes.writeUInt8(0x80, 0)
      bytes.writeUInt16BE(sequence, 2)
      bytes.writeUInt32BE(timestamp >>> 0, 4)
      return bytes
    }
    expect(opus.take(at(1, -480), 0).frames).toMatchObject([{ at: 0 }])
    expect(opus.take(at(2, 480), 20).frames).toMatchObject([{ at: 20 }])
  })
})

describe('a file', () => {
  const directory = mkdtempSync(join(tmpdir(), 'lien-vien-webm-'))
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  it('says what it is once whole: bytes, hash and length are those on disk', async () => {
    const { WebmFile } = await import('./webm-file.ts')
    const path = join(directory, 'one.webm')
    const file = await WebmFile.create(path, { kind: 'video', width: 640, height: 480 })
    const lit: boolean[] = []
    for (let index = 0; index < 60; index++) lit.push(await file.add({ data: Buffer.from([index]), at: index * 40, key: index % 25 === 0 }))
    const written = await file.close()
    const bytes = readFileSync(path)
    const { createHash } = await import('node:crypto')
    expect(written).toEqual({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), durationMs: 2_360 })
    expect(lit.indexOf(true)).toBe(25)
    expect(bytes.subarray(0, 4).toString('hex')).toBe('1a45dfa3')
  })

  it('that was left in the middle is closed with what had reached the disk', async () => {
    const { WebmFile } = await import('./webm-file.ts')
    const { repairFile } = await import('./repair.ts')
    const folder = mkdtempSync(join(tmpdir(), 'lien-vien-webm-'))
    const write = async (name: string, frames: number) => {
      const file = await WebmFile.create(join(folder, name), { kind: 'video', width: 640, height: 480 })
      for (let index = 0; index < frames; index++) await file.add({ data: Buffer.alloc(50, index), at: index * 40, key: index % 25 === 0 })
      return file
    }
    const whole = await write('whole.webm', 75)
    await whole.close()
    // The same frames, the last cluster broken off after some bytes, as a power cut leaves it.
    await write('cut.webm', 76)
    appendFileSync(join(folder, 'cut.webm'), Buffer.from('1f43b67501000000000fffff00', 'hex'))
    const repaired = await repairFile(join(folder, 'cut.webm'))
    expect(repaired?.durationMs).toBe(2_960)
    expect(readFileSync(join(folder, 'cut.webm')).equals(readFileSync(join(folder, 'whole.webm')))).toBe(true)
    rmSync(folder, { recursive: true })
  })
})
