import type { ConsultCase } from '#core/case/case.ts'
import { mayOpenByRight } from '#core/case/open-sent.ts'
import type { Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Practitioner } from '#core/directory/directory.ts'
import type { RecentViews } from '#core/record/open-file.ts'
import type { RecordingId } from '#core/room/recording-standing.ts'
import { sourceKind } from '#core/room/sources.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { lanesOf, type Lane } from './gaps.ts'
import { mayDownloadRecording, mayKeepRecording } from './policy.ts'
import type { RecordingFiles } from './ports.ts'
import type { Recording, RecordingEvent, RecordingRepository, Segment, SegmentId } from './recording.ts'

export interface RecordingRepositories extends Repositories {
  readonly recordings: RecordingRepository
}

export interface WatchPorts {
  readonly read: <T>(actor: Actor, work: (repositories: RecordingRepositories) => Promise<T>) => Promise<T>
  readonly atomically: <T>(actor: Actor, work: (repositories: RecordingRepositories) => Promise<T>) => Promise<T>
  readonly files: RecordingFiles
  readonly recentViews: RecentViews
  readonly clock: Clock
}

/** The recordings of a case for whoever has a right to what was sent with it; to others, broken glass or not, there are none. */
export const makeListRecordings =
  (ports: Pick<WatchPorts, 'read' | 'clock'>) =>
  (actor: Actor, caseId: CaseId): Promise<readonly Recording[]> =>
    ports.read(actor, async ({ cases, directory, recordings }) => {
      const one = await cases.find(caseId)
      return one === null || !(await mayOpenByRight(directory, { actor, one, now: ports.clock() })) ? [] : recordings.of(caseId)
    })

export interface WatchedRecording {
  readonly case: ConsultCase
  readonly recording: Recording
  readonly lanes: readonly Lane[]
  readonly events: readonly RecordingEvent[]
  readonly people: ReadonlyMap<PractitionerId, Practitioner>
  readonly mayDownload: boolean
  readonly mayKeep: boolean
}

/** Opens a recording with its timeline; each opening is written into the audit trail. */
export const makeWatchRecording =
  (ports: WatchPorts) =>
  async (actor: Actor, id: RecordingId): Promise<Result<WatchedRecording, 'recording.not-found'>> => {
    const now = ports.clock()
    await settle(ports, actor, id)
    return ports.atomically(actor, async ({ cases, recordings, directory, audit }) => {
      const recording = await recordings.find(id)
      const one = recording === null ? null : await cases.find(recording.case)
      if (recording === null || one === null || !(await mayOpenByRight(directory, { actor, one, now }))) return err('recording.not-found')
      const [segments, events] = await Promise.all([recordings.segments(id), recordings.events(id)])
      const named = [...segments.map(({ of }) => of.practitioner), ...events.flatMap(({ practitioner }) => practitioner ?? [])]
      const people = await directory.practitioners([...new Set(named)])
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload: { type: 'recording.opened', case: one.id, recording: id } })
      return ok({
        case: one, recording, events, lanes: lanesOf({ segments, events }, recording.end?.at ?? now),
        people: new Map(people.map((person) => [person.id, person])),
        mayDownload: mayDownloadRecording(actor, one), mayKeep: mayKeepRecording(actor, one),
      })
    })
  }

/** Files whose end nobody was there to hear of, since signaling or the media server had been killed, say themselves what they are. */
async function settle(ports: WatchPorts, actor: Actor, id: RecordingId): Promise<void> {
  const open = await ports.read(actor, ({ recordings }) => recordings.segments(id))
  for (const segment of open.filter(({ standing: { state } }) => state === 'asked' || state === 'lit' || state === 'failed')) {
    const closed = await ports.files.closed(segment.id)
    if (closed === null) continue
    await ports.atomically(actor, ({ recordings }) => recordings.settleSegment(segment.id, { state: 'whole', ...firstSeen(segment, closed) }))
  }
}

/** The moment that was announced while it was written is nearer the truth than what could be read off an orphan. */
const firstSeen = ({ standing }: Segment, closed: NonNullable<Awaited<ReturnType<RecordingFiles['closed']>>>) => ({
  ...closed, firstFrameAt: standing.firstFrameAt ?? closed.firstFrameAt,
})

export interface Piece {
  readonly segment: SegmentId
  readonly from: number
  readonly length: number
  /** For a copy that is kept, not for watching. */
  readonly download: boolean
}

export interface OpenedPiece {
  readonly bytes: Uint8Array
  readonly size: number
  readonly kind: 'audio' | 'video'
}

/** One piece of one file: the right is asked for with every piece, and who watches is recorded once an hour and file. */
export const makeOpenPiece =
  (ports: WatchPorts) =>
  async (actor: Actor, { segment: id, from, length, download }: Piece): Promise<Result<OpenedPiece, 'recording.not-found' | 'recording.not-allowed'>> => {
    const now = ports.clock()
    const found = await ports.read(actor, async ({ cases, directory, recordings }) => {
      const segment = await recordings.segment(id)
      const recording = segment === null ? null : await recordings.find(segment.recording)
      const one = segment === null ? null : await cases.find(segment.case)
      if (segment === null || one === null || recording === null || recording.erasedAt !== null || !(await mayOpenByRight(directory, { actor, one, now }))) return null
      return { segment, mayDownload: mayDownloadRecording(actor, one) }
    })
    if (found === null) return err('recording.not-found')
    if (download && !found.mayDownload) return err('recording.not-allowed')
    const piece = await ports.files.piece(id, { from, length })
    if (piece === null) return err('recording.not-found')
    await note(ports, actor, { segment: found.segment, download })
    return ok({ ...piece, kind: sourceKind[found.segment.label] })
  }

async function note(ports: WatchPorts, actor: Actor, { segment, download }: { readonly segment: Segment; readonly download: boolean }): Promise<void> {
  const view = `${actor.practitioner} ${segment.id} ${download ? 'download' : 'view'}`
  if (ports.recentViews.has(view)) return
  const payload = { type: download ? 'recording.downloaded' : 'recording.viewed', case: segment.case, recording: segment.recording, segment: segment.id } as const
  await ports.atomically(actor, ({ audit }) => audit.append({ organization: actor.organization, actor: actor.practitioner, at: ports.clock(), payload }))
  ports.recentViews.add(view)
}
