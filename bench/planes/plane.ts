import { setTimeout as elapse } from 'node:timers/promises'
import type { NativeReceiver, NativeSender } from '#sfu/test-native-peer.ts'

export type MediaSender = Pick<NativeSender, 'send' | 'takeKeyFrameRequest' | 'close'>
export type MediaViewer = Pick<NativeReceiver, 'received' | 'nextPacket' | 'listen' | 'close'>

/** Which of the senders a viewer watches, by their places, and whether nobody asks it what has come: such a one costs least. */
export interface Seat {
  readonly sources: readonly number[]
  readonly quiet: boolean
}

/** A viewer who has arrived, with how long that took from asking to the first packet, in milliseconds; nobody knows it of a quiet one. */
export interface Arrival {
  readonly viewer: MediaViewer
  readonly firstPacketMs: number
  /** Takes the viewer out again. */
  readonly leave: () => Promise<void>
}

/** What every plane is started with. */
export interface PlaneOptions {
  readonly workerBin: string
  /** The first of ten ports that are the plane's own. */
  readonly mediaPort: number
  /** One sender for each. */
  readonly ssrcs: readonly number[]
}

/** Something that forwards senders' videos to viewers over real WebRTC: our SFU, or what it is compared with. */
export interface Plane {
  readonly name: string
  /** The processes that forward. */
  readonly workers: () => readonly number[]
  /** The processes around them that the plane cannot do without. */
  readonly attendants: () => readonly number[]
  readonly senders: readonly MediaSender[]
  /** Seats one more viewer; media must be flowing already. */
  readonly seatViewer: (seat: Seat) => Promise<Arrival>
  readonly close: () => Promise<void>
}

/** One who watches the first sender and counts. */
export const plainSeat: Seat = { sources: [0], quiet: false }

/** Milliseconds; Janus takes a second for each of those who come together. */
const patienceMs = 30_000

/** Waits for what a plane owes; rejects with its name when it does not come. */
export async function inTime<T>(what: string, owed: Promise<T>): Promise<T> {
  const stop = new AbortController()
  const late = elapse(patienceMs, undefined, { signal: stop.signal }).then(() => Promise.reject(new Error(`${what}: not within ${patienceMs / 1_000} s`)))
  try {
    return await Promise.race([owed, late])
  } finally {
    stop.abort()
  }
}

/** A plane whose parts are not on this machine; its message names them. */
export class PlaneAbsent extends Error {
  override readonly name = 'PlaneAbsent'
}
