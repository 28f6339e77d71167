import type { Segment } from './recording.ts'

export interface Stretch {
  readonly from: Date
  readonly until: Date
}

export interface Lane {
  readonly practitioner: Segment['of']['practitioner']
  readonly label: Segment['label']
  readonly segments: readonly Segment[]
  /** Between two files of one source, however short: a file ends only when a line, a worker or a process is lost, or its owner stops it. */
  readonly gaps: readonly Stretch[]
}

/** When a segment's pictures were taken; null while nothing of it is on disk. */
export function stretchOf({ standing }: Segment, now: Date): Stretch | null {
  if (standing.firstFrameAt === null) return null
  const until = standing.state === 'whole' ? new Date(standing.firstFrameAt.getTime() + standing.file.durationMs) : now
  return { from: standing.firstFrameAt, until }
}

/** One lane a source: its files in order, and what is missing between them. */
export function lanesOf(segments: readonly Segment[], now: Date): readonly Lane[] {
  const bySource = new Map<string, Segment[]>()
  for (const segment of segments) {
    if (segment.standing.firstFrameAt === null) continue
    const key = `${segment.of.practitioner} ${segment.label}`
    bySource.set(key, [...(bySource.get(key) ?? []), segment])
  }
  return [...bySource.values()].flatMap((unordered) => {
    const ordered = unordered.toSorted((a, b) => (a.standing.firstFrameAt?.getTime() ?? 0) - (b.standing.firstFrameAt?.getTime() ?? 0))
    const [first] = ordered
    return first === undefined ? [] : [{ practitioner: first.of.practitioner, label: first.label, segments: ordered, gaps: gapsBetween(ordered, now) }]
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
