import { randomUUID } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { makeJoinTickets, type JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { makeFileSealer } from '#adapters/sealing/file-sealer.ts'
import { openKeyRing } from '#adapters/sealing/key-ring.ts'
import { ringFile } from '#adapters/sealing/ring-file.ts'
import type { DraftCase, EndedCase, ScheduledCase, TeamMember } from '#core/case/case.ts'
import type { Actor } from '#core/directory/actor.ts'
import { makeGiveConsent } from '#core/record/give-consent.ts'
import type { RoomPart } from '#core/room/room.ts'
import { brandId, type CaseId, type PatientId, type SnapshotId } from '#core/shared/ids.ts'
import { loadSecrets } from '#infra/start/secrets.ts'
import { roleUrls } from '#prisma/bootstrap.ts'
import { hospitalId } from '#prisma/seed/hospitals.ts'
import { person } from '#prisma/seed/people.ts'
import { createStore, type Store } from '#prisma/store.ts'
import { makeAuditTally, makeSignatureCount, type AuditTally, type Query, type Tally } from './tally.ts'

/** What the load works on, and the back door by which the checker looks. */
export interface ChaosWorld {
  readonly tickets: JoinTickets
  /** Cases whose sessions are moved to and fro. */
  readonly booked: readonly ScheduledCase[]
  /** How often each case had been saved before the load began. */
  readonly savedBefore: ReadonlyMap<string, number>
  /** The case whose room is open and whose minutes are written. */
  readonly live: ScheduledCase
  /** The case whose session is recorded; consent of its patient is on file. */
  readonly recorded: ScheduledCase
  /** A further case whose session is over and whose minutes wait for their signatures. */
  readonly held: () => Promise<EndedCase>
  readonly ticketOf: (handle: keyof typeof parts, one?: ScheduledCase) => Promise<string>
  readonly minutesTicket: () => Promise<string>
  /** The product's time, which a fault may have moved. */
  readonly now: () => Date
  readonly moveClock: (byMs: number) => Promise<void>
  readonly isClockMoved: () => boolean
  readonly store: Store
  readonly query: Query
  readonly audit: AuditTally
  readonly signaturesIn: (files: readonly string[]) => Promise<Tally>
}

const parts = { ducthinh: 'chair', khanhlinh: 'secretary', ngocanh: 'member' } as const satisfies Readonly<Record<string, RoomPart>>

/** A person of the demo world as the store knows them. */
export const actorOf = (handle: string): Actor => {
  const { id, hospital, account } = person(handle)
  return { practitioner: id, organization: hospitalId(hospital), roles: account.roles }
}

async function book(store: Store, query: Query, patient: PatientId): Promise<ScheduledCase> {
  const now = new Date()
  const requester = actorOf('thuha')
  const draft: DraftCase = {
    id: brandId<CaseId>(randomUUID()), code: `HC-${randomUUID().slice(0, 8)}`, revision: 1,
    requestingOrganization: requester.organization, consultingOrganization: hospitalId('songHan'), patient,
    subject: { name: 'Người bệnh thử', birthDate: null, sex: 'male' }, requester: requester.practitioner, createdAt: now, status: 'draft', legalBasis: null, snapshot: null,
    request: { kind: 'case', urgency: 'routine', specialty: 'cardiology', questions: [{ id: 'q1', text: 'Có can thiệp không?' }], course: 'x', currentCondition: 'x', provisionalDiagnosis: 'x' },
  }
  await store.atomically(requester, ({ cases }) => cases.add(draft))
  const snapshot = brandId<SnapshotId>(randomUUID())
  await query(`INSERT INTO snapshot (id, case_id, version, created_by, created_at, bundle, sha256, withheld) VALUES ($1, $2, 1, $3, now(), '{}', repeat('0', 64), 0)`, [snapshot, draft.id, requester.practitioner])
  const accepted = { reply: 'accepted', invitedAt: now, answeredAt: now } as const
  const team = Object.entries(parts).map(([handle, part]): TeamMember => ({ practitioner: person(handle).id, organization: hospitalId('songHan'), part, invitation: accepted }))
  const { legalBasis: _none, snapshot: _yet, ...identity } = draft
  const booked: ScheduledCase = {
    ...identity, status: 'scheduled', submittedAt: now, snapshot, coordinator: person('maihuong').id, team, assignedAt: now,
    legalBasis: { kind: 'written-request', evidence: 'Đơn số 1', recordedBy: requester.practitioner, recordedAt: now },
    session: { id: brandId(randomUUID()), startsAt: now, durationMinutes: 30 },
  }
  await store.atomically(requester, ({ cases }) => cases.save(booked))
  return booked
}

/** The session was held, and its minutes are being signed. */
async function hold(store: Store, booked: ScheduledCase): Promise<EndedCase> {
  const { status: _booked, ...rest } = booked
  const startedAt = booked.session.startsAt
  // Booking it was its first save.
  const held: EndedCase = { ...rest, revision: booked.revision + 1, status: 'awaiting-signatures', startedAt, endedAt: new Date(startedAt.getTime() + 60_000), interruptions: [] }
  await store.atomically(actorOf('maihuong'), ({ cases }) => cases.save(held))
  return held
}

/** The product's processes read their clock's error from here (shifted-clock.mjs). */
export const clockFileOf = (dataDirectory: string): string => join(dataDirectory, 'chaos-clock')

const emptyMinutes = { type: 'doc', content: [{ type: 'minutesSection', attrs: { key: 'conclusion', heading: 'Kết luận', question: null }, content: [{ type: 'paragraph' }] }] }

/** Books what the load works on in the demo world of a product that runs. */
export async function makeChaosWorld(dataDirectory: string, port: number): Promise<ChaosWorld> {
  const secrets = await loadSecrets(dataDirectory)
  const adminUrl = `postgresql://postgres:${encodeURIComponent(secrets.POSTGRES_PASSWORD)}@127.0.0.1:${port}/lienvien`
  const query: Query = async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) => {
    const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 5_000 })
    client.on('error', () => undefined)
    await client.connect()
    try {
      return (await client.query<Row>(sql, [...values])).rows
    } finally {
      await client.end()
    }
  }
  const passwords = { owner: secrets.OWNER_PASSWORD, app: secrets.APP_PASSWORD, auth: secrets.AUTH_PASSWORD, jobs: secrets.JOBS_PASSWORD }
  const store = createStore({ url: roleUrls({ adminUrl, database: 'lienvien', passwords }).appUrl, applicationName: 'chaos', sealer: makeFileSealer(openKeyRing(ringFile(join(dataDirectory, 'keys'), 'files')), () => undefined) })
  const [patient] = await query<{ id: PatientId }>('SELECT id FROM patient WHERE organization_id = $1 LIMIT 1', [hospitalId('baLang')])
  if (patient === undefined) throw new Error('the demo world has no patient')
  const cases: ScheduledCase[] = []
  for (let count = 0; count < 6; count += 1) cases.push(await book(store, query, patient.id))
  const [live, recorded, ...booked] = cases
  if (live === undefined || recorded === undefined) throw new Error('nothing was booked')
  const consent = await makeGiveConsent({ atomically: store.atomically, clock: () => new Date(), newId: () => randomUUID() })(actorOf('thuha'), { case: recorded.id, kind: 'recording', subject: { who: 'patient', givenBy: 'patient' }, evidence: 'Giấy số 1' })
  if (!consent.ok) throw new Error(consent.error)
  await query(`INSERT INTO minutes (id, case_id, version, status, form, document) VALUES ($1, $2, 1, 'draft', '{}', $3)`, [randomUUID(), live.id, JSON.stringify(emptyMinutes)])
  const revisions = await query<{ id: string; revision: number }>('SELECT id, revision FROM consult_case WHERE id = ANY ($1)', [booked.map(({ id }) => id)])
  let clockError = 0
  const now = (): Date => new Date(Date.now() + clockError)
  // The portal, whose clock moves with the rest, is who issues tickets to people.
  const tickets = makeJoinTickets({ secret: secrets.TICKET_SECRET, clock: now, newId: () => randomUUID() })
  const ticketOf: ChaosWorld['ticketOf'] = (handle, one = live) => {
    const { account } = person(handle)
    return tickets.issueJoinTicket({ actor: actorOf(handle), name: account.name, title: account.title, organizationName: account.organization, part: parts[handle], case: one.id, session: one.session.id })
  }
  const moveClock = async (byMs: number): Promise<void> => {
    const file = clockFileOf(dataDirectory)
    await writeFile(`${file}.new`, String(byMs))
    await rename(`${file}.new`, file)
    clockError = byMs
  }
  return {
    tickets, booked, live, recorded, ticketOf, query, now, moveClock, store, isClockMoved: () => clockError !== 0,
    audit: makeAuditTally(query), signaturesIn: makeSignatureCount((file) => store.read(actorOf('ducthinh'), async ({ files }) => (await files.get(brandId(file)))?.bytes ?? null)),
    held: async () => hold(store, await book(store, query, patient.id)),
    savedBefore: new Map(revisions.map(({ id, revision }) => [id, revision])),
    minutesTicket: async () => tickets.issueMinutesTicket({ actor: actorOf('khanhlinh'), name: person('khanhlinh').account.name, case: live.id }),
  }
}
