import type { MeetingRepositories, HospitalClock } from '#core/meeting/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import { endLapsedRounds } from './end-lapsed-rounds.ts'

export interface PastRoundPorts extends Pick<HospitalClock, 'today'> {
  readonly hospitals: () => Promise<readonly OrganizationId[]>
  readonly asOrganization: <T>(organization: OrganizationId, work: (repositories: MeetingRepositories) => Promise<T>) => Promise<T>
  readonly clock: Clock
}

/** The nightly round: what nobody ended of the days before is over; answers how many there were. */
export const makeEndPastRounds = (ports: PastRoundPorts) => async (): Promise<number> => {
  const now = ports.clock()
  let count = 0
  for (const hospital of await ports.hospitals()) {
    count += await ports.asOrganization(hospital, async (repositories) => {
      const { rounds, meetings } = repositories
      let ended = 0
      for (const id of new Set((await rounds.open(hospital)).map((round) => round.meeting))) {
        const meeting = await meetings.find(id)
        if (meeting !== null) ended += await endLapsedRounds(repositories, { meeting, today: ports.today(now), now, actor: null })
      }
      return ended
    })
  }
  return count
}
