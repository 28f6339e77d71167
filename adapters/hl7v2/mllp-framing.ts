/** Minimal Lower Layer Protocol (HL7 v2, Transport Specification, appendix C): <VT> message <FS><CR>. */
const startBlock = 0x0b
const endBlock = 0x1c
const carriageReturn = 0x0d

/** Wraps one message, in UTF-8, for the wire. */
export const frame = (message: string): Buffer =>
  Buffer.concat([Buffer.of(startBlock), Buffer.from(message, 'utf8'), Buffer.of(endBlock, carriageReturn)])

/** Of a block that is too large this much is told: its first segment says what it would have been. */
const keptOfTooLarge = 4_096

/** A block that is larger than whoever reads it allows. */
export class BlockTooLarge extends Error {
  override readonly name = 'BlockTooLarge'
  /** How the block began. */
  readonly beginning: Buffer
  constructor(beginning: Buffer) {
    super('mllp: a block is too large')
    this.beginning = Buffer.from(beginning)
  }
}

/**
 * Takes a connection's bytes as they arrive and gives back the messages that are whole; what stands outside a block is dropped.
 * Throws `BlockTooLarge` once a block grows beyond `largest` bytes, so that a peer cannot fill the memory.
 */
export function makeUnframer(largest = 64 * 1024 * 1024): (chunk: Uint8Array) => readonly string[] {
  const unframe = makeByteUnframer(largest)
  return (chunk) => unframe(chunk).map((block) => block.toString('utf8'))
}

/** As `makeUnframer`, for whoever must see the bytes as they came, whatever their charset. */
export function makeByteUnframer(largest = 64 * 1024 * 1024): (chunk: Uint8Array) => readonly Buffer[] {
  let held: Buffer = Buffer.alloc(0)
  return (chunk) => {
    held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk])
    const messages: Buffer[] = []
    for (;;) {
      const start = held.indexOf(startBlock)
      if (start === -1) {
        held = Buffer.alloc(0)
        return messages
      }
      const end = held.indexOf(Buffer.of(endBlock, carriageReturn), start + 1)
      if (end === -1) {
        held = held.subarray(start)
        if (held.length > largest) throw new BlockTooLarge(held.subarray(1, 1 + keptOfTooLarge))
        return messages
      }
      messages.push(held.subarray(start + 1, end))
      held = held.subarray(end + 2)
    }
  }
}
