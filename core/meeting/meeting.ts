import type { PlainDate } from '#core/record/patient.ts'
import type { AssetId, Brand, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { Holiday } from './holidays.ts'
import { holidayOn } from './holidays.ts'
import type { Days, Rule } from './recurrence.ts'
import { datesOf, plusDays } from './recurrence.ts'

export type MeetingId = Brand<string, 'MeetingId'>

/** When in the day it begins, "14:00" on the hospital's clock, and how long it lasts. */
export interface Hours {
  readonly startTime: string
  readonly durationMinutes: number
}

/** What became of one day of a meeting that returns; `on` is the day on which the rule would have held it. */
export type DayChange =
  | { readonly on: PlainDate; readonly as: 'cancelled' }
  | ({ readonly on: PlainDate; readonly as: 'moved'; readonly date: PlainDate } & Hours)

/** A meeting that returns (giao ban): who leads it, who is expected, on which days and when. It names no patient. */
export interface Meeting extends Hours {
  readonly id: MeetingId
  readonly organization: OrganizationId
  readonly title: string
  readonly chair: PractitionerId
  readonly people: readonly PractitionerId[]
  /** The other hospitals from which people are expected; they see it too. */
  readonly guests: readonly OrganizationId[]
  /** The own hospital's rooms and equipment that it has on each of its days, as far as they are free. */
  readonly assets: readonly AssetId[]
  readonly rule: Rule
  readonly onHoliday: 'skip' | 'keep'
  readonly changes: readonly DayChange[]
  readonly plannedBy: PractitionerId
  /** Raised by every change, so that calendar programs take the newer one. */
  readonly revision: number
}

/** One day of it. */
export interface MeetingDay extends Hours {
  readonly meeting: Meeting
  /** The day of the rule, by which it is changed. */
  readonly on: PlainDate
  /** The day on which it takes place. */
  readonly date: PlainDate
  readonly holiday: Holiday | null
}

/** The days of the stretch on which it takes place, earliest first. */
export function daysOf(meeting: Meeting, days: Days): readonly MeetingDay[] {
  const changed = new Map(meeting.changes.map((change) => [change.on, change]))
  const { startTime, durationMinutes } = meeting
  const regular = datesOf(meeting.rule, days)
    .filter((date) => !changed.has(date))
    .map((date): MeetingDay => ({ meeting, on: date, date, startTime, durationMinutes, holiday: holidayOn(date) }))
    .filter(({ holiday }) => holiday === null || meeting.onHoliday === 'keep')
  const moved = meeting.changes.flatMap((change): MeetingDay[] =>
    change.as === 'moved' && change.date >= days.from && change.date < days.until ? [{ ...change, meeting, holiday: holidayOn(change.date) }] : [])
  return [...regular, ...moved].toSorted((a, b) => `${a.date}${a.startTime}`.localeCompare(`${b.date}${b.startTime}`))
}

/** A day may be moved out of the stretch in which the rule holds it, but not further than this, in days. */
export const furthestMove = 62

/** The day that the rule holds on a date, wherever it was moved; null where there is none or it was called off. */
export const dayOf = (meeting: Meeting, on: PlainDate): MeetingDay | null =>
  daysOf(meeting, { from: plusDays(on, -furthestMove), until: plusDays(on, furthestMove + 1) }).find((day) => day.on === on) ?? null

/** The days of the stretch on which it is left out for a holiday. */
export const holidaysOf = (meeting: Pick<Meeting, 'rule' | 'onHoliday'>, days: Days): readonly { readonly date: PlainDate; readonly holiday: Holiday }[] =>
  meeting.onHoliday === 'keep' ? [] : datesOf(meeting.rule, days).flatMap((date) => {
    const holiday = holidayOn(date)
    return holiday === null ? [] : [{ date, holiday }]
  })

/** Whether the rule holds it on this day, whatever became of the day. */
export const fallsOn = ({ rule }: Pick<Meeting, 'rule'>, date: PlainDate): boolean => datesOf(rule, { from: date, until: plusDays(date, 1) }).length === 1

/** One day is moved, or called off. */
export const withDay = (meeting: Meeting, change: DayChange): Meeting => ({
  ...meeting, changes: [...meeting.changes.filter(({ on }) => on !== change.on), change], revision: meeting.revision + 1,
})

/** It ends before this day. */
export const endedBefore = (meeting: Meeting, date: PlainDate): Meeting => ({
  ...meeting, rule: { ...meeting.rule, lastOn: plusDays(date, -1) }, changes: meeting.changes.filter(({ on }) => on < date), revision: meeting.revision + 1,
})
