import type { AssetKind } from '#core/asset/asset.ts'
import { placeAt } from '#core/asset/reserve-assets.ts'
import type { Holiday } from '#core/meeting/holidays.ts'
import type { MeetingDay } from '#core/meeting/meeting.ts'
import type { Cadence } from '#core/meeting/recurrence.ts'
import { placeInMonth, weekdayOf } from '#core/meeting/recurrence.ts'
import type { KeptMeetings } from '#core/meeting/view-meetings.ts'
import type { Round } from '#core/round/round.ts'
import type { ListedRounds } from '#core/round/view-rounds.ts'
import type { Actor } from '#core/directory/actor.ts'
import { mayKeepMeetings } from '#core/meeting/plan-meeting.ts'
import { hospitalClock } from '#web/server/hospital-clock.ts'

export interface DayFacts {
  /** The day of the rule, by which it is changed. */
  readonly on: string
  readonly date: string
  readonly startsAt: string
  readonly startTime: string
  readonly durationMinutes: number
  readonly holiday: Holiday | null
  /** Where it takes place; null where no room is reserved that day. */
  readonly place: string | null
  /** The day's patients, where it has been given any and the person goes along. */
  readonly round: { readonly id: string; readonly patients: readonly string[]; readonly state: 'ahead' | 'standing' | 'over' } | null
}

/** A case that can be put on a day. */
export interface BookableCase {
  readonly id: string
  readonly code: string
  readonly name: string | null
  readonly from: string
}

export interface MeetingCard {
  readonly id: string
  readonly title: string
  readonly cadence: Cadence
  readonly weekday: Weekday
  readonly place: ReturnType<typeof placeInMonth>
  readonly startTime: string
  readonly durationMinutes: number
  readonly lastOn: string | null
  readonly chair: string
  readonly expected: number
  readonly guests: readonly string[]
  /** The hospital that planned it, where it is another one. */
  readonly plannedBy: string | null
  /** Whether it shall have rooms or equipment, so that a day without is worth a word. */
  readonly wantsPlace: boolean
  readonly next: readonly DayFacts[]
  readonly leftOut: readonly { readonly date: string; readonly holiday: Holiday }[]
  readonly mayChange: boolean
}

export interface PersonOption {
  readonly id: string
  readonly name: string
  readonly hint: string
  /** Only the own hospital's people lead. */
  readonly own: boolean
}

export interface MeetingsFacts {
  readonly meetings: readonly MeetingCard[]
  readonly people: readonly PersonOption[]
  readonly assets: readonly { readonly id: string; readonly name: string; readonly kind: AssetKind; readonly seats: number | null }[]
  readonly mayPlan: boolean
  readonly bookable: readonly BookableCase[]
  readonly today: string
}

const weekdays = ['0', '1', '2', '3', '4', '5', '6'] as const
export type Weekday = (typeof weekdays)[number]

const roundFacts = ({ id, patients, current, endedAt }: Round): DayFacts['round'] => ({ id, patients, state: endedAt !== null ? 'over' : current === null ? 'ahead' : 'standing' })

const dayFacts = (day: MeetingDay, { reserved, round }: { readonly reserved: KeptMeetings['reserved']; readonly round: Round | undefined }): DayFacts => ({
  place: placeAt(reserved.filter(({ about }) => 'meeting' in about && about.meeting === day.meeting.id && about.on === day.on), day.meeting.organization),
  on: day.on, date: day.date, startsAt: hospitalClock.momentOf(day.date, day.startTime).toISOString(),
  startTime: day.startTime, durationMinutes: day.durationMinutes, holiday: day.holiday,
  round: round === undefined ? null : roundFacts(round),
})

/** What the page of meetings shows to this person. */
export function presentKeptMeetings({ meetings, names, candidates, hospitals, assets, reserved, today }: KeptMeetings, { rounds, bookable }: ListedRounds, actor: Actor): MeetingsFacts {
  const shortName = (id: Actor['organization']): string => names.organizations.get(id)?.shortName ?? '—'
  return {
    today,
    mayPlan: mayKeepMeetings(actor),
    assets: assets.map(({ id, name, kind, seats }) => ({ id, name, kind, seats })),
    bookable: bookable.map((one) => ({ id: one.id, code: one.code, name: one.subject.name, from: hospitals.get(one.requestingOrganization)?.shortName ?? '' })),
    people: candidates.map(({ practitioner, organization, department }) => ({
      id: practitioner.id,
      name: `${practitioner.title} ${practitioner.name}`.trim(),
      hint: [department?.name, hospitals.get(organization)?.shortName].filter((part) => part !== undefined).join(' · '),
      own: organization === actor.organization,
    })),
    meetings: meetings.map(({ meeting, next, leftOut }) => {
      const chair = names.people.get(meeting.chair)
      return {
        id: meeting.id, title: meeting.title, cadence: meeting.rule.cadence, startTime: meeting.startTime, durationMinutes: meeting.durationMinutes, lastOn: meeting.rule.lastOn,
        weekday: weekdays[weekdayOf(meeting.rule.startsOn)] ?? '0',
        place: placeInMonth(meeting.rule.startsOn),
        chair: chair ? `${chair.title} ${chair.name}`.trim() : '—',
        expected: meeting.people.length + 1,
        guests: meeting.guests.map(shortName),
        plannedBy: meeting.organization === actor.organization ? null : shortName(meeting.organization),
        wantsPlace: meeting.assets.length > 0,
        next: next.map((day) => dayFacts(day, { reserved, round: rounds.find((round) => round.meeting === meeting.id && round.on === day.on) })),
        leftOut,
        mayChange: meeting.organization === actor.organization && mayKeepMeetings(actor),
      }
    }),
  }
}
