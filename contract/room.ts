import { brandId, type Brand } from '#core/shared/ids.ts'
import { z } from 'zod'
import { request } from './define.ts'
import { practitionerId } from './ids.ts'

/** Browser ↔ signaling, inside the room: who is there, what they show, and what one may do about it. */

export type SeatId = Brand<string, 'SeatId'>
export type StreamId = Brand<string, 'StreamId'>

export const seatId = z.uuid().transform((raw) => brandId<SeatId>(raw))
/** The media plane's name of a running source; new after every reconnection. */
export const streamId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .transform((raw) => brandId<StreamId>(raw))

/** The same as the core's list; `clinical-sound` is a stethoscope's or a monitor's, sent as it is. */
export const sourceLabel = z.enum([
  'microphone', 'camera', 'screen', 'screen-sound',
  'overview', 'field', 'endoscope', 'anaesthesia', 'ultrasound', 'computer',
  'clinical-sound',
])
export type SourceLabel = z.output<typeof sourceLabel>
export const sourceRef = z.object({ seat: seatId, label: sourceLabel })
export type SourceRef = z.output<typeof sourceRef>

export const roomPart = z.enum(['chair', 'secretary', 'member', 'requester', 'coordinator', 'guest-observer', 'guest-interpreter', 'guest-expert'])
export type RoomPart = z.output<typeof roomPart>

export const sourceView = z.object({
  label: sourceLabel,
  stream: streamId,
  muted: z.enum(['no', 'by-self', 'by-host']),
})
export type SourceView = z.output<typeof sourceView>

export const participant = z.object({
  seat: seatId,
  /** Also the author of messages. */
  practitioner: practitionerId,
  name: z.string(),
  title: z.string(),
  organizationName: z.string(),
  part: roomPart,
  isHost: z.boolean(),
  /** The same for the whole session: what this person draws has it. */
  colour: z.int().min(0),
  /** `away`: the line is lost and the seat is kept. */
  presence: z.enum(['here', 'away']),
  handRaisedAt: z.iso.datetime().nullable(),
  sources: z.array(sourceView),
})
export type Participant = z.output<typeof participant>

/** `asking`: consents are awaited. `litSince`: bytes have been on disk since then; only now the lamp is lit. */
export const recordingView = z.object({
  state: z.enum(['asking', 'running', 'ended']),
  startedAt: z.iso.datetime().nullable(),
  litSince: z.iso.datetime().nullable(),
  /** The consent given for the patient is on file. */
  patient: z.boolean(),
  consented: z.array(seatId),
  declined: z.array(seatId),
  endReason: z.enum(['stopped', 'vetoed', 'patient-withdrew', 'kill-switch', 'session-ended']).nullable(),
})
export type RecordingView = z.output<typeof recordingView>

export const roomSettings = z.object({
  /** `lobby`: people gather, the session has not started. */
  session: z.enum(['lobby', 'live', 'interrupted', 'ended']),
  startedAt: z.iso.datetime().nullable(),
  locked: z.boolean(),
  main: sourceRef.nullable(),
  presenter: seatId.nullable(),
  /** The kill switch was thrown: no picture flows until it is lifted. */
  videoBlocked: z.object({ by: seatId, at: z.iso.datetime() }).nullable(),
  /** Who may draw on pictures beside the host. */
  drawers: z.array(seatId),
  recording: recordingView.nullable(),
})
export type RoomSettings = z.output<typeof roomSettings>

/** The whole room at one version. */
export const roomView = z.object({
  version: z.int(),
  settings: roomSettings,
  /** In order of admission. */
  participants: z.array(participant),
})
export type RoomView = z.output<typeof roomView>

/** What leads from `version - 1` to `version`; a gap is closed by asking for the whole room. */
export const roomChange = z.object({
  version: z.int(),
  settings: roomSettings.exactOptional(),
  /** Added or replaced, by seat. */
  participants: z.array(participant),
  gone: z.array(seatId),
})
export type RoomChange = z.output<typeof roomChange>

const done = z.object({})
/** The answer of a request that gives nothing but its success. */
export type Done = z.output<typeof done>

export const roomRequests = {
  'get-room': request({ input: z.object({}), output: roomView, refusals: [] }),
  /** Host: opens the session, or takes it up again; `admitAll` lets everyone in at the same stroke. */
  'start-session': request({
    input: z.object({ admitAll: z.boolean() }),
    output: done,
    refusals: ['room.not-host', 'room.locked', 'case.not-found', 'case.not-allowed', 'case.wrong-state'],
  }),
  /** Host: ends the session for everyone. */
  'end-session': request({
    input: z.object({}),
    output: done,
    refusals: ['room.not-host', 'case.not-found', 'case.not-allowed', 'case.wrong-state'],
  }),
  'leave': request({ input: z.object({}), output: done, refusals: [] }),
  'raise-hand': request({ input: z.object({ raised: z.boolean() }), output: done, refusals: [] }),
  'lower-hand': request({ input: z.object({ seat: seatId }), output: done, refusals: ['room.not-host'] }),
  /** One's own source, or by the host anyone's; only the owner opens it again. */
  'set-muted': request({
    input: z.object({ source: sourceRef, muted: z.boolean() }),
    output: done,
    refusals: ['room.not-host', 'room.not-yours', 'room.no-such-source'],
  }),
  'set-lock': request({ input: z.object({ locked: z.boolean() }), output: done, refusals: ['room.not-host'] }),
  'set-main': request({
    input: z.object({ source: sourceRef.nullable() }),
    output: done,
    refusals: ['room.not-host', 'room.no-such-source'],
  }),
  'set-presenter': request({
    input: z.object({ seat: seatId.nullable() }),
    output: done,
    refusals: ['room.not-host', 'room.no-such-seat'],
  }),
} as const

export const roomEvents = {
  'room-changed': roomChange,
  /** Loudest first; empty once when it falls silent. `level` is 0 to 1. */
  'speaking': z.object({ speakers: z.array(z.object({ seat: seatId, level: z.number() })) }),
} as const
