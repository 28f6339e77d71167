import { z } from 'zod'
import { request } from './define.ts'
import { participant, seatId } from './room.ts'

/** Browser ↔ signaling, at the door. */

/** What the host sees of a person who waits. */
export const waitingPerson = participant.pick({ seat: true, practitioner: true, name: true, title: true, organizationName: true, part: true })
export type WaitingPerson = z.output<typeof waitingPerson>

const done = z.object({})

/** Asked by someone who waits. */
export const lobbyRequests = {
  'leave-lobby': request({ input: z.object({}), output: done, refusals: [] }),
} as const

export const lobbyEvents = {
  /** Told to someone who waits: whether anybody can open, and whether the door is locked. */
  'lobby-changed': z.object({ hostPresent: z.boolean(), locked: z.boolean() }),
} as const

/** Asked by the host. */
export const doorRequests = {
  'admit': request({
    input: z.object({ seat: seatId }),
    output: done,
    refusals: ['room.not-host', 'room.locked', 'room.not-waiting'],
  }),
  'admit-all': request({ input: z.object({}), output: done, refusals: ['room.not-host', 'room.locked'] }),
  /** From inside back to the lobby. */
  'send-back': request({ input: z.object({ seat: seatId }), output: done, refusals: ['room.not-host', 'room.no-such-seat'] }),
  /** From inside or from the lobby out. */
  'remove': request({ input: z.object({ seat: seatId }), output: done, refusals: ['room.not-host', 'room.no-such-seat'] }),
} as const

export const doorEvents = {
  /** Told to the host: everyone who waits, in order of arrival; `null` once to someone who is host no longer. */
  'waiting-changed': z.object({ waiting: z.array(waitingPerson).nullable() }),
} as const
