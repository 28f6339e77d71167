import type { Asset } from '#core/asset/asset.ts'
import { inAssetOrder } from '#core/asset/asset.ts'
import type { ReservedAsset } from '#core/asset/asset-repository.ts'
import type { ConsultCase } from '#core/case/case.ts'
import type { SessionConflict } from '#core/case/session-conflicts.ts'
import { conflictsDuring, overlaps, type Slot } from '#core/case/session-conflicts.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Organization, Practitioner, PractitionerRole } from '#core/directory/directory.ts'
import type { PlainDate } from '#core/record/patient.ts'
import type { AssetId, CaseId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Holiday } from './holidays.ts'
import { slotOfDay } from './hold-rooms.ts'
import type { Meeting, MeetingDay, MeetingId } from './meeting.ts'
import { daysOf, holidaysOf } from './meeting.ts'
import type { MeetingPlan, PlanRefusal } from './plan-meeting.ts'
import { faultOf, mayKeepMeetings } from './plan-meeting.ts'
import type { HospitalClock, MeetingReadPorts, MeetingRepositories } from './ports.ts'
import type { Days } from './recurrence.ts'
import { plusDays } from './recurrence.ts'

export interface MeetingNames {
  readonly people: ReadonlyMap<PractitionerId, Practitioner>
  readonly organizations: ReadonlyMap<OrganizationId, Organization>
}

export interface MeetingDays {
  readonly days: readonly MeetingDay[]
  readonly names: MeetingNames
  /** What is reserved for them, each for one day. */
  readonly reserved: readonly ReservedAsset[]
}

/** Whether somebody leads the meeting or is expected at it. */
export const isExpectedAt = ({ chair, people }: Pick<Meeting, 'chair' | 'people'>, person: PractitionerId): boolean => chair === person || people.includes(person)

/** The days of all meetings of a stretch, earliest first; `of` leaves those of one person. */
export async function meetingDays({ meetings, directory, assets }: MeetingRepositories, days: Days, of?: PractitionerId): Promise<MeetingDays> {
  const found = (await meetings.within(days)).filter((meeting) => of === undefined || isExpectedAt(meeting, of))
  return {
    days: found.flatMap((meeting) => daysOf(meeting, days)).toSorted((a, b) => `${a.date}${a.startTime}`.localeCompare(`${b.date}${b.startTime}`)),
    names: await namesOf(directory, found),
    reserved: found.length === 0 ? [] : await assets.ofMeetings(found.map(({ id }) => id), new Date(`${days.from}T00:00:00Z`)),
  }
}

async function namesOf(directory: MeetingRepositories['directory'], meetings: readonly Meeting[]): Promise<MeetingNames> {
  const people = meetings.length === 0 ? [] : await directory.practitioners([...new Set(meetings.flatMap(({ chair, people: expected }) => [chair, ...expected]))])
  const organizations = meetings.length === 0 ? [] : await directory.organizations([...new Set(meetings.flatMap(({ organization, guests }) => [organization, ...guests]))])
  return { people: new Map(people.map((one) => [one.id, one])), organizations: new Map(organizations.map((one) => [one.id, one])) }
}

/** The meetings of a stretch of days, the hospital's or only those at which the actor is expected. */
export const makeViewMeetingDays =
  (ports: MeetingReadPorts) =>
  (actor: Actor, input: { readonly days: Days; readonly mine: boolean }): Promise<MeetingDays> =>
    ports.read(actor, (repositories) => meetingDays(repositories, input.days, input.mine ? actor.practitioner : undefined))

/** How far ahead a meeting's next days are listed. */
const listed = 92
const shown = 8

export interface KeptMeeting {
  readonly meeting: Meeting
  /** The next days on which it takes place. */
  readonly next: readonly MeetingDay[]
  /** The next days on which it is left out. */
  readonly leftOut: readonly { readonly date: PlainDate; readonly holiday: Holiday }[]
}

export interface KeptMeetings {
  readonly meetings: readonly KeptMeeting[]
  readonly names: MeetingNames
  /** Whom one may expect: the own hospital's people and those of linked ones; empty for who keeps no meetings. */
  readonly candidates: readonly PractitionerRole[]
  readonly hospitals: ReadonlyMap<OrganizationId, Organization>
  /** The rooms and equipment that one may give it; empty for who keeps no meetings. */
  readonly assets: readonly Asset[]
  /** What is reserved for the meetings, each for one day. */
  readonly reserved: readonly ReservedAsset[]
  readonly today: PlainDate
}

