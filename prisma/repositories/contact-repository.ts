import { noticeKinds } from '#core/case/notice.ts'
import type { Occasion } from '#core/notify/occasion.ts'
import type { ContactRepository, DeliveryNote, PushSubscription } from '#core/notify/ports.ts'
import type { NotifyPreference } from '#core/notify/preference.ts'
import { channels, defaultPreference, topics } from '#core/notify/preference.ts'
import { urgencies } from '#core/case/urgency.ts'
import type { CaseId, NoticeId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import { meetingOf, type MeetingRow } from './meeting-repository.ts'
import type { ScopedDb } from './scoped-db.ts'

type PreferenceRow = Prisma.NotifyPreferenceGetPayload<object>
type NoteRow = Prisma.DeliveryNoteGetPayload<object>

/** How one person is reached, asked in that person's own scope. */
export function makeContactRepository(ask: ScopedDb, practitioner: PractitionerId): ContactRepository {
  return {
    preference: async () => {
      const row = await ask((db) => db.notifyPreference.findFirst({ where: { practitionerId: practitioner } }))
      return row === null ? defaultPreference(practitioner) : preferenceOf(row)
    },
    savePreference: async (preference) => {
      const data = preferenceColumns(preference)
      const { count } = await ask((db) => db.notifyPreference.updateMany({ where: { practitionerId: practitioner }, data }))
      if (count === 0) await ask((db) => db.notifyPreference.createMany({ data: [{ practitionerId: practitioner, ...data }], skipDuplicates: true }))
    },
    ...browsers(ask, practitioner),
    ...occasions(ask, practitioner),
    notes: async (about) => {
      const rows = await ask((db) => db.deliveryNote.findMany({ where: { practitionerId: practitioner, ...aboutColumns(about) }, orderBy: { sentAt: 'asc' } }))
      return rows.map(noteOf)
    },
    addNote: async ({ id, channel, about, sentAt, accepted, shownAt }) => {
      const row = { id, practitionerId: practitioner, channel, ...aboutColumns(about), sentAt, accepted, shownAt }
      await ask((db) => db.deliveryNote.createMany({ data: [row] }))
    },
    shown: async (id, at) => {
      await ask((db) => db.deliveryNote.updateMany({ where: { id, practitionerId: practitioner, shownAt: null }, data: { shownAt: at } }))
    },
  }
}

const browsers = (ask: ScopedDb, practitioner: PractitionerId): Pick<ContactRepository, 'subscriptions' | 'addSubscription' | 'removeSubscription'> => ({
  subscriptions: async () => {
    const rows = await ask((db) => db.pushSubscription.findMany({ where: { practitionerId: practitioner }, orderBy: { addedAt: 'asc' } }))
    return rows.map(({ id, endpoint, p256dh, auth, device, addedAt }): PushSubscription => ({ id: brandId(id), endpoint, p256dh, auth, device, addedAt }))
  },
  addSubscription: async ({ id, endpoint, p256dh, auth, device, addedAt }) => {
    await ask((db) => db.pushSubscription.createMany({ data: [{ id, practitionerId: practitioner, endpoint, p256dh, auth, device, addedAt }] }))
  },
  removeSubscription: async (id) => {
    await ask((db) => db.pushSubscription.deleteMany({ where: { id, practitionerId: practitioner } }))
  },
})

const occasions = (ask: ScopedDb, practitioner: PractitionerId): Pick<ContactRepository, 'unreadNotice' | 'occasion' | 'meetingOf' | 'untold' | 'openRing'> => ({
  unreadNotice: async (id) => {
    const row = await ask((db) => db.notice.findFirst({ where: { id, recipientId: practitioner, readAt: null } }))
    return row === null ? null : { kind: oneOf({ table: 'notice', id }, noticeKinds, row.kind), case: row.caseId === null ? null : brandId<CaseId>(row.caseId) }
  },
  occasion: async (id) => {
    const [row] = await ask((db) => db.$queryRaw<OccasionRow[]>`SELECT * FROM occasion_of_notice(${id}::uuid)`)
    return row === undefined ? null : occasionOf(row)
  },
  meetingOf: async (id) => {
    const [row] = await ask((db) => db.$queryRaw<(MeetingRow & { readonly place: string | null })[]>`
      SELECT id, organization_id AS "organizationId", title, chair_id AS "chairId", people_ids AS "peopleIds", guest_ids AS "guestIds", asset_ids AS "assetIds", cadence,
        starts_on AS "startsOn", last_on AS "lastOn", start_time AS "startTime", duration_minutes AS "durationMinutes", on_holiday AS "onHoliday",
        changes, planned_by_id AS "plannedById", revision, place_of_meeting_notice(${id}::uuid) AS place
      FROM meeting_of_notice(${id}::uuid)`)
    return row === undefined ? null : { ...meetingOf(row), place: row.place }
  },
  untold: async (since) => {
    const rows = await ask((db) => db.notice.findMany({ where: { recipientId: practitioner, readAt: null, at: { gte: since } }, orderBy: { at: 'asc' }, take: mostUntold }))
    const told = await ask((db) => db.deliveryNote.findMany({ where: { practitionerId: practitioner, noticeId: { in: rows.map(({ id }) => id) } }, select: { noticeId: true, channel: true } }))
    return rows.map(({ id, kind }) => ({
      id: brandId<NoticeId>(id), kind: oneOf({ table: 'notice', id }, noticeKinds, kind),
      toldBy: told.filter(({ noticeId }) => noticeId === id).map(({ channel }) => oneOf({ table: 'delivery_note', id }, channels, channel)),
    }))
  },
  openRing: async (caseId) => {
    const ring = await ask((db) => db.emergencyRing.findFirst({ where: { caseId, practitionerId: practitioner, reply: null } }))
    const call = ring === null ? null : await ask((db) => db.emergencyCall.findFirst({ where: { caseId, endedAt: null } }))
    // Whoever was named during the session is rung although somebody holds it.
    if (ring === null || call === null || (call.heldAt !== null && ring.rung !== 'forwarded')) return null
    const asking = await ask((db) => db.organization.findFirst({ where: { id: call.requestingOrganizationId }, select: { shortName: true } }))
    return { from: asking?.shortName ?? '' }
  },
})

interface OccasionRow {
  readonly urgency: string
  readonly code: string
  readonly revision: number
  readonly status: string
  readonly asking: string
  readonly advising: string
  readonly session_id: string | null
  readonly starts_at: Date | null
  readonly duration_minutes: number | null
  readonly place: string | null
}

/** Nobody has more that they have not read. */
const mostUntold = 500

/** A session that has begun is no appointment any more. */
function occasionOf(row: OccasionRow): Occasion {
  const { session_id: session, starts_at: startsAt, duration_minutes: durationMinutes } = row
  const state = row.status === 'cancelled' ? 'cancelled' : row.status === 'scheduled' || row.status === 'lobby' ? 'booked' : null
  return {
    urgency: oneOf({ table: 'consult_case', id: row.code }, urgencies, row.urgency),
    appointment: session === null || startsAt === null || durationMinutes === null || state === null ? null : {
      session: brandId(session), caseCode: row.code, asking: row.asking, advising: row.advising, startsAt, durationMinutes, revision: row.revision, state, place: row.place,
    },
  }
}

const preferenceColumns = ({ mailTo, topics: chosen, quiet, digestAt, timeZone, language }: NotifyPreference) => ({
  mailTo, pushTopics: [...chosen.push], mailTopics: [...chosen.mail], quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null, digestAt, timeZone, language,
})

function preferenceOf(row: PreferenceRow): NotifyPreference {
  const name = { table: 'notify_preference', id: row.practitionerId }
  return {
    practitioner: brandId(row.practitionerId),
    mailTo: row.mailTo,
    topics: { push: row.pushTopics.map((one) => oneOf(name, topics, one)), mail: row.mailTopics.map((one) => oneOf(name, topics, one)) },
    quiet: row.quietFrom === null || row.quietUntil === null ? null : { from: row.quietFrom, until: row.quietUntil },
    digestAt: row.digestAt,
    timeZone: row.timeZone,
    language: oneOf(name, ['vi', 'en'] as const, row.language),
  }
}

const aboutColumns = (about: DeliveryNote['about']) => ({
  noticeId: 'notice' in about ? about.notice : null, ringCaseId: 'ring' in about ? about.ring : null,
})

/** Maps a row as the ladder's screens read it too. */
export function noteOf({ id, practitionerId, channel, noticeId, ringCaseId, sentAt, accepted, shownAt }: NoteRow): DeliveryNote {
  const about = ringCaseId === null ? { notice: brandId<never>(noticeId ?? '') } : { ring: brandId<CaseId>(ringCaseId) }
  return { id: brandId(id), practitioner: brandId(practitionerId), channel: oneOf({ table: 'delivery_note', id }, channels, channel), about, sentAt, accepted, shownAt }
}
