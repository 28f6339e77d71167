import { createHash } from 'node:crypto'

/** Chance that can be repeated: the same seed gives the same choices, whatever the machine. */
export class Random {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor(seed: string) {
    const bytes = createHash('sha256').update(seed).digest()
    ;[this.#a, this.#b, this.#c, this.#d] = [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8), bytes.readUInt32LE(12)]
  }

  /** A whole number of 32 bits (sfc32). */
  next(): number {
    const sum = (this.#a + this.#b + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    return sum >>> 0
  }

  /** From 0 up to, not including, `below`. */
  below(below: number): number {
    return below <= 1 ? 0 : this.next() % below
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1)
  }

  /** True once in so many times. */
  oneIn(times: number): boolean {
    return this.below(times) === 0
  }

  pick<const Items extends readonly [unknown, ...unknown[]]>(items: Items): Items[number] {
    return items[this.below(items.length)]
  }

  /** One of the items, or `undefined` where there are none. */
  any<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)]
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.alloc(length)
    for (let at = 0; at < length; at += 1) bytes[at] = this.below(256)
    return bytes
  }

  /** An id in the shape of a UUID, version 4. */
  uuid(): string {
    const hex = this.bytes(16).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`
  }
}
