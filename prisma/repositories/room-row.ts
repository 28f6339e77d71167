import { staffRoles } from '#core/directory/actor.ts'
import { roomParts, type Room, type Seat, type SeatId } from '#core/room/room.ts'
import { sourceLabels } from '#core/room/sources.ts'
import { brandId, type CaseId, type OrganizationId, type PractitionerId, type SessionId } from '#core/shared/ids.ts'
import { z } from 'zod'
import type { Prisma } from '#prisma/generated/client.ts'

const seatId = z.uuid().transform((raw) => brandId<SeatId>(raw))
const moment = z.iso.datetime().transform((raw) => new Date(raw))

const seatBase = {
  id: seatId,
  occupant: z.object({
    actor: z.object({
      practitioner: z.uuid().transform((raw) => brandId<PractitionerId>(raw)),
      organization: z.uuid().transform((raw) => brandId<OrganizationId>(raw)),
      roles: z.array(z.enum(staffRoles)),
    }),
    name: z.string(),
    title: z.string(),
    organizationName: z.string(),
    part: z.enum(roomParts),
  }),
  arrivedAt: moment,
}

const seat = z.discriminatedUnion('phase', [
  z.object({ ...seatBase, phase: z.literal('lobby') }),
  z.object({ ...seatBase, phase: z.literal('admitted'), admittedAt: moment, handRaisedAt: moment.nullable() }),
  z.object({ ...seatBase, phase: z.enum(['left', 'removed']), goneAt: moment }),
])

const roomState = z.object({
  seats: z.array(seat),
  locked: z.boolean(),
  main: z.object({ seat: seatId, label: z.enum(sourceLabels) }).nullable(),
  presenter: seatId.nullable(),
})

/** The room as it was left: everybody's line is down, and nothing flows. Throws when the row is not one of ours. */
export function roomOf(row: { readonly sessionId: string; readonly caseId: string; readonly state: Prisma.JsonValue; readonly updatedAt: Date }): Room {
  const { seats, ...rest } = roomState.parse(row.state)
  const awaySince = row.updatedAt
  return {
    session: brandId<SessionId>(row.sessionId),
    case: brandId<CaseId>(row.caseId),
    ...rest,
    seats: seats.map((one): Seat => (one.phase === 'admitted' ? { ...one, awaySince, sources: [] } : { ...one, awaySince })),
  }
}

/** The part of a room that outlives a process. */
export const stateOf = ({ seats, locked, main, presenter }: Room): Prisma.InputJsonValue => {
  const kept: z.input<typeof roomState> = {
    locked,
    main,
    presenter,
    seats: seats.map((one) => {
      const { actor, name, title, organizationName, part } = one.occupant
      const base = { id: one.id, occupant: { actor: { ...actor, roles: [...actor.roles] }, name, title, organizationName, part }, arrivedAt: one.arrivedAt.toISOString() }
      switch (one.phase) {
        case 'lobby':
          return { ...base, phase: one.phase }
        case 'admitted':
          return { ...base, phase: one.phase, admittedAt: one.admittedAt.toISOString(), handRaisedAt: one.handRaisedAt?.toISOString() ?? null }
        case 'left':
        case 'removed':
          return { ...base, phase: one.phase, goneAt: one.goneAt.toISOString() }
      }
    }),
  }
  return kept
}
