import type { DayChange, Meeting } from '#core/meeting/meeting.ts'
import { furthestMove } from '#core/meeting/meeting.ts'
import type { MeetingRepository } from '#core/meeting/ports.ts'
import { cadences, plusDays } from '#core/meeting/recurrence.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { z } from 'zod'
import { oneOf } from './broken-row.ts'
import { fromDateColumn, fromOptionalDate, toDateColumn, toOptionalDate } from './plain-date.ts'
import type { ScopedDb } from './scoped-db.ts'

export type MeetingRow = Prisma.MeetingGetPayload<object>

const dayChanges: z.ZodType<readonly DayChange[]> = z.array(z.discriminatedUnion('as', [
  z.object({ on: z.string(), as: z.literal('cancelled') }),
  z.object({ on: z.string(), as: z.literal('moved'), date: z.string(), startTime: z.string(), durationMinutes: z.number() }),
]))

/** Meetings that return, of the scope's hospital and of those that invite it. */
export function makeMeetingRepository(ask: ScopedDb): MeetingRepository {
  const find: MeetingRepository['find'] = async (id) => {
    const row = await ask((db) => db.meeting.findFirst({ where: { id } }))
    return row === null ? null : meetingOf(row)
  }
  return {
    find,
    findForChange: async (id) => {
      await ask((db) => db.$queryRaw`SELECT id FROM meeting WHERE id = ${id}::uuid FOR UPDATE`)
      return find(id)
    },
    add: async (meeting) => {
      await ask((db) => db.meeting.createMany({ data: [{ id: meeting.id, organizationId: meeting.organization, plannedById: meeting.plannedBy, ...columnsOf(meeting) }] }))
    },
    save: async (meeting) => {
      await ask((db) => db.meeting.updateMany({ where: { id: meeting.id }, data: columnsOf(meeting) }))
    },
    within: async ({ from, until }) => {
      const where: Prisma.MeetingWhereInput = {
        startsOn: { lt: toDateColumn(plusDays(until, furthestMove)) },
        OR: [{ lastOn: null }, { lastOn: { gte: toDateColumn(plusDays(from, -furthestMove)) } }],
      }
      return (await ask((db) => db.meeting.findMany({ where, orderBy: [{ title: 'asc' }, { id: 'asc' }] }))).map(meetingOf)
    },
    partners: async (organization, at) => {
      const stands: Prisma.HubLinkWhereInput = { validFrom: { lte: at }, OR: [{ validUntil: null }, { validUntil: { gt: at } }] }
      const links = await ask((db) => db.hubLink.findMany({ where: { AND: [stands, { OR: [{ hubId: organization }, { satelliteId: organization }] }] } }))
      const others = links.map(({ hubId, satelliteId }) => (hubId === organization ? satelliteId : hubId))
      return [...new Set(others)].map((id) => brandId(id))
    },
  }
}

const columnsOf = (meeting: Meeting) => ({
  title: meeting.title,
  chairId: meeting.chair,
  peopleIds: [...meeting.people],
  guestIds: [...meeting.guests],
  assetIds: [...meeting.assets],
  cadence: meeting.rule.cadence,
  startsOn: toDateColumn(meeting.rule.startsOn),
  lastOn: toOptionalDate(meeting.rule.lastOn),
  startTime: meeting.startTime,
  durationMinutes: meeting.durationMinutes,
  onHoliday: meeting.onHoliday,
  changes: meeting.changes.map((change) => ({ ...change })),
  revision: meeting.revision,
})

/** Reads a meeting; throws when its row breaks what a meeting is. */
export function meetingOf(row: MeetingRow): Meeting {
  const name = { table: 'meeting', id: row.id }
  return {
    id: brandId(row.id),
    organization: brandId(row.organizationId),
    title: row.title,
    chair: brandId(row.chairId),
    people: row.peopleIds.map((id) => brandId(id)),
    guests: row.guestIds.map((id) => brandId(id)),
    assets: row.assetIds.map((id) => brandId(id)),
    rule: { cadence: oneOf(name, cadences, row.cadence), startsOn: fromDateColumn(row.startsOn), lastOn: fromOptionalDate(row.lastOn) },
    startTime: row.startTime,
    durationMinutes: row.durationMinutes,
    onHoliday: oneOf(name, ['skip', 'keep'] as const, row.onHoliday),
    changes: dayChanges.parse(row.changes),
    plannedBy: brandId(row.plannedById),
    revision: row.revision,
  }
}
