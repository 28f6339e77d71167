import type { Organization } from './directory.ts'

/** What of a merged hospital went to the one that goes on, or is reached from it. */
export const mergedKinds = ['departments', 'people', 'links', 'shifts', 'devices', 'assets', 'meetings', 'reach', 'cases-kept'] as const
export type MergedKind = (typeof mergedKinds)[number]

export type MergeRefusal = 'merge.unknown-hospital' | 'merge.same-hospital' | 'merge.already-merged' | 'merge.into-merged' | 'merge.session-running'

export interface MergePair {
  readonly gone: Organization
  readonly heir: Organization
}

/** What stands in the way of merging two hospitals, or null: nobody's session is running, and neither was merged before. */
export function mergeHindrance({ gone, heir }: MergePair, runningSessions: number): MergeRefusal | null {
  if (gone.id === heir.id) return 'merge.same-hospital'
  if (gone.mergedInto !== undefined) return 'merge.already-merged'
  if (heir.mergedInto !== undefined) return 'merge.into-merged'
  return runningSessions > 0 ? 'merge.session-running' : null
}
