import type { AuditEvent, AuditPayload } from '#core/audit/audit-event.ts'
import type { WishRefusal } from '#core/asset/reserve-assets.ts'
import type { Actor } from '#core/directory/actor.ts'
import { isCoordinator } from '#core/directory/actor.ts'
import type { PlainDate } from '#core/record/patient.ts'
import { endLapsedRounds } from '#core/round/end-lapsed-rounds.ts'
import type { AssetId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { faultOfRooms, holdRooms } from './hold-rooms.ts'
import type { Hours, Meeting, MeetingId } from './meeting.ts'
import { endedBefore, fallsOn, withDay } from './meeting.ts'
import type { MeetingPorts, MeetingRepositories } from './ports.ts'
import type { Rule } from './recurrence.ts'
import { isDate } from './recurrence.ts'
import type { Tidings } from './tell-people.ts'
import { tellPeople } from './tell-people.ts'

/** What a coordinator says of a meeting that returns. */
export interface MeetingPlan extends Hours {
  readonly title: string
  readonly chair: PractitionerId
  readonly people: readonly PractitionerId[]
  readonly assets: readonly AssetId[]
  readonly rule: Rule
  readonly onHoliday: Meeting['onHoliday']
}

export type PlanRefusal = 'meeting.not-allowed' | 'meeting.no-title' | 'meeting.bad-time' | 'meeting.unknown-person' | Exclude<WishRefusal, 'asset.taken'>

/** The coordinators of a hospital keep its meetings. */
export const mayKeepMeetings = (actor: Actor): boolean => isCoordinator(actor)

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
const soundHours = ({ startTime, durationMinutes }: Hours): boolean => isTime(startTime) && Number.isInteger(durationMinutes) && durationMinutes >= 15 && durationMinutes <= 480

/** What is wrong with a plan by itself, or null. */
export function faultOf({ title, rule, ...hours }: MeetingPlan, today: PlainDate): 'meeting.no-title' | 'meeting.bad-time' | null {
  if (title.trim() === '') return 'meeting.no-title'
  const dates = [rule.startsOn, ...(rule.lastOn === null ? [] : [rule.lastOn])]
  const sound = soundHours(hours) && dates.every(isDate) && rule.startsOn >= today && (rule.lastOn === null || rule.lastOn >= rule.startsOn)
  return sound ? null : 'meeting.bad-time'
}

/** Plans a meeting that returns; whoever is expected must work at the own hospital or at one that is linked to it. */
export const makePlanMeeting =
  (ports: MeetingPorts) =>
  (actor: Actor, plan: MeetingPlan): Promise<Result<MeetingId, PlanRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      if (!mayKeepMeetings(actor)) return err('meeting.not-allowed')
      const now = ports.clock()
      const fault = faultOf(plan, ports.today(now))
      if (fault !== null) return err(fault)
      const guests = await hospitalsOf(repositories, actor, { plan, now })
      if (guests === null) return err('meeting.unknown-person')
      const roomFault = await faultOfRooms(repositories, plan.assets)
      if (roomFault !== null) return err(roomFault)
      const id: MeetingId = brandId(ports.newId())
      const meeting: Meeting = { ...planned(plan), id, organization: actor.organization, guests, changes: [], plannedBy: actor.practitioner, revision: 1 }
      await repositories.meetings.add(meeting)
      await holdRooms(ports, repositories, { actor, meeting, now })
      await repositories.audit.append(event(actor, now, { type: 'meeting.planned', meeting: id }))
      await tellPeople(ports, repositories, { actor, now, tidings: [{ meeting, kind: 'meeting.planned' }] })
      return ok(id)
    })

export type MeetingScope = 'one' | 'following' | 'all'
/** Which day is meant, by the day of its rule, and whether those after it are meant too, or all. */
export interface WhichDays {
  readonly meeting: MeetingId
  readonly on: PlainDate
  readonly scope: MeetingScope
}
type ChangeRefusal = 'meeting.not-found' | 'meeting.not-allowed' | 'meeting.bad-time'

/** Moves one day, or gives this and the following days, or all, another hour; a new weekday begins with the day that is moved. */
export const makeMoveMeeting =
  (ports: MeetingPorts) =>
  (actor: Actor, input: WhichDays & Hours & { readonly date: PlainDate }): Promise<Result<null, ChangeRefusal>> =>
    changing(ports, { ...input, actor, as: 'meeting.moved' }, async (meeting, { meetings }) => {
      const { on, date, startTime, durationMinutes } = input
      const hours: Hours = { startTime, durationMinutes }
      const late = !isDate(date) || (input.scope !== 'all' && ports.momentOf(date, startTime) < ports.clock())
      if (!soundHours(hours) || late) return 'meeting.bad-time'
      if (input.scope === 'following') return splitAt(ports, meetings, { meeting, on, date, hours })
      const moved = input.scope === 'one' ? withDay(meeting, { on, as: 'moved', date, ...hours }) : { ...meeting, ...hours, revision: meeting.revision + 1 }
      await meetings.save(moved)
      return [{ meeting: moved, kind: 'meeting.changed' }]
    })

