import type { Actor } from '#core/directory/actor.ts'
import type { CaseStatus, ConsultCase } from './case.ts'
import type { Names } from './names-of-cases.ts'
import { namesOfCases } from './names-of-cases.ts'
import type { CaseFilter } from './ports.ts'
import type { Urgency } from './urgency.ts'
import type { ReadPorts } from './view-my-work.ts'

export interface CaseQuery {
  readonly statuses: readonly CaseStatus[]
  readonly urgencies: readonly Urgency[]
  readonly mine: boolean
  readonly text: string
  /** From 1. */
  readonly page: number
}

export interface FoundCases {
  readonly total: number
  readonly cases: readonly ConsultCase[]
  readonly names: Names
  readonly pageCount: number
}

const pageSize = 20

/** One page of the cases that the actor may see; an empty choice of states or urgencies means all of them. */
export const makeBrowseCases =
  (ports: ReadPorts) =>
  (actor: Actor, query: CaseQuery): Promise<FoundCases> =>
    ports.read(actor, async ({ cases, directory }) => {
      const filter: CaseFilter = {
        ...(query.statuses.length > 0 && { statuses: query.statuses }),
        ...(query.urgencies.length > 0 && { urgencies: query.urgencies }),
        ...(query.mine && { involving: actor.practitioner }),
        ...(query.text.trim() !== '' && { text: query.text.trim() }),
        limit: pageSize,
        offset: (query.page - 1) * pageSize,
      }
      const { total, cases: found } = await cases.list(filter)
      return { total, cases: found, names: await namesOfCases(directory, found), pageCount: Math.max(1, Math.ceil(total / pageSize)) }
    })
