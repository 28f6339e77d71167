import type { RecentViews } from '#core/record/open-file.ts'
import type { Clock } from '#core/shared/clock.ts'

const hour = 3_600_000
const most = 10_000

/** Remembers for an hour which looks were recorded; bounded, the oldest forgotten first, and lost with the process. */
export function makeRecentViews(clock: Clock): RecentViews {
  const recordedAt = new Map<string, number>()
  return {
    has: (view) => clock().getTime() - (recordedAt.get(view) ?? 0) < hour,
    add: (view) => {
      if (clock().getTime() - (recordedAt.get(view) ?? 0) < hour) return
      recordedAt.delete(view)
      recordedAt.set(view, clock().getTime())
      const [oldest] = recordedAt.keys()
      if (recordedAt.size > most && oldest !== undefined) recordedAt.delete(oldest)
    },
  }
}
