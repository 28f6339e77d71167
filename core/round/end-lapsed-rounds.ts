import type { Repositories } from '#core/case/ports.ts'
import type { Meeting } from '#core/meeting/meeting.ts'
import { dayOf } from '#core/meeting/meeting.ts'
import type { PlainDate } from '#core/record/patient.ts'
import type { CaseId, PractitionerId } from '#core/shared/ids.ts'
import type { RoundRepository } from './round-repository.ts'
import type { Round } from './round.ts'
import { endedAt } from './round.ts'

export interface Lapsing {
  readonly meeting: Meeting
  readonly today: PlainDate
  readonly now: Date
  /** Null for the platform itself. */
  readonly actor: PractitionerId | null
}

type LapsingRepositories = Pick<Repositories, 'cases' | 'audit'> & { readonly rounds: RoundRepository }

/**
 * Ends the rounds of a meeting whose day is over, was called off or went to another meeting: they hold no patient any longer, and whoever
 * went along sees none. Where people still are before a patient, the round stands until they have left. The cases stay as they are; answers how many ended.
 */
export async function endLapsedRounds(repositories: LapsingRepositories, lapsing: Lapsing): Promise<number> {
  const { rounds, audit } = repositories
  const { now: at, actor } = lapsing
  let count = 0
  for (const { id } of (await rounds.ofMeetings([lapsing.meeting.id])).filter((round) => hasLapsed(round, lapsing))) {
    const round = await rounds.findForChange(id)
    if (round === null || (await isLive(repositories, round.current))) continue
    const over = endedAt(round, at)
    if (!over.ok) continue
    await rounds.save(over.value)
    const { organization } = round
    if (round.current !== null) await audit.append({ organization, actor, at, payload: { type: 'round.left', case: round.current, round: id } })
    await audit.append({ organization, actor, at, payload: { type: 'round.ended', round: id } })
    count += 1
  }
  return count
}

function hasLapsed(round: Round, { meeting, today }: Lapsing): boolean {
  if (round.endedAt !== null) return false
  const day = dayOf(meeting, round.on)
  return day === null || day.date < today
}

const isLive = async ({ cases }: LapsingRepositories, one: CaseId | null): Promise<boolean> => one !== null && (await cases.find(one))?.status === 'live'
