import type { NativeReceiver, NativeSender } from '#sfu/test-native-peer.ts'

/** A viewer who has arrived, with how long that took from asking to the first packet, in milliseconds. */
export interface Arrival {
  readonly viewer: NativeReceiver
  readonly firstPacketMs: number
}

/** Something that forwards one sender's video to viewers over real WebRTC: our SFU, or the baseline. */
export interface Plane {
  readonly name: string
  /** The processes that forward. */
  readonly workers: () => readonly number[]
  /** The processes around them that the plane cannot do without. */
  readonly attendants: () => readonly number[]
  readonly sender: NativeSender
  /** Seats one more viewer; media must be flowing already. */
  readonly seatViewer: () => Promise<Arrival>
  /** Packets handed to viewers so far. */
  readonly forwarded: () => Promise<number>
  readonly close: () => Promise<void>
}
