import type { RecordingEvent, Segment } from './recording.ts'

export interface Stretch {
  readonly from: Date
  readonly until: Date
}

export interface Lane {
  readonly practitioner: Segment['of']['practitioner']
  readonly label: Segment['label']
  readonly segments: readonly Segment[]
  /** When it was turned off, within a file or between two. */
  readonly muted: readonly Stretch[]
  /**
   * Between two files of one source while it was not turned off, however short: a file ends only when a line, a worker or a process is
   * lost, or its owner stops it.
   */
  readonly gaps: readonly Stretch[]
}

/** When a segment's pictures were taken; null while nothing of it is on disk. */
export function stretchOf({ standing }: Segment, now: Date): Stretch | null {
  if (standing.firstFrameAt === null) return null
  const until = standing.state === 'whole' ? new Date(standing.firstFrameAt.getTime() + standing.file.durationMs) : now
  return { from: standing.firstFrameAt, until }
}

/** Who turns a source off says so by another clock than that of its pictures; less than this beside it, in milliseconds, is not missing. */
const clocksApart = 500

/** One lane a source: its files in order, when it was off, and what is missing between them. */
export function lanesOf({ segments, events }: { readonly segments: readonly Segment[]; readonly events: readonly RecordingEvent[] }, now: Date): readonly Lane[] {
  const bySource = new Map<string, Segment[]>()
  for (const segment of segments) {
    if (segment.standing.firstFrameAt === null) continue
    const key = `${segment.of.practitioner} ${segment.label}`
    bySource.set(key, [...(bySource.get(key) ?? []), segment])
  }
  return [...bySource.values()].flatMap((unordered) => {
    const ordered = unordered.toSorted((a, b) => (a.standing.firstFrameAt?.getTime() ?? 0) - (b.standing.firstFrameAt?.getTime() ?? 0))
    const [first] = ordered
    if (first === undefined) return []
    const source = { practitioner: first.of.practitioner, label: first.label }
    const switched = events.filter(({ practitioner, label }) => practitioner === source.practitioner && label === source.label)
    const muted = mutedStretches(switched, { ordered, now })
    return [{ ...source, segments: ordered, muted, gaps: gapsBetween(ordered, now).flatMap((gap) => outside(gap, muted)) }]
  })
}

function gapsBetween(ordered: readonly Segment[], now: Date): readonly Stretch[] {
  return ordered.flatMap((segment, index) => {
    const before = ordered[index - 1]
    const ended = before === undefined ? null : stretchOf(before, now)
    const began = stretchOf(segment, now)
    if (ended === null || began === null) return []
    return [{ from: ended.until < began.from ? ended.until : began.from, until: began.from }]
  })
}

/** From each turning off until it is on again, which a new file's first frame proves as well. */
function mutedStretches(switched: readonly RecordingEvent[], { ordered, now }: { readonly ordered: readonly Segment[]; readonly now: Date }): readonly Stretch[] {
  const begun = ordered.flatMap(({ standing: { firstFrameAt } }) => firstFrameAt ?? [])
  const stretches: Stretch[] = []
  for (const { kind, at } of switched.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    if (kind !== 'muted' || at < (stretches.at(-1)?.until ?? at)) continue
    const ends = [...switched.flatMap((one) => (one.kind === 'unmuted' ? one.at : [])), ...begun].filter((end) => end > at)
    stretches.push({ from: at, until: new Date(Math.min(now.getTime(), ...ends.map((end) => end.getTime()))) })
  }
  return stretches
}

/** What of a gap is left beside the stretches in which nothing could come. */
function outside(gap: Stretch, muted: readonly Stretch[]): readonly Stretch[] {
  const within = muted.filter(({ from, until }) => from < gap.until && until > gap.from)
  if (within.length === 0) return [gap]
  const edges = [gap.from, ...within.flatMap(({ from, until }) => [from, until]), gap.until]
  return edges.flatMap((from, index) => {
    const until = edges[index + 1]
    return index % 2 === 0 && until !== undefined && until.getTime() - from.getTime() >= clocksApart ? [{ from, until }] : []
  })
}
