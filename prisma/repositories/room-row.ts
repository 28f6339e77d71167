import { staffRoles, type Actor } from '#core/directory/actor.ts'
import { markTools, type MarkId } from '#core/room/board.ts'
import { recordingEnds, type RecordingId } from '#core/room/recording-standing.ts'
import { roomParts, type Room, type Seat, type SeatId } from '#core/room/room.ts'
import { sourceLabels } from '#core/room/sources.ts'
import { brandId, type CaseId, type OrganizationId, type PractitionerId, type SessionId, type Sha256, type SignInId } from '#core/shared/ids.ts'
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
      signIn: z.string().transform((raw) => brandId<SignInId>(raw)).exactOptional(),
    }),
    name: z.string(),
    title: z.string(),
    organizationName: z.string(),
    part: z.enum(roomParts),
    entersUnasked: z.literal(true).exactOptional(),
    cameAt: moment.exactOptional(),
  }),
  arrivedAt: moment,
}

const seat = z.discriminatedUnion('phase', [
  z.object({ ...seatBase, phase: z.literal('lobby') }),
  z.object({ ...seatBase, phase: z.literal('admitted'), admittedAt: moment, handRaisedAt: moment.nullable() }),
  z.object({ ...seatBase, phase: z.enum(['left', 'removed']), goneAt: moment }),
])

const source = z.object({ seat: seatId, label: z.enum(sourceLabels) })
const board = z.object({
  source,
  frozen: z.object({ sha256: z.string().transform((raw) => brandId<Sha256>(raw)), by: seatId, at: moment }).nullable(),
  marks: z.array(z.object({
    id: z.string().transform((raw) => brandId<MarkId>(raw)),
    by: seatId,
    tool: z.enum(markTools),
    points: z.array(z.object({ x: z.number(), y: z.number() })),
    text: z.string(),
  })),
})
const recordingStanding = z.object({
  id: z.uuid().transform((raw) => brandId<RecordingId>(raw)),
  state: z.enum(['asking', 'running', 'ended']),
  askedBy: seatId,
  askedAt: moment,
  startedAt: moment.nullable(),
  patient: z.boolean().default(false),
  consented: z.array(seatId),
  declined: z.array(seatId),
  // Recordings remembered before this was known have none.
  refused: z.array(seatId).default([]),
  end: z.object({ at: moment, reason: z.enum(recordingEnds) }).nullable().default(null),
})

const roomState = z.object({
  seats: z.array(seat),
  locked: z.boolean(),
  main: source.nullable(),
  presenter: seatId.nullable(),
  // Rooms remembered before these were known have none.
  videoBlocked: z.object({ by: seatId, at: moment }).nullable().default(null),
  drawers: z.array(seatId).default([]),
  boards: z.array(board).default([]),
  recording: recordingStanding.nullable().default(null),
  everAdmitted: z.array(seatId).default([]),
})

/** The room as it was left: everybody's line is down, and nothing flows. Throws when the row is not one of ours. */
export function roomOf(row: { readonly sessionId: string; readonly caseId: string; readonly state: Prisma.JsonValue; readonly updatedAt: Date }): Room {
  const { seats, recording, ...rest } = roomState.parse(row.state)
  const awaySince = row.updatedAt
  return {
    session: brandId<SessionId>(row.sessionId),
    case: brandId<CaseId>(row.caseId),
    ...rest,
    // Nothing reaches the disk while nobody's picture flows.
    recording: recording === null ? null : { ...recording, lampSince: null },
    seats: seats.map((one): Seat => (one.phase === 'admitted' ? { ...one, awaySince, sources: [] } : { ...one, awaySince })),
  }
}

/** Nobody sits in a room by broken glass, so none is kept. */
const keptActor = ({ practitioner, organization, roles, signIn }: Actor) => ({ practitioner, organization, roles: [...roles], ...(signIn !== undefined && { signIn }) })

const standingRow = ({ lampSince: _lamp, ...standing }: NonNullable<Room['recording']>): z.input<typeof recordingStanding> & Prisma.InputJsonObject => ({
  ...standing,
  askedAt: standing.askedAt.toISOString(),
  startedAt: standing.startedAt?.toISOString() ?? null,
  consented: [...standing.consented],
  declined: [...standing.declined],
  refused: [...standing.refused],
  end: standing.end === null ? null : { at: standing.end.at.toISOString(), reason: standing.end.reason },
})

/** The part of a room that outlives a process. */
export const stateOf = ({ seats, locked, main, presenter, videoBlocked, drawers, boards, recording: standing, everAdmitted }: Room): Prisma.InputJsonValue => {
  const kept = {
    locked,
    main: main === null ? null : { ...main },
    presenter,
    drawers: [...drawers],
    everAdmitted: [...everAdmitted],
    videoBlocked: videoBlocked === null ? null : { by: videoBlocked.by, at: videoBlocked.at.toISOString() },
    boards: boards.map((one) => ({
      source: { ...one.source },
      frozen: one.frozen === null ? null : { ...one.frozen, at: one.frozen.at.toISOString() },
      marks: one.marks.map((mark) => ({ ...mark, points: mark.points.map((point) => ({ ...point })) })),
    })),
    recording: standing === null ? null : standingRow(standing),
    seats: seats.map((one) => {
      const { actor, cameAt, ...shown } = one.occupant
      const base = { id: one.id, occupant: { actor: keptActor(actor), ...shown, ...(cameAt !== undefined && { cameAt: cameAt.toISOString() }) }, arrivedAt: one.arrivedAt.toISOString() }
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
  } satisfies z.input<typeof roomState>
  return kept
}
