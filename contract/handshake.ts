import { z } from 'zod'
import { waitingPerson } from './lobby.ts'
import { mediaOffer } from './media.ts'
import { roomView, seatId } from './room.ts'

/**
 * Browser ↔ signaling, first words. They travel in socket.io's `auth`; a refusal comes back as the
 * message of `connect_error`, one of `handshakeRefusals`.
 */

/** Where the browser finds the room server: the portal's own origin. */
export const socketPath = '/rt/socket.io'

const token = z.string().min(16).max(4096)

/** A ticket opens the door once; a resume token, renewed with every welcome, brings a person back to the kept seat. */
export const handshake = z.object({
  protocol: z.int(),
  /** Said by another of our own processes, which passes a browser on: it is not passed on a second time. */
  relayed: z.boolean().exactOptional(),
  credential: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ticket'), ticket: token }),
    z.object({ kind: z.literal('resume'), token }),
  ]),
})
export type Handshake = z.output<typeof handshake>

export const handshakeRefusals = [
  'wire.malformed',
  'wire.failed',
  'wire.unavailable',
  'handshake.protocol-mismatch',
  'handshake.ticket-invalid',
  'handshake.ticket-used',
  'handshake.resume-invalid',
  'handshake.draining',
  'room.removed',
  'guest.not-welcome',
  'session.too-early',
  'session.ended',
  'case.not-found',
  'case.not-allowed',
  'case.wrong-state',
] as const
export type HandshakeRefusal = (typeof handshakeRefusals)[number]

/** Pushed to every connection, whatever its state. */
export const connectionEvents = {
  /** The door has opened to the lobby: wait there. */
  'waiting': z.object({ you: seatId, resumeToken: token, hostPresent: z.boolean(), locked: z.boolean() }),
  /** The person is inside; also sent after every reconnection. */
  'admitted': z.object({
    you: seatId,
    resumeToken: token,
    room: roomView,
    waiting: z.array(waitingPerson).nullable(),
    /** Whether the server still holds the media of an earlier connection: then only what is missing needs to start. */
    media: z.enum(['none', 'kept']),
    /** What carries the room, where its media is open already: whoever joins need not ask. */
    offer: mediaOffer.exactOptional(),
  }),
  /** The stay is over; the client does not come back by itself. `moved-on`: the round goes to the next patient, and the client comes after it with a new ticket. */
  'dismissed': z.object({ reason: z.enum(['left', 'removed', 'ended', 'opened-elsewhere', 'moved-on']) }),
} as const
