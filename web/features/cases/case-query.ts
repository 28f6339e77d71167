import type { CaseQuery } from '#core/case/browse-cases.ts'
import type { CaseStatus } from '#core/case/case.ts'
import type { Urgency } from '#core/case/urgency.ts'
import { urgencies } from '#core/case/urgency.ts'

/** Stages by which a list is filtered; together they hold every state exactly once. */
export const stages = ['draft', 'intake', 'planning', 'session', 'minutes', 'follow-up', 'done'] as const
export type Stage = (typeof stages)[number]

export const statusesOfStage = {
  draft: ['draft'],
  intake: ['submitted', 'coordinating', 'needs-info'],
  planning: ['assigned', 'scheduled'],
  session: ['lobby', 'live', 'interrupted'],
  minutes: ['ended', 'minutes-drafting', 'awaiting-signatures', 'returned', 'signed'],
  'follow-up': ['filed', 'awaiting-outcome'],
  done: ['closed', 'rejected', 'cancelled'],
} as const satisfies Record<Stage, readonly CaseStatus[]>

/** The choice as it stands in the address; what was typed into the search is not part of it, since addresses are logged. */
export interface CaseChoice {
  readonly stages: readonly Stage[]
  readonly urgencies: readonly Urgency[]
  readonly mine: boolean
  readonly page: number
}

type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

const all = (value: string | readonly string[] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value)

/** Reads the address; a word that is not ours is left out. */
export function readCaseChoice(params: SearchParams): CaseChoice {
  const page = Number(all(params['page'])[0])
  return {
    stages: stages.filter((stage) => all(params['stage']).includes(stage)),
    urgencies: urgencies.filter((urgency) => all(params['urgency']).includes(urgency)),
    mine: all(params['mine']).includes('1'),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

/** The question that the choice asks of the cases. */
export const toCaseQuery = (choice: CaseChoice, text: string): CaseQuery => ({
  statuses: choice.stages.flatMap((stage) => statusesOfStage[stage]),
  urgencies: choice.urgencies,
  mine: choice.mine,
  text,
  page: choice.page,
})
