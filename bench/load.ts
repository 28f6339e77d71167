import { vp8Packets, videoPayloadType } from '#sfu/test-rtp.ts'
import type { MediaSender, MediaViewer } from './planes/plane.ts'

/** A camera of 5 Mbit/s in packets of 1200 bytes. */
export const fullPace = 520

const framesPerSecond = 30
/** Chromium spreads a frame's packets at this many times the mean rate. */
const pacing = 2.5
const tickMs = 5
const packetBytes = 1_200
/** The last bytes of a packet: its place in its stream, and when it was sent. */
const stampBytes = 12

/** What senders send: one stream each, all at one pace, however often they are stopped and run on. */
export class Cameras {
  readonly #senders: readonly { readonly sender: MediaSender; readonly next: (keyFrame: boolean) => Buffer }[]
  #sent = 0

  constructor(senders: readonly MediaSender[], ssrcs: readonly number[]) {
    this.#senders = senders.map((sender, index) => {
      const next = vp8Packets({ ssrc: ssrcs[index] ?? 0, payloadType: videoPayloadType, bytes: packetBytes })
      return { sender, next }
    })
  }

  /** Packets that each has sent. */
  get sent(): number {
    return this.#sent
  }

  /** Sends frames as Chromium does, in bursts, until stopped; what a busy moment delayed follows at once. */
  run(packetsPerSecond: number): () => void {
    const [startedAt, sentBefore] = [performance.now(), this.#sent]
    let last = startedAt
    const timer = setInterval(() => {
      const now = performance.now()
      const frames = Math.floor(((now - startedAt) / 1_000) * framesPerSecond) + 1
      const due = Math.floor((frames * packetsPerSecond) / framesPerSecond) - (this.#sent - sentBefore)
      const mayGo = Math.ceil(pacing * packetsPerSecond * ((now - last) / 1_000))
      last = now
      for (let count = 0; count < Math.min(due, mayGo); count += 1) this.#sendOne()
    }, tickMs)
    return () => clearInterval(timer)
  }

  #sendOne(): void {
    for (const { sender, next } of this.#senders) {
      const packet = next(sender.takeKeyFrameRequest())
      packet.writeUInt32BE(this.#sent, packet.length - stampBytes)
      packet.writeDoubleBE(performance.now(), packet.length - stampBytes + 4)
      sender.send(packet)
    }
    this.#sent += 1
  }
}

/** Watches what reaches some viewers: each packet's place and how long it was on its way. */
export class Probe {
  readonly #arrived: { readonly place: number; readonly delay: number }[] = []

  constructor(viewers: readonly MediaViewer[]) {
    const take = (packet: Buffer): void => {
      const at = packet.length - stampBytes
      this.#arrived.push({ place: packet.readUInt32BE(at), delay: performance.now() - packet.readDoubleBE(at + 4) })
    }
    viewers.forEach((viewer) => viewer.listen(take))
  }

  /** Takes out what it has seen: milliseconds of the packets from one place up to another, ascending. */
  take(from: number, to: number): number[] {
    const all = this.#arrived.splice(0)
    return all
      .filter(({ place }) => place >= from && place < to)
      .map(({ delay }) => delay)
      .sort((a, b) => a - b)
  }
}
