import type { AdvisedContent } from '#core/case/advised-contents.ts'
import { advisedContents } from '#core/case/advised-contents.ts'
import { missingForSubmission } from '#core/case/completeness.ts'
import type { MissingPart } from '#core/case/completeness.ts'
import { isNamed } from '#core/record/legal-basis.ts'
import type { SelectableKind, SelectableRecord } from './selectable-record.ts'
import type { RequestDraft } from './request-draft.ts'
import { groundOf, requestOf } from './request-draft.ts'

export const requiredParts = ['questions', 'provisional-diagnosis', 'course', 'current-condition', 'basis'] as const
export type RequiredPart = (typeof requiredParts)[number]

/** The step in which a part is written, by the id it has on the page. */
export const stepOfPart = {
  questions: 'questions',
  'provisional-diagnosis': 'summary',
  course: 'summary',
  'current-condition': 'summary',
  basis: 'basis',
} as const satisfies Record<MissingPart | 'basis', string>

export interface RequestProgress {
  readonly missing: ReadonlySet<RequiredPart>
  readonly advised: readonly AdvisedContent[]
  /** How many things stay behind, as a person would count them. */
  readonly withheld: number
}

/** How far a request is: what must still be written, what its kind should have, what stays behind. */
export function requestProgress(draft: RequestDraft, record: SelectableRecord, hasBasis: boolean): RequestProgress {
  const excluded = new Set(draft.selection.excluded)
  const attached = (kind: SelectableKind): number =>
    record.groups.filter((group) => group.kind === kind).flatMap((group) => group.items).filter((item) => !item.ids.some((id) => excluded.has(id))).length
  const released = draft.selection.released.filter((one) => one.reason.trim() !== '').length
  const all = record.groups.flatMap((group) => group.items)
  return {
    missing: new Set<RequiredPart>([...missingForSubmission(requestOf(draft)), ...(hasBasis || isNamed(groundOf(draft.basis)) ? [] : ['basis' as const])]),
    advised: advisedContents(draft, { imaging: attached('imaging') > 0, laboratory: attached('laboratory') > 0, vitals: attached('vitals') > 0 }),
    withheld: all.filter((item) => item.ids.some((id) => excluded.has(id))).length + record.sensitive.length - released,
  }
}
