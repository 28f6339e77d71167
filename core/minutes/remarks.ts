import { err, ok, type Result } from '#core/shared/result.ts'
import type { MinutesId, PractitionerId, RemarkId } from '#core/shared/ids.ts'
import type { SectionKey } from './document.ts'

export const remarkKinds = ['comment', 'suggestion', 'dissent'] as const
export type RemarkKind = (typeof remarkKinds)[number]
export const settlements = ['accepted', 'declined', 'resolved', 'withdrawn'] as const
export type Settlement = (typeof settlements)[number]

/** Two places in the shared document that move with its text; opaque here. */
export interface RemarkAnchor {
  readonly from: string
  readonly to: string
}

/** What a reader of the draft says: a comment, a wording proposed for what is quoted, or a dissent to be written in. */
export interface Remark {
  readonly id: RemarkId
  readonly minutes: MinutesId
  readonly author: PractitionerId
  readonly authorName: string
  readonly kind: RemarkKind
  readonly section: SectionKey
  /** Set when the section answers a question. */
  readonly question: string | null
  readonly anchor: RemarkAnchor | null
  readonly quote: string
  readonly text: string
  readonly at: Date
  readonly settled: null | { readonly as: Settlement; readonly by: PractitionerId; readonly at: Date }
}

export interface RemarkRepository {
  add(remark: Remark): Promise<void>
  /** Oldest first. */
  of(minutes: MinutesId): Promise<readonly Remark[]>
  settle(remark: RemarkId, settled: NonNullable<Remark['settled']>): Promise<void>
}

/** Who settles it: the author takes back, whoever writes the minutes decides. */
export interface Settler {
  readonly practitioner: PractitionerId
  readonly mayWrite: boolean
}

/** Settles a remark once. A dissent is written in or taken back by its author; nobody turns it down. */
export function settle(
  remark: Remark,
  as: Settlement,
  { by, at }: { readonly by: Settler; readonly at: Date },
): Result<NonNullable<Remark['settled']>, 'remark.settled' | 'remark.not-allowed'> {
  if (remark.settled !== null) return err('remark.settled')
  return mayBeSettled(remark, as, by) ? ok({ as, by: by.practitioner, at }) : err('remark.not-allowed')
}

function mayBeSettled({ kind, author }: Remark, as: Settlement, by: Settler): boolean {
  const isAuthor = author === by.practitioner
  switch (as) {
    case 'withdrawn':
      return isAuthor
    case 'resolved':
      return kind === 'comment' && (isAuthor || by.mayWrite)
    case 'accepted':
      return kind !== 'comment' && by.mayWrite
    case 'declined':
      return kind === 'suggestion' && by.mayWrite
  }
}

/** Dissents that nobody has written into the minutes yet: they stand in the way of freezing. */
export const standingDissents = <One extends Pick<Remark, 'kind'> & { readonly settled: unknown }>(remarks: readonly One[]): readonly One[] =>
  remarks.filter(({ kind, settled }) => kind === 'dissent' && settled === null)
