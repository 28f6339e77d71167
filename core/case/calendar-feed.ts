import type { AuditPayload } from '#core/audit/audit-event.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { PractitionerRole } from '#core/directory/directory.ts'
import type { Digest } from '#core/record/ports.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { OrganizationId, PractitionerId, Sha256 } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { Result } from '#core/shared/result.ts'
import type { MeetingRepositories } from '#core/meeting/ports.ts'
import { plusDays } from '#core/meeting/recurrence.ts'
import { meetingDays, type MeetingDays } from '#core/meeting/view-meetings.ts'
import { namesOfCases } from './names-of-cases.ts'
import type { Schedule } from './view-schedule.ts'
import { bookedOf } from './view-schedule.ts'

/** The actor's own feed at the hospital for which they act. */
export interface CalendarFeedRepository {
  madeAt(): Promise<Date | null>
  /** Takes the place of the feed before, whose secret then opens nothing. */
  replace(feed: { readonly secret: Sha256; readonly madeAt: Date }): Promise<void>
  remove(): Promise<boolean>
}

export interface CalendarFeedPorts {
  readonly atomically: <T>(actor: Actor, work: (repositories: MeetingRepositories & { readonly calendarFeed: CalendarFeedRepository }) => Promise<T>) => Promise<T>
  readonly clock: Clock
  readonly digest: Digest
  /** A secret that nobody guesses, fit for an address. */
  readonly newSecret: () => string
  readonly ownerOfFeed: (secret: Sha256) => Promise<{ readonly practitioner: PractitionerId; readonly organization: OrganizationId } | null>
  readonly memberships: (practitioner: PractitionerId) => Promise<readonly PractitionerRole[]>
}

const day = 24 * 3_600_000
/** How far a calendar program sees: a month back, half a year ahead. */
const reach = { back: 30 * day, ahead: 183 * day } as const
const most = 500

/** When the actor's feed was made; null where there is none. */
export const makeViewCalendarFeed =
  (ports: CalendarFeedPorts) =>
  (actor: Actor): Promise<Date | null> =>
    ports.atomically(actor, ({ calendarFeed }) => calendarFeed.madeAt())

/** Makes the actor's feed, or makes it anew; its secret is told this once and kept nowhere. */
export const makeShareCalendar =
  (ports: CalendarFeedPorts) =>
  (actor: Actor): Promise<Result<string, never>> =>
    ports.atomically(actor, async ({ calendarFeed, audit }) => {
      const secret = ports.newSecret()
      const at = ports.clock()
      await calendarFeed.replace({ secret: ports.digest(secret), madeAt: at })
      await audit.append(event(actor, at, 'account.calendar-shared'))
      return ok(secret)
    })

/** Ends the actor's feed: its address opens nothing from now on. */
export const makeUnshareCalendar =
  (ports: CalendarFeedPorts) =>
  (actor: Actor): Promise<Result<null, never>> =>
    ports.atomically(actor, async ({ calendarFeed, audit }) => {
      if (await calendarFeed.remove()) await audit.append(event(actor, ports.clock(), 'account.calendar-unshared'))
      return ok(null)
    })

const event = (actor: Actor, at: Date, type: Extract<AuditPayload, { readonly type: 'account.calendar-shared' | 'account.calendar-unshared' }>['type']) =>
  ({ organization: actor.organization, actor: actor.practitioner, at, payload: { type } }) as const

/** What a calendar program is given. */
export interface OpenedFeed extends Omit<Schedule, 'leftOut'> {
  readonly meetings: MeetingDays
  /** Where the feed's owner works. */
  readonly organization: OrganizationId
  readonly now: Date
}

/**
 * The appointments that a secret opens, as long as its owner still works at that hospital; without those that the owner has
 * declined, and without what was cancelled, which a calendar program then takes away.
 */
export const makeReadCalendarFeed =
  (ports: CalendarFeedPorts) =>
  async (secret: string): Promise<Result<OpenedFeed, 'calendar.not-found'>> => {
    const owner = await ports.ownerOfFeed(ports.digest(secret))
    const held = owner === null ? [] : await ports.memberships(owner.practitioner)
    const role = held.find(({ organization }) => organization === owner?.organization)
    if (owner === null || role === undefined) return err('calendar.not-found')
    const actor: Actor = { ...owner, roles: role.roles }
    const now = ports.clock()
    const window = { from: new Date(now.getTime() - reach.back), until: new Date(now.getTime() + reach.ahead) }
    return ports.atomically(actor, async (repositories) => {
      const { assets, cases, directory } = repositories
      const found = await cases.list({ sessionWithin: window, involving: actor.practitioner, limit: most, offset: 0 })
      const sessions = bookedOf(found.cases).filter(({ team }) => !team.some((one) => one.practitioner === actor.practitioner && one.invitation.reply === 'declined'))
      // A day more or less at either end of half a year is of no matter: no clock of a hospital is asked.
      const today = now.toISOString().slice(0, 10)
      const days = { from: plusDays(today, -reach.back / day), until: plusDays(today, reach.ahead / day) }
      const [names, reserved] = [await namesOfCases(directory, sessions), await assets.ofCases(sessions.map(({ id }) => id))]
      return ok({ sessions, names, reserved, organization: actor.organization, meetings: await meetingDays(repositories, days, actor.practitioner), now })
    })
  }
