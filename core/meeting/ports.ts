import type { CasePorts, Repositories } from '#core/case/ports.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PlainDate } from '#core/record/patient.ts'
import type { RoundRepository } from '#core/round/round-repository.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { Meeting, MeetingId } from './meeting.ts'
import type { Days } from './recurrence.ts'

/** Meetings of the own hospital, and those to which it is invited. */
export interface MeetingRepository {
  find(id: MeetingId): Promise<Meeting | null>
  /** Finds and holds it against other writers until the transaction ends. */
  findForChange(id: MeetingId): Promise<Meeting | null>
  add(meeting: Meeting): Promise<void>
  save(meeting: Meeting): Promise<void>
  /** Those that may have a day in the stretch, by title. */
  within(days: Days): Promise<readonly Meeting[]>
  /** The hospitals that the own one supports or is supported by now. */
  partners(organization: OrganizationId, at: Date): Promise<readonly OrganizationId[]>
}

export interface MeetingRepositories extends Repositories {
  readonly meetings: MeetingRepository
  /** Their days that have patients. */
  readonly rounds: RoundRepository
}
type AtomicallyOnMeetings = <T>(actor: Actor, work: (repositories: MeetingRepositories) => Promise<T>) => Promise<T>

/** The hospital's clock: days and hours are its own, moments everybody's. */
export interface HospitalClock {
  readonly today: (now: Date) => PlainDate
  readonly momentOf: (date: PlainDate, time: string) => Date
}

export type MeetingPorts = Pick<CasePorts, 'clock' | 'newId'> & HospitalClock & { readonly atomically: AtomicallyOnMeetings }
export type MeetingReadPorts = Pick<CasePorts, 'clock'> & HospitalClock & { readonly read: AtomicallyOnMeetings }