/** Calls off one day, this and the following days, or all that is still to come. */
export const makeCancelMeeting =
  (ports: MeetingPorts) =>
  (actor: Actor, input: WhichDays): Promise<Result<null, ChangeRefusal>> =>
    changing(ports, { ...input, actor, as: 'meeting.cancelled' }, async (meeting, { meetings }) => {
      const today = ports.today(ports.clock())
      const left = input.scope === 'one' ? withDay(meeting, { on: input.on, as: 'cancelled' }) : endedBefore(meeting, input.scope === 'following' ? input.on : today)
      await meetings.save(left)
      return [{ meeting: left, kind: 'meeting.cancelled' }]
    })

/** What took place stays as it was: the meeting ends before the day, and another one begins with it. */
async function splitAt(
  { newId }: Pick<MeetingPorts, 'newId'>,
  meetings: MeetingRepositories['meetings'],
  { meeting, on, date, hours }: { readonly meeting: Meeting; readonly on: PlainDate; readonly date: PlainDate; readonly hours: Hours },
): Promise<readonly Tidings[]> {
  const rule: Rule = { ...meeting.rule, startsOn: date }
  const ended = endedBefore(meeting, on)
  await meetings.save(ended)
  const bare: Meeting = { ...meeting, ...hours, id: brandId(newId()), rule, revision: 1, changes: [] }
  const next: Meeting = { ...bare, changes: meeting.changes.filter((change) => change.on > on && fallsOn(bare, change.on)) }
  await meetings.add(next)
  return [{ meeting: ended, kind: 'meeting.changed' }, { meeting: next, kind: 'meeting.planned' }]
}

function changing(
  ports: MeetingPorts,
  { actor, meeting: id, on, as }: Omit<WhichDays, 'scope'> & { readonly actor: Actor; readonly as: 'meeting.moved' | 'meeting.cancelled' },
  change: (meeting: Meeting, repositories: MeetingRepositories) => Promise<'meeting.bad-time' | readonly Tidings[]>,
): Promise<Result<null, ChangeRefusal>> {
  return ports.atomically(actor, async (repositories) => {
    const meeting = await repositories.meetings.findForChange(id)
    if (meeting === null || !fallsOn(meeting, on)) return err('meeting.not-found')
    if (meeting.organization !== actor.organization || !mayKeepMeetings(actor)) return err('meeting.not-allowed')
    const tidings = await change(meeting, repositories)
    if (tidings === 'meeting.bad-time') return err(tidings)
    const now = ports.clock()
    for (const { meeting: left } of tidings) {
      await holdRooms(ports, repositories, { actor, meeting: left, now })
      await endLapsedRounds(repositories, { meeting: left, today: ports.today(now), now, actor: actor.practitioner })
    }
    await repositories.audit.append(event(actor, now, { type: as, meeting: id, day: on }))
    await tellPeople(ports, repositories, { actor, now, tidings })
    return ok(null)
  })
}

const planned = ({ title, chair, people, assets, rule, onHoliday, startTime, durationMinutes }: MeetingPlan) => ({
  title: title.trim(), chair, people: [...new Set(people)].filter((one) => one !== chair), assets: [...new Set(assets)], rule, onHoliday, startTime, durationMinutes,
})

const event = (actor: Actor, at: Date, payload: AuditPayload): AuditEvent => ({ organization: actor.organization, actor: actor.practitioner, at, payload })

/** The other hospitals of those who are expected; null where somebody is not known, or the chair is not of the own hospital. */
async function hospitalsOf(
  { meetings, directory }: MeetingRepositories,
  actor: Actor,
  { plan, now }: { readonly plan: MeetingPlan; readonly now: Date },
): Promise<readonly OrganizationId[] | null> {
  if ((await directory.roleOf(plan.chair, actor.organization)) === null) return null
  const known = new Set([actor.organization, ...(await meetings.partners(actor.organization, now))])
  const guests = new Set<OrganizationId>()
  for (const person of plan.people) {
    const places = (await directory.rolesOf(person)).map(({ organization }) => organization).filter((organization) => known.has(organization))
    if (places.length === 0) return null
    if (!places.includes(actor.organization)) places.forEach((place) => guests.add(place))
  }
  return [...guests]
}