/** The meetings that still take place, each with its next days; for whoever keeps them, whom to expect. */
export const makeViewMeetings =
  (ports: MeetingReadPorts) =>
  (actor: Actor): Promise<KeptMeetings> =>
    ports.read(actor, async (repositories) => {
      const { meetings, directory, assets } = repositories
      const now = ports.clock()
      const today = ports.today(now)
      const ahead: Days = { from: today, until: plusDays(today, listed) }
      const found = (await meetings.within({ from: today, until: plusDays(today, 10 * 366) }))
        .map((meeting) => ({ meeting, next: daysOf(meeting, ahead).slice(0, shown), leftOut: holidaysOf(meeting, ahead).slice(0, shown) }))
        .filter(({ meeting: { rule }, next }) => next.length > 0 || rule.lastOn === null || rule.lastOn >= today)
      const around = mayKeepMeetings(actor) ? [actor.organization, ...(await meetings.partners(actor.organization, now))] : []
      const candidates = onceEach((await Promise.all(around.map((hospital) => directory.clinicians(hospital)))).flat())
      const hospitals = around.length === 0 ? [] : await directory.organizations(around)
      return {
        meetings: found, names: await namesOf(directory, found.map(({ meeting }) => meeting)), candidates,
        hospitals: new Map(hospitals.map((one) => [one.id, one])), today,
        assets: mayKeepMeetings(actor) ? inAssetOrder((await assets.all()).filter(({ inService }) => inService)) : [],
        reserved: found.length === 0 ? [] : await assets.ofMeetings(found.map(({ meeting }) => meeting.id), now),
      }
    })

/** Whoever works for two hospitals stands where they were named first: the own hospital's people come before others'. */
const onceEach = (roles: readonly PractitionerRole[]): readonly PractitionerRole[] =>
  [...new Map(roles.toReversed().map((role) => [role.practitioner.id, role])).values()].toReversed()

/** A day as it would be, who is expected elsewhere at that time, and the holiday on which it falls. */
export interface ForeseenDay {
  readonly date: PlainDate
  readonly holiday: Holiday | null
  readonly held: boolean
  readonly conflicts: readonly ForeseenConflict[]
  /** What of the wished assets somebody else has that day, and what is free instead. */
  readonly taken: readonly AssetId[]
  readonly free: readonly AssetId[]
}

/** Somebody who is expected in a case's session or at another meeting then. */
export type ForeseenConflict = { readonly practitioner: PractitionerId; readonly startsAt: Date } & ({ readonly caseCode: string } | { readonly title: string })

/** The next days of a plan before it is saved. */
export const makeForeseeMeeting =
  (ports: MeetingReadPorts) =>
  (actor: Actor, plan: MeetingPlan): Promise<Result<readonly ForeseenDay[], PlanRefusal>> =>
    ports.read(actor, async ({ meetings, cases, assets }) => {
      if (!mayKeepMeetings(actor)) return err('meeting.not-allowed')
      const fault = faultOf({ ...plan, title: 'x' }, ports.today(ports.clock()))
      if (fault !== null) return err(fault)
      const days: Days = { from: plan.rule.startsOn, until: plusDays(plan.rule.startsOn, 2 * listed) }
      const draft = asMeeting(plan, actor.organization)
      const all = daysOf({ ...draft, onHoliday: 'keep' }, days).slice(0, shown)
      const [first, last] = [all[0], all.at(-1)]
      if (first === undefined || last === undefined) return ok([])
      const stretch: Slot = { from: slotOfDay(ports, first).from, until: slotOfDay(ports, last).until }
      const booked = await cases.list({ sessionWithin: stretch, limit: 300, offset: 0 })
      const reserved = await assets.takenDuring(stretch)
      const inService = inAssetOrder((await assets.all()).filter((asset) => asset.inService)).map(({ id }) => id)
      const takenOn = (day: MeetingDay): ReadonlySet<AssetId> => new Set(reserved.filter(({ slot }) => overlaps(slot, slotOfDay(ports, day))).map(({ asset }) => asset))
      const others = (await meetings.within(days)).flatMap((meeting) => daysOf(meeting, days))
      return ok(all.map((one) => ({
        date: one.date,
        holiday: one.holiday,
        held: one.holiday === null || plan.onHoliday === 'keep',
        conflicts: conflictsOn(slotOfDay(ports, one), [plan.chair, ...plan.people], { cases: booked.cases, except: null, others, ports }),
        taken: plan.assets.filter((asset) => takenOn(one).has(asset)),
        free: inService.filter((asset) => !takenOn(one).has(asset)),
      })))
    })

const asMeeting = (plan: MeetingPlan, organization: OrganizationId): Meeting => ({
  ...plan, id: brandId<MeetingId>('foreseen'), organization, guests: [], changes: [], plannedBy: plan.chair, revision: 1,
})

interface Around {
  readonly cases: readonly ConsultCase[]
  /** The case whose own session is no conflict, or null. */
  readonly except: CaseId | null
  readonly others: readonly MeetingDay[]
  readonly ports: Pick<HospitalClock, 'momentOf'>
}

/** Who of the people is expected at another session or meeting during the slot. */
export function conflictsOn(slot: Slot, people: readonly PractitionerId[], { cases, except, others, ports }: Around): readonly ForeseenConflict[] {
  const sessions: readonly SessionConflict[] = conflictsDuring(slot, people, { cases, except })
  const meetings = others.flatMap((other) => {
    const taken = slotOfDay(ports, other)
    if (!overlaps(slot, taken)) return []
    return people.filter((person) => isExpectedAt(other.meeting, person)).map((practitioner) => ({ practitioner, startsAt: taken.from, title: other.meeting.title }))
  })
  return [...sessions, ...meetings]
}
