import { stretchOf, type Stretch } from '#core/recording/gaps.ts'
import type { RecordingEvent, RecordingEventKind, RecordingRetention } from '#core/recording/recording.ts'
import type { WatchedRecording } from '#core/recording/watch-recording.ts'
import { sourceKind, type SourceLabel } from '#core/room/sources.ts'
import { calledName } from '#web/ui/vietnamese-name.ts'
import type { PractitionerId } from '#core/shared/ids.ts'

/** A stretch of the timeline, in milliseconds since the recording began. */
export interface StretchView {
  readonly from: number
  readonly until: number
}

export interface SegmentView extends StretchView {
  readonly id: string
  /** Its file is whole; one that is still being written is only drawn. */
  readonly playable: boolean
}

export interface LaneView {
  readonly key: string
  readonly person: string
  /** The same where there is little room. */
  readonly called: string
  readonly label: SourceLabel
  readonly kind: 'audio' | 'video'
  readonly segments: readonly SegmentView[]
  /** When it was turned off. */
  readonly muted: readonly StretchView[]
  readonly gaps: readonly StretchView[]
}

/** What is told in words; when a source was off stands in its lane. */
export type ToldKind = Exclude<RecordingEventKind, 'muted' | 'unmuted'>

export interface EventView {
  readonly at: number
  readonly kind: ToldKind
  readonly person: string | null
  readonly label: SourceLabel | null
}

export interface RecordingView {
  readonly id: string
  readonly startedAt: string
  readonly length: number
  readonly running: boolean
  readonly erased: boolean
  readonly lanes: readonly LaneView[]
  readonly events: readonly EventView[]
  readonly retention: RecordingRetention
  readonly keepUntil: string
  readonly hold: string | null
  readonly mayDownload: boolean
  readonly mayKeep: boolean
}

/** That nothing is shown large any longer needs no mark. */
const isTold = (event: RecordingEvent): event is RecordingEvent & { readonly kind: ToldKind } =>
  event.kind !== 'muted' && event.kind !== 'unmuted' && (event.kind !== 'main' || event.label !== null) && (event.kind !== 'presenter' || event.practitioner !== null)

/** What a browser needs to show a recording: times from its beginning, names, and the ids of the files. */
export function presentRecording({ recording, lanes, events, people, mayDownload, mayKeep }: WatchedRecording, now: Date): RecordingView {
  const begun = recording.startedAt.getTime()
  const end = recording.end?.at ?? now
  const since = (at: Date): number => Math.max(0, at.getTime() - begun)
  const nameOf = (id: PractitionerId): string => {
    const person = people.get(id)
    return person === undefined ? '' : `${person.title} ${person.name}`.trim()
  }
  const viewOf = ({ from, until }: Stretch): StretchView => ({ from: since(from), until: since(until) })
  const laneViews = lanes.map(({ practitioner, label, segments, muted, gaps }): LaneView => ({
    key: `${practitioner}-${label}`,
    person: nameOf(practitioner),
    called: calledName(people.get(practitioner)?.name ?? ''),
    label,
    kind: sourceKind[label],
    segments: segments.flatMap((segment) => {
      const stretch = stretchOf(segment, end)
      return stretch === null ? [] : [{ id: segment.id, playable: segment.standing.state === 'whole', ...viewOf(stretch) }]
    }),
    muted: muted.map(viewOf),
    gaps: gaps.map(viewOf),
  }))
  const last = laneViews.flatMap((lane) => lane.segments.map(({ until }) => until))
  return {
    id: recording.id,
    startedAt: recording.startedAt.toISOString(),
    length: Math.max(1_000, since(end), ...last),
    running: recording.end === null,
    erased: recording.erasedAt !== null,
    lanes: laneViews,
    events: events.filter(isTold).map(({ at, kind, practitioner, label }) => ({ at: since(at), kind, person: practitioner === null ? null : nameOf(practitioner), label })),
    retention: recording.retention,
    keepUntil: recording.keepUntil.toISOString(),
    hold: recording.hold?.reason ?? null,
    mayDownload,
    mayKeep,
  }
}
