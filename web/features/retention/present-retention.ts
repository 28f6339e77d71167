import type { RetentionPage } from '#core/retention/manage-retention.ts'
import { keptUntil, mayBeReleased, retentionState, type RetentionKind, type RetentionState } from '#core/retention/retention.ts'

/** One record as the list shows it: a code and dates, nobody's name. */
export interface RetentionRow {
  readonly id: string
  readonly code: string
  readonly kind: RetentionKind
  readonly state: RetentionState
  readonly lastEntry: string
  readonly keptUntil: string
  readonly mayRelease: boolean
  readonly holds: readonly { readonly id: string; readonly reason: string; readonly placedAt: string; readonly own: boolean }[]
}

/** Presents one page of records; the reason of another hospital's hold stays with that hospital. */
export const presentRetention = ({ lines }: RetentionPage, now: Date): readonly RetentionRow[] =>
  lines.map((line) => ({
    id: line.case,
    code: line.code,
    kind: line.kind,
    state: retentionState(line),
    lastEntry: line.lastEntry.toISOString(),
    keptUntil: keptUntil(line.kind, line.lastEntry).toISOString(),
    mayRelease: mayBeReleased(line, now),
    holds: line.holds.map(({ id, reason, placedAt, own }) => ({ id, reason: own ? reason : '', placedAt: placedAt.toISOString(), own })),
  }))
