import { randomUUID } from 'node:crypto'
import type { DraftCase, ScheduledCase, TeamMember } from '#core/case/case.ts'
import type { Actor, StaffRole } from '#core/directory/actor.ts'
import type { RoomPart } from '#core/room/room.ts'
import type { JoinTicket } from '#core/room/ticket.ts'
import { brandId, type CaseId, type OrganizationId, type PatientId, type PractitionerId, type SessionId, type SnapshotId } from '#core/shared/ids.ts'
import type { TestDatabase } from '#prisma/testing.ts'
import { createStore, type Store } from '#prisma/store.ts'
import pg from 'pg'

export type Person = 'chair' | 'secretary' | 'member' | 'requester' | 'coordinator' | 'stranger'

const people: Readonly<Record<Person, { readonly name: string; readonly hub: boolean; readonly roles: readonly StaffRole[] }>> = {
  chair: { name: 'Trần Văn Chủ', hub: true, roles: ['doctor'] },
  secretary: { name: 'Lê Thị Thư', hub: true, roles: ['doctor'] },
  member: { name: 'Phạm Đức Viên', hub: true, roles: ['doctor'] },
  requester: { name: 'Nguyễn Thị Tuyến', hub: false, roles: ['doctor'] },
  coordinator: { name: 'Hoàng Văn Phối', hub: true, roles: ['coordinator'] },
  stranger: { name: 'Đỗ Văn Lạ', hub: true, roles: ['doctor'] },
}

interface Booking {
  readonly store: Store
  readonly admin: pg.Client
  readonly actors: Record<Person, Actor>
  readonly hub: OrganizationId
  readonly district: OrganizationId
  readonly patient: PatientId
}

/** A case with an accepted team, which others may be on as well, and a session that is due now. */
async function bookCase({ store, admin, actors, hub, district, patient }: Booking, others: readonly Actor[]): Promise<ScheduledCase> {
  const now = new Date()
  const draft: DraftCase = {
    id: brandId<CaseId>(randomUUID()), code: `HC-${randomUUID().slice(0, 8)}`, revision: 1,
    requestingOrganization: district, consultingOrganization: hub, patient,
    subject: { name: 'Người bệnh thử', birthDate: null, sex: 'male' },
    requester: actors.requester.practitioner, createdAt: now, status: 'draft', legalBasis: null, snapshot: null,
    request: {
      kind: 'case', urgency: 'routine', specialty: 'cardiology', questions: [{ id: 'q1', text: 'Có can thiệp không?' }],
      course: 'x', currentCondition: 'x', provisionalDiagnosis: 'x',
    },
  }
  await store.atomically(actors.requester, ({ cases }) => cases.add(draft))
  const snapshot = brandId<SnapshotId>(randomUUID())
  await admin.query(
    `INSERT INTO snapshot (id, case_id, version, created_by, created_at, bundle, sha256, withheld) VALUES ($1, $2, 1, $3, now(), '{}', repeat('0', 64), 0)`,
    [snapshot, draft.id, actors.requester.practitioner],
  )
  const accepted = { reply: 'accepted', invitedAt: now, answeredAt: now } as const
  const team = [
    ...(['chair', 'secretary', 'member'] as const).map((part): TeamMember => ({ practitioner: actors[part].practitioner, organization: hub, part, invitation: accepted })),
    ...others.map(({ practitioner, organization }): TeamMember => ({ practitioner, organization, part: 'member', invitation: accepted })),
  ]
  const { legalBasis: _none, snapshot: _yet, ...identity } = draft
  const booked: ScheduledCase = {
    ...identity, status: 'scheduled', submittedAt: now, snapshot,
    legalBasis: { kind: 'written-request', evidence: 'Đơn số 1', recordedBy: actors.requester.practitioner, recordedAt: now },
    coordinator: actors.coordinator.practitioner, team, assignedAt: now,
    session: { id: brandId<SessionId>(randomUUID()), startsAt: now, durationMinutes: 30 },
  }
  await store.atomically(actors.requester, ({ cases }) => cases.save(booked))
  return booked
}

