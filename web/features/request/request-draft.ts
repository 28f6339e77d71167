import type { ConsultKind, ConsultRequest, Question } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { LegalBasisGround } from '#core/record/legal-basis.ts'
import type { SnapshotSelection } from '#core/record/snapshot.ts'

export type BasisKind = LegalBasisGround['kind']

/** The request as it stands on the screen, half-written parts included. */
export interface RequestDraft {
  readonly kind: ConsultKind
  readonly urgency: Urgency
  readonly specialty: SpecialtyCode
  readonly hub: string
  readonly questions: readonly Question[]
  readonly course: string
  readonly currentCondition: string
  readonly provisionalDiagnosis: string
  readonly selection: SnapshotSelection
  readonly basis: { readonly kind: BasisKind; readonly text: string }
}

/** The ground in the shape of the law: evidence, reason or name, as its kind asks. */
export function groundOf({ kind, text }: RequestDraft['basis']): LegalBasisGround {
  switch (kind) {
    case 'written-request':
      return { kind, evidence: text }
    case 'emergency':
      return { kind, reason: text }
    case 'other':
      return { kind, name: text }
  }
}

/** The one text that a ground carries. */
export function textOfGround(ground: LegalBasisGround): string {
  switch (ground.kind) {
    case 'written-request':
      return ground.evidence
    case 'emergency':
      return ground.reason
    case 'other':
      return ground.name
  }
}

/** The request that is saved: blank questions are left out, nothing else is touched. */
export const requestOf = ({ kind, urgency, specialty, questions, course, currentCondition, provisionalDiagnosis, selection }: RequestDraft): ConsultRequest => ({
  kind, urgency, specialty, course, currentCondition, provisionalDiagnosis, selection,
  questions: questions.filter((one) => one.text.trim() !== ''),
})

/** An id for a further question that no question of this request has had. */
export const nextQuestionId = (questions: readonly Question[]): string =>
  `q${questions.reduce((highest, one) => Math.max(highest, Number(/^q(\d+)$/.exec(one.id)?.[1] ?? 0)), 0) + 1}`
