import { randomBytes } from 'node:crypto'
import { makeReadCalendarFeed, makeShareCalendar, makeUnshareCalendar, makeViewCalendarFeed, type CalendarFeedPorts } from '#core/case/calendar-feed.ts'
import { makeViewSchedule } from '#core/case/view-schedule.ts'
import { makeCancelMeeting, makeMoveMeeting, makePlanMeeting } from '#core/meeting/plan-meeting.ts'
import { makeForeseeMeeting, makeViewMeetingDays, makeViewMeetings } from '#core/meeting/view-meetings.ts'
import { makeWeighSession } from '#core/meeting/weigh-session.ts'
import type { NewId } from '#core/shared/ids.ts'
import type { Store } from '#prisma/store.ts'
import { hospitalClock } from './hospital-clock.ts'

/** The calendar: sessions, meetings that return, and a person's appointments for a calendar program that cannot sign in. */
export function composeCalendar({ store, clock, digest, newId }: Pick<CalendarFeedPorts, 'clock' | 'digest'> & { readonly store: Store; readonly newId: NewId }) {
  const { atomically, memberships, ownerOfFeed, read } = store
  const ports: CalendarFeedPorts = { atomically, clock, digest, memberships, ownerOfFeed, newSecret: () => randomBytes(32).toString('base64url') }
  const writes = { ...hospitalClock, atomically, clock, newId }
  const reads = { ...hospitalClock, read, clock }
  return {
    viewCalendarFeed: makeViewCalendarFeed(ports),
    shareCalendar: makeShareCalendar(ports),
    unshareCalendar: makeUnshareCalendar(ports),
    readCalendarFeed: makeReadCalendarFeed(ports),
    viewSchedule: makeViewSchedule({ read, clock }),
    viewMeetings: makeViewMeetings(reads),
    viewMeetingDays: makeViewMeetingDays(reads),
    weighSession: makeWeighSession(reads),
    foreseeMeeting: makeForeseeMeeting(reads),
    planMeeting: makePlanMeeting(writes),
    moveMeeting: makeMoveMeeting(writes),
    cancelMeeting: makeCancelMeeting(writes),
  }
}
