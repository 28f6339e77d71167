import type { CasePorts } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { HospitalClock, MeetingRepositories } from '#core/meeting/ports.ts'
import type { ReadBundle } from '#core/record/ports.ts'

export type RoundRepositories = MeetingRepositories
type AtomicallyOnRounds = <T>(actor: Actor, work: (repositories: RoundRepositories) => Promise<T>) => Promise<T>

export type RoundPorts = Pick<CasePorts, 'clock' | 'newId'> & { readonly atomically: AtomicallyOnRounds }
export type RoundPlanPorts = RoundPorts & HospitalClock & { readonly readBundle: ReadBundle }
export type RoundReadPorts = Pick<CasePorts, 'clock'> & HospitalClock & { readonly read: AtomicallyOnRounds }
