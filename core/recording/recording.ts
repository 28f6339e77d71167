import type { RecordingEnd, RecordingId } from '#core/room/recording-standing.ts'
import type { SourceLabel } from '#core/room/sources.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Brand, CaseId, PractitionerId, SessionId, Sha256 } from '#core/shared/ids.ts'

export type SegmentId = Brand<string, 'SegmentId'>

/** Why a recording is kept, and so for how long (TT 33/2025: 10 years, accident and psychiatric 20, death 30). */
export const recordingRetentions = ['routine', 'accident', 'death'] as const
export type RecordingRetention = (typeof recordingRetentions)[number]

export interface LegalHold {
  readonly at: Date
  readonly by: PractitionerId
  readonly reason: string
}

/** One recording of a session. */
export interface Recording {
  readonly id: RecordingId
  readonly case: CaseId
  readonly session: SessionId
  readonly askedBy: PractitionerId
  readonly startedAt: Date
  readonly end: { readonly at: Date; readonly reason: RecordingEnd } | null
  readonly retention: RecordingRetention
  readonly keepUntil: Date
  readonly hold: LegalHold | null
  /** Its files are gone; who, when and what are kept. */
  readonly erasedAt: Date | null
}

/** What a file turned out to be; null where nothing ever came. */
export interface WrittenSegment {
  readonly bytes: number
  readonly sha256: Sha256
  readonly durationMs: number
}

/** `asked`: nothing is on disk yet. `lit`: bytes are. `whole`: the file is closed and proved by its hash. */
export type SegmentStanding =
  | { readonly state: 'asked' | 'empty'; readonly firstFrameAt: null }
  | { readonly state: 'lit'; readonly firstFrameAt: Date }
  | { readonly state: 'failed'; readonly firstFrameAt: Date | null }
  | { readonly state: 'whole'; readonly firstFrameAt: Date; readonly file: WrittenSegment }

/** One stream of one person's source, from its beginning to its end: one file. */
export interface Segment {
  readonly id: SegmentId
  readonly recording: RecordingId
  readonly case: CaseId
  readonly of: Pick<Actor, 'practitioner' | 'organization'>
  readonly label: SourceLabel
  readonly askedAt: Date
  readonly standing: SegmentStanding
}

/** What stands on the timeline beside the pictures. `lost` and `resumed`: nothing reached the disk, and then again; `muted` and `unmuted`: its owner or the host turned a source off, and it came on again. */
export const recordingEventKinds = [
  'joined', 'left', 'away', 'back', 'main', 'presenter', 'speaking', 'silent', 'drawn', 'frozen', 'wiped', 'consented', 'declined', 'lost', 'resumed', 'muted', 'unmuted',
] as const
export type RecordingEventKind = (typeof recordingEventKinds)[number]

export interface RecordingEvent {
  readonly id: string
  readonly recording: RecordingId
  readonly case: CaseId
  readonly at: Date
  readonly kind: RecordingEventKind
  readonly practitioner: PractitionerId | null
  readonly label: SourceLabel | null
}

export interface RecordingRepository {
  add(recording: Recording): Promise<void>
  /** Ends it; false when it has ended already. */
  end(id: RecordingId, end: NonNullable<Recording['end']>): Promise<boolean>
  find(id: RecordingId): Promise<Recording | null>
  /** In the order in which they began. */
  of(caseId: CaseId): Promise<readonly Recording[]>
  keep(id: RecordingId, kept: Pick<Recording, 'retention' | 'keepUntil' | 'hold'>): Promise<void>
  markErased(id: RecordingId, at: Date): Promise<void>
  addSegment(segment: Segment): Promise<void>
  /** Says what has become of a segment; one that is whole stays as it is. */
  settleSegment(id: SegmentId, standing: SegmentStanding): Promise<void>
  segment(id: SegmentId): Promise<Segment | null>
  segments(id: RecordingId): Promise<readonly Segment[]>
  note(events: readonly RecordingEvent[]): Promise<void>
  events(id: RecordingId): Promise<readonly RecordingEvent[]>
}

const yearsKept: Readonly<Record<RecordingRetention, number>> = { routine: 10, accident: 20, death: 30 }

/** Until when a recording of that day is kept. */
export function keptUntil(kind: RecordingRetention, since: Date): Date {
  const until = new Date(since)
  until.setUTCFullYear(until.getUTCFullYear() + yearsKept[kind])
  return until
}
