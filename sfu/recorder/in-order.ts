import type { RtpPacket } from './rtp-packet.ts'

/** How long a missing packet is waited for, in milliseconds: a retransmission over a far line comes within it. */
const patience = 400
const half = 0x8000

/** Packets in the order in which they were sent; a packet that does not come in time is a gap. */
export class InOrder {
  readonly #held = new Map<number, RtpPacket>()
  #next: number | null = null
  #waitingSince: number | null = null

  /** What can go on now; `gap` says that something before it is lost for good. */
  take(packet: RtpPacket, now: number): { readonly packets: readonly RtpPacket[]; readonly gap: boolean } {
    this.#next ??= packet.sequence
    // Late or twice: its place has gone by.
    if (((packet.sequence - this.#next) & 0xffff) >= half) return { packets: [], gap: false }
    this.#held.set(packet.sequence, packet)
    const ready = this.#drain()
    if (this.#held.size === 0) {
      this.#waitingSince = null
      return { packets: ready, gap: false }
    }
    if (ready.length > 0 || this.#waitingSince === null) this.#waitingSince = now
    if (ready.length > 0 || now - this.#waitingSince < patience) return { packets: ready, gap: false }
    this.#waitingSince = now
    const from = this.#next
    this.#next = [...this.#held.keys()].reduce((nearest, sequence) => (((sequence - from) & 0xffff) < ((nearest - from) & 0xffff) ? sequence : nearest))
    return { packets: this.#drain(), gap: true }
  }

  #drain(): RtpPacket[] {
    const ready: RtpPacket[] = []
    for (;;) {
      const packet = this.#next === null ? undefined : this.#held.get(this.#next)
      if (packet === undefined) return ready
      ready.push(packet)
      this.#held.delete(packet.sequence)
      this.#next = (packet.sequence + 1) & 0xffff
    }
  }
}
