import type { MemberPart } from '#core/case/case.ts'
import type { Candidate, TeamDraft } from './present-desk.ts'

/** What is wrong with a draft, by the field where it is told; the words are in the messages under `coordination.team`. */
export interface TeamProblems {
  readonly chair?: 'noChair'
  readonly secretary?: 'noSecretary' | 'same'
}

/** Checks the draft as the transition will: one chair, one secretary, two different people. */
export const teamProblems = ({ chair, secretary }: TeamDraft): TeamProblems => ({
  ...(chair === null && { chair: 'noChair' as const }),
  ...(secretary === null ? { secretary: 'noSecretary' as const } : secretary === chair && { secretary: 'same' as const }),
})

/** Everybody in the draft, nobody twice. */
export const peopleOf = ({ chair, secretary, members }: TeamDraft): readonly string[] => [
  ...new Set([chair, secretary, ...members].filter((id) => id !== null)),
]

/** The draft as it is sent; whoever is chair or secretary is not a member as well. */
export function proposalsOf(draft: TeamDraft, candidates: readonly Candidate[]) {
  const partOf = (id: string): MemberPart => (id === draft.chair ? 'chair' : id === draft.secretary ? 'secretary' : 'member')
  return peopleOf(draft).flatMap((practitioner) => {
    const candidate = candidates.find((one) => one.practitioner === practitioner)
    return candidate ? [{ practitioner, organization: candidate.organization, part: partOf(practitioner) }] : []
  })
}