/** Two hospitals, the people of one consult, and cases booked for now. */
export async function makeTestWorld(database: Pick<TestDatabase, 'adminUrl' | 'appUrl'>) {
  const admin = new pg.Client({ connectionString: database.adminUrl })
  await admin.connect()
  const store = createStore({ url: database.appUrl, applicationName: 'test-world' })
  const hub = brandId<OrganizationId>(randomUUID())
  const district = brandId<OrganizationId>(randomUUID())
  const patient = brandId<PatientId>(randomUUID())
  for (const [id, name, code] of [[hub, 'BV Trung tâm', '01001'], [district, 'TTYT Huyện', '35001']]) {
    await admin.query(
      `INSERT INTO organization (id, name, short_name, facility_code, authority, address, phone) VALUES ($1, $2, $2, $3, '', '', '')`,
      [id, name, code],
    )
  }
  await admin.query(`INSERT INTO hub_link (hub_id, satellite_id, specialties, valid_from) VALUES ($1, $2, '{}', now() - interval '1 year')`, [hub, district])
  await admin.query(`INSERT INTO patient (id, organization_id, hospital_number, name, sex) VALUES ($1, $2, 'BN1', 'Người bệnh thử', 'male')`, [patient, district])
  const actors = Object.fromEntries(
    Object.entries(people).map(([person, { hub: atHub, roles }]) => [
      person,
      { practitioner: brandId<PractitionerId>(randomUUID()), organization: atHub ? hub : district, roles },
    ]),
  ) as Record<Person, Actor>
  // Whoever is not on a hospital's list of staff may not stay in an open room.
  for (const [person, { practitioner, organization, roles }] of Object.entries(actors)) {
    await admin.query(`INSERT INTO practitioner (id, name, title) VALUES ($1, $2, 'BS.')`, [practitioner, people[person as Person].name])
    await admin.query('INSERT INTO practitioner_role (practitioner_id, organization_id, roles, specialties) VALUES ($1, $2, $3, $4)', [practitioner, organization, roles, []])
  }

  const ticketOf = (person: Person, one: ScheduledCase): JoinTicket => ({
    actor: actors[person],
    name: people[person].name,
    title: 'BS.',
    organizationName: people[person].hub ? 'BV Trung tâm' : 'TTYT Huyện',
    part: person === 'stranger' ? ('member' satisfies RoomPart) : person,
    case: one.id,
    session: one.session.id,
  })

  return {
    store,
    admin,
    actors,
    ticketOf,
    bookCase: (others: readonly Actor[] = []) => bookCase({ store, admin, actors, hub, district, patient }, others),
    /** So many more doctors of the hub. */
    addDoctors: async (count: number): Promise<readonly Actor[]> => {
      const doctors = Array.from({ length: count }, (): Actor => ({ practitioner: brandId<PractitionerId>(randomUUID()), organization: hub, roles: ['doctor'] }))
      for (const [index, { practitioner, organization, roles }] of doctors.entries()) {
        await admin.query(`INSERT INTO practitioner (id, name, title) VALUES ($1, $2, 'BS.')`, [practitioner, `Bác sĩ ${String(index + 1)}`])
        await admin.query('INSERT INTO practitioner_role (practitioner_id, organization_id, roles, specialties) VALUES ($1, $2, $3, $4)', [practitioner, organization, roles, []])
      }
      return doctors
    },
    statusOf: async (one: ScheduledCase): Promise<string> => {
      const { rows } = await admin.query<{ status: string }>('SELECT status FROM consult_case WHERE id = $1', [one.id])
      return rows[0]?.status ?? 'missing'
    },
    close: async (): Promise<void> => {
      await store.close()
      await admin.end()
    },
  }
}

export type TestWorld = Awaited<ReturnType<typeof makeTestWorld>>
