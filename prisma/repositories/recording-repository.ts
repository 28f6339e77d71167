import type { DueRecording } from '#core/recording/erase-due.ts'
import type { Recording, RecordingEvent, RecordingRepository, Segment, SegmentStanding } from '#core/recording/recording.ts'
import { recordingEventKinds, recordingRetentions } from '#core/recording/recording.ts'
import { recordingEnds } from '#core/room/recording-standing.ts'
import { sourceLabels } from '#core/room/sources.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf, present } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Recordings of a case, their files' standing and their timelines; the files themselves lie outside. */
export function makeRecordingRepository(ask: ScopedDb): RecordingRepository {
  return {
    add: async ({ id, case: caseId, session, askedBy, startedAt, retention, keepUntil }) => {
      const row = { id, caseId, sessionId: session, askedById: askedBy, startedAt, retention, keepUntil }
      await ask((db) => db.recording.createMany({ data: [row], skipDuplicates: true }))
    },
    end: async (id, { at, reason }) => {
      const { count } = await ask((db) => db.recording.updateMany({ where: { id, endedAt: null }, data: { endedAt: at, endReason: reason } }))
      return count === 1
    },
    find: async (id) => {
      const row = await ask((db) => db.recording.findFirst({ where: { id } }))
      return row === null ? null : recordingOf(row)
    },
    of: async (caseId) => {
      const rows = await ask((db) => db.recording.findMany({ where: { caseId }, orderBy: [{ startedAt: 'asc' }, { id: 'asc' }] }))
      return rows.map(recordingOf)
    },
    keep: async (id, { retention, keepUntil, hold }) => {
      const held = { heldAt: hold?.at ?? null, heldById: hold?.by ?? null, holdReason: hold?.reason ?? null }
      await ask((db) => db.recording.updateMany({ where: { id }, data: { retention, keepUntil, ...held } }))
    },
    markErased: async (id, at) => {
      await ask((db) => db.recording.updateMany({ where: { id, erasedAt: null }, data: { erasedAt: at } }))
    },
    addSegment: async ({ id, recording, case: caseId, of, label, askedAt, standing: { state } }) => {
      const row = { id, recordingId: recording, caseId, practitionerId: of.practitioner, organizationId: of.organization, label, askedAt, state }
      await ask((db) => db.recordingSegment.createMany({ data: [row], skipDuplicates: true }))
    },
    settleSegment: async (id, standing) => {
      await ask((db) => db.recordingSegment.updateMany({ where: { id, state: { notIn: ['whole', 'empty'] } }, data: columnsOf(standing) }))
    },
    segment: async (id) => {
      const row = await ask((db) => db.recordingSegment.findFirst({ where: { id } }))
      return row === null ? null : segmentOf(row)
    },
    segments: async (recordingId) => {
      const rows = await ask((db) => db.recordingSegment.findMany({ where: { recordingId }, orderBy: [{ askedAt: 'asc' }, { id: 'asc' }] }))
      return rows.map(segmentOf)
    },
    note: async (events) => {
      const data = events.map(({ recording: recordingId, case: caseId, practitioner: practitionerId, ...event }) => ({ ...event, recordingId, caseId, practitionerId }))
      await ask((db) => db.recordingEvent.createMany({ data, skipDuplicates: true }))
    },
    events: async (recordingId) => {
      const rows = await ask((db) => db.recordingEvent.findMany({ where: { recordingId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }))
      return rows.map(eventOf)
    },
  }
}

/** Recordings whose time is over, of every hospital; ids only. */
export const makeDueRecordings =
  (ask: ScopedDb) =>
  async (now: Date): Promise<readonly DueRecording[]> => {
    const rows = await ask((db) => db.$queryRaw<{ recording_id: string; case_id: string }[]>`SELECT recording_id, case_id FROM recordings_due(${now}::timestamptz)`)
    return rows.map((row) => ({ recording: brandId(row.recording_id), case: brandId(row.case_id) }))
  }

function columnsOf(standing: SegmentStanding): Prisma.RecordingSegmentUpdateManyMutationInput {
  const { state, firstFrameAt } = standing
  if (standing.state !== 'whole') return { state, ...(firstFrameAt === null ? {} : { firstFrameAt }) }
  const { bytes, sha256, durationMs } = standing.file
  return { state, firstFrameAt, bytes: BigInt(bytes), sha256, durationMs }
}

function recordingOf(row: Prisma.RecordingGetPayload<object>): Recording {
  const name = { table: 'recording', id: row.id }
  return {
    id: brandId(row.id),
    case: brandId(row.caseId),
    session: brandId(row.sessionId),
    askedBy: brandId(row.askedById),
    startedAt: row.startedAt,
    end: row.endedAt === null ? null : { at: row.endedAt, reason: oneOf(name, recordingEnds, present(name, 'end_reason', row.endReason)) },
    retention: oneOf(name, recordingRetentions, row.retention),
    keepUntil: row.keepUntil,
    hold:
      row.heldAt === null
        ? null
        : { at: row.heldAt, by: brandId(present(name, 'held_by_id', row.heldById)), reason: present(name, 'hold_reason', row.holdReason) },
    erasedAt: row.erasedAt,
  }
}

function standingOf(row: Prisma.RecordingSegmentGetPayload<object>): SegmentStanding {
  const name = { table: 'recording_segment', id: row.id }
  const state = oneOf(name, ['asked', 'lit', 'whole', 'empty', 'failed'], row.state)
  switch (state) {
    case 'asked':
    case 'empty':
      return { state, firstFrameAt: null }
    case 'failed':
      return { state, firstFrameAt: row.firstFrameAt }
    case 'lit':
      return { state, firstFrameAt: present(name, 'first_frame_at', row.firstFrameAt) }
    case 'whole': {
      const bytes = Number(present(name, 'bytes', row.bytes))
      const file = { bytes, sha256: brandId<Sha256>(present(name, 'sha256', row.sha256)), durationMs: present(name, 'duration_ms', row.durationMs) }
      return { state, firstFrameAt: present(name, 'first_frame_at', row.firstFrameAt), file }
    }
  }
}

const segmentOf = (row: Prisma.RecordingSegmentGetPayload<object>): Segment => ({
  id: brandId(row.id),
  recording: brandId(row.recordingId),
  case: brandId(row.caseId),
  of: { practitioner: brandId(row.practitionerId), organization: brandId(row.organizationId) },
  label: oneOf({ table: 'recording_segment', id: row.id }, sourceLabels, row.label),
  askedAt: row.askedAt,
  standing: standingOf(row),
})

const eventOf = (row: Prisma.RecordingEventGetPayload<object>): RecordingEvent => ({
  id: row.id,
  recording: brandId(row.recordingId),
  case: brandId(row.caseId),
  at: row.at,
  kind: oneOf({ table: 'recording_event', id: row.id }, recordingEventKinds, row.kind),
  practitioner: row.practitionerId === null ? null : brandId(row.practitionerId),
  label: row.label === null ? null : oneOf({ table: 'recording_event', id: row.id }, sourceLabels, row.label),
})
