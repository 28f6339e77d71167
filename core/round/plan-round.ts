import type { ConsultCase } from '#core/case/case.ts'
import { mayCoordinate } from '#core/case/policy.ts'
import { makeScheduleSession } from '#core/case/schedule-session.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Meeting, MeetingId } from '#core/meeting/meeting.ts'
import { dayOf } from '#core/meeting/meeting.ts'
import { mayKeepMeetings } from '#core/meeting/plan-meeting.ts'
import type { HospitalClock } from '#core/meeting/ports.ts'
import { tellPeople } from '#core/meeting/tell-people.ts'
import type { PlainDate } from '#core/record/patient.ts'
import type { CaseId, RoundId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import { err, ok } from '#core/shared/result.ts'
import { within } from '#core/shared/within.ts'
import { endLapsedRounds } from './end-lapsed-rounds.ts'
import type { RoundPlanPorts, RoundRepositories } from './ports.ts'
import type { Round } from './round.ts'
import { mostPatients } from './round.ts'

/** The patients of one day of a meeting, in their order, and how long each is to take. */
export interface RoundPlan {
  readonly meeting: MeetingId
  readonly on: PlainDate
  readonly patients: readonly CaseId[]
  readonly minutesEach: number
}

export type RoundPlanRefusal = 'meeting.not-found' | 'meeting.not-allowed' | 'round.no-patients' | 'round.bad-time' | 'round.not-ready' | 'round.taken' | 'round.begun'

/** A case that has its team and can be booked; those of a masked patient too, since nobody is told whose they are. */
export const canBeBooked = (actor: Actor, one: ConsultCase): boolean => mayCoordinate(actor, one) && (one.status === 'assigned' || one.status === 'scheduled')

/** Gives a day of a meeting its patients: each case is booked for its place in the order, and its team told. Until it begins, it may be planned anew. */
export const makePlanRound =
  (ports: RoundPlanPorts) =>
  (actor: Actor, plan: RoundPlan): Promise<Result<RoundId, RoundPlanRefusal>> =>
    ports.atomically(actor, async (repositories) => {
      const { meetings, rounds, audit } = repositories
      const meeting = await meetings.find(plan.meeting)
      if (meeting === null) return err('meeting.not-found')
      if (!mayKeepMeetings(actor) || meeting.organization !== actor.organization) return err('meeting.not-allowed')
      const patients = [...new Set(plan.patients)]
      if (patients.length === 0 || patients.length > mostPatients) return err('round.no-patients')
      const now = ports.clock()
      const begins = beginningOf(ports, meeting, { on: plan.on, now })
      if (begins === null || !isSound(plan.minutesEach)) return err('round.bad-time')
      const before = (await rounds.ofMeetings([meeting.id])).find(({ on }) => on === plan.on) ?? null
      const fault = await faultOf(repositories, { actor, patients, before, today: ports.today(now), now })
      if (fault !== null) return err(fault)
      await book(ports, repositories, { actor, patients, begins, minutesEach: plan.minutesEach })
      const round: Round = { id: before?.id ?? brandId<RoundId>(ports.newId()), meeting: meeting.id, organization: meeting.organization, on: plan.on, patients, places: await placesOf(ports, repositories, patients), current: null, endedAt: null }
      await (before === null ? rounds.add(round) : rounds.save(round))
      await audit.append({ organization: actor.organization, actor: actor.practitioner, at: now, payload: { type: 'round.planned', round: round.id, meeting: meeting.id, day: plan.on, cases: patients } })
      const kind = tidingsOf(before, patients)
      if (kind !== null) await tellPeople(ports, repositories, { actor, now, tidings: [{ meeting, kind }] })
      return ok(round.id)
    })

/** Whether whoever goes along has something new to know: the first list of the day, or other patients, or another order. */
function tidingsOf(before: Round | null, patients: readonly CaseId[]): 'round.planned' | 'round.changed' | null {
  if (before === null) return 'round.planned'
  return before.patients.length === patients.length && before.patients.every((one, place) => one === patients[place]) ? null : 'round.changed'
}

const isSound = (minutes: number): boolean => Number.isInteger(minutes) && minutes >= 5 && minutes <= 120

/** When the day begins, or at once where it has begun; null where the meeting does not take place then, or did before today. */
function beginningOf({ today, momentOf }: HospitalClock, meeting: Meeting, { on, now }: { readonly on: PlainDate; readonly now: Date }): Date | null {
  const day = dayOf(meeting, on)
  if (day === null || day.date < today(now)) return null
  const booked = momentOf(day.date, day.startTime)
  return booked < now ? now : booked
}

interface Asked {
  readonly actor: Actor
  readonly patients: readonly CaseId[]
  readonly before: Round | null
  readonly today: PlainDate
  readonly now: Date
}

async function faultOf(repositories: RoundRepositories, { actor, patients, before, today, now }: Asked): Promise<'round.begun' | 'round.not-ready' | 'round.taken' | null> {
  if (before !== null && (before.current !== null || before.endedAt !== null)) return 'round.begun'
  const { cases, rounds, meetings } = repositories
  for (const id of patients) {
    const one = await cases.find(id)
    if (one === null || !canBeBooked(actor, one)) return 'round.not-ready'
  }
  const others = async () => (await rounds.holding(patients)).filter(({ id }) => id !== before?.id)
  for (const id of new Set((await others()).map((round) => round.meeting))) {
    const meeting = await meetings.find(id)
    if (meeting !== null) await endLapsedRounds(repositories, { meeting, today, now, actor: actor.practitioner })
  }
  return (await others()).length > 0 ? 'round.taken' : null
}

/** Where each patient lies, as the record that was sent says. */
async function placesOf({ readBundle }: RoundPlanPorts, { cases, snapshots }: RoundRepositories, patients: readonly CaseId[]): Promise<ReadonlyMap<CaseId, string>> {
  const places = new Map<CaseId, string>()
  for (const id of patients) {
    const one = await cases.find(id)
    const sent = one !== null && 'snapshot' in one && one.snapshot !== null ? await snapshots.find(one.snapshot) : null
    const stay = sent === null ? undefined : readBundle(sent.bundle).record.encounters.find(({ dischargedAt }) => dischargedAt === null)
    if (stay !== undefined) places.set(id, [stay.department, stay.room, stay.bed].filter((part) => part !== null && part !== '').join(' / '))
  }
  return places
}

interface Booking {
  readonly actor: Actor
  readonly patients: readonly CaseId[]
  readonly begins: Date
  readonly minutesEach: number
}

/** One after the other, so that calendars show each patient where the order has them. */
async function book(ports: RoundPlanPorts, repositories: RoundRepositories, { actor, patients, begins, minutesEach }: Booking): Promise<void> {
  const schedule = makeScheduleSession({ ...ports, atomically: within(repositories) })
  for (const [index, id] of patients.entries()) {
    const startsAt = new Date(begins.getTime() + index * minutesEach * 60_000)
    const booked = await schedule(actor, { case: id, startsAt, durationMinutes: minutesEach })
    if (!booked.ok) throw new Error(`a case that could be booked was not: ${booked.error}`)
  }
}
