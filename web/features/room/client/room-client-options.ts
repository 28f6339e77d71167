import type { RoomRefusal } from '#contract/room-refusals.ts'

interface StartingDevice {
  readonly on: boolean
  readonly deviceId?: string
  /** What was open before the door already; taken over if it still runs, and let go where the person has to wait. */
  readonly track?: MediaStreamTrack
}

/** What a room client needs from the page that makes it. */
export interface RoomClientOptions {
  /** Asks the portal for a fresh join ticket; a refusal ends in the phase `refused`. */
  readonly requestTicket: () => Promise<{ readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: RoomRefusal }>
  /** Devices chosen in the lobby: started as soon as the person is inside. */
  readonly start: {
    readonly microphone: StartingDevice
    readonly camera: StartingDevice
  }
  /** Goes along when a round moves to its next patient, with a new ticket; anybody else's stay is over then. */
  readonly goesAlong?: boolean
  /** Where the room server is; the page's own origin unless told. */
  readonly origin?: string
}
