import { randomBytes } from 'node:crypto'
import { makeReadCalendarFeed, makeShareCalendar, makeUnshareCalendar, makeViewCalendarFeed, type CalendarFeedPorts } from '#core/case/calendar-feed.ts'
import type { Store } from '#prisma/store.ts'

/** A person's appointments for a calendar program that cannot sign in. */
export function composeCalendar({ store, clock, digest }: Pick<CalendarFeedPorts, 'clock' | 'digest'> & { readonly store: Store }) {
  const { atomically, memberships, ownerOfFeed } = store
  const ports: CalendarFeedPorts = { atomically, clock, digest, memberships, ownerOfFeed, newSecret: () => randomBytes(32).toString('base64url') }
  return {
    viewCalendarFeed: makeViewCalendarFeed(ports),
    shareCalendar: makeShareCalendar(ports),
    unshareCalendar: makeUnshareCalendar(ports),
    readCalendarFeed: makeReadCalendarFeed(ports),
  }
}
