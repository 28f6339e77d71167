import { randomUUID } from 'node:crypto'
import type { DraftCase } from '#core/case/case.ts'
import type { Actor, StaffRole } from '#core/directory/actor.ts'
import type { PatientId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { toOptionalDate } from './repositories/plain-date.ts'
import { scopedDb } from './repositories/scoped-db.ts'
import { openScopedClient } from './tenancy/scoped-client.ts'

/** A small hospital for one test, with a person for each role. */
export interface TestHospital {
  readonly id: Actor['organization']
  readonly doctor: Actor
  readonly colleague: Actor
  readonly coordinator: Actor
  readonly auditor: Actor
  readonly patient: PatientId
}

let counter = 0

const roleNames = ['doctor', 'colleague', 'coordinator', 'auditor'] as const

/** Writes hospitals with people and one patient each, through the application's own role. */
export async function createHospitals<const Name extends string>(appUrl: string, names: readonly Name[]): Promise<Record<Name, TestHospital>> {
  const { client, close } = openScopedClient({ url: appUrl, applicationName: 'test-hospitals' })
  const made: [string, TestHospital][] = []
  for (const name of names) {
    const organization: Actor['organization'] = brandId(randomUUID())
    const ask = scopedDb(client, { organization, practitioner: null, roles: ['admin'] })
    const facilityCode = `T${String(++counter).padStart(4, '0')}`
    const facts = { name, shortName: name, facilityCode, authority: 'BỘ Y TẾ', address: '', phone: '' }
    await ask((db) => db.organization.createMany({ data: [{ id: organization, ...facts }] }))
    const actors = roleNames.map((role) => newActor(organization, role === 'colleague' ? 'doctor' : role))
    await ask((db) => db.practitioner.createMany({ data: actors.map(({ practitioner }, at) => ({ id: practitioner, name: `${name} ${at}`, title: 'BS.' })) }))
    await ask((db) =>
      db.practitionerRole.createMany({
        data: actors.map(({ practitioner, roles }) => ({ practitionerId: practitioner, organizationId: organization, roles: [...roles], specialties: [] })),
      }),
    )
    const patient: PatientId = brandId(randomUUID())
    await ask((db) => db.patient.createMany({ data: [patientRow(patient, organization, name)] }))
    const [doctor, colleague, coordinator, auditor] = actors
    if (!doctor || !colleague || !coordinator || !auditor) throw new Error('a role is missing')
    made.push([name, { id: organization, doctor, colleague, coordinator, auditor, patient }])
  }
  await close()
  return Object.fromEntries(made) as Record<Name, TestHospital>
}

/** A contract by which one hospital advises another, of no specialty, begun long ago. */
export async function linkHospitals(appUrl: string, { hub, satellite }: { readonly hub: TestHospital; readonly satellite: TestHospital }): Promise<void> {
  const { client, close } = openScopedClient({ url: appUrl, applicationName: 'test-hospitals' })
  const ask = scopedDb(client, { organization: hub.id, practitioner: null, roles: ['admin'] })
  await ask((db) => db.hubLink.createMany({ data: [{ hubId: hub.id, satelliteId: satellite.id, specialties: [], validFrom: new Date('2020-01-01T00:00:00Z') }] }))
  await close()
}

const newActor = (organization: Actor['organization'], role: StaffRole): Actor => ({
  practitioner: brandId<PractitionerId>(randomUUID()),
  organization,
  roles: [role],
})

const patientRow = (id: PatientId, organizationId: string, of: string) => ({
  id,
  organizationId,
  hospitalNumber: 'BN-0001',
  name: `Đỗ Thị Ước ${of}`,
  birthDate: toOptionalDate('1961-05-04'),
  sex: 'female',
})

/** A draft from one hospital's doctor to another hospital. */
export const draftFrom = (asking: TestHospital, advising: TestHospital, code: string): DraftCase => ({
  status: 'draft',
  id: brandId(randomUUID()),
  code,
  revision: 1,
  requestingOrganization: asking.id,
  consultingOrganization: advising.id,
  patient: asking.patient,
  subject: { name: 'Đỗ Thị Ước', birthDate: '1961-05-04', sex: 'female' },
  requester: asking.doctor.practitioner,
  createdAt: new Date('2026-11-01T01:00:00.000Z'),
  legalBasis: null,
  snapshot: null,
  request: {
    kind: 'case', urgency: 'urgent', specialty: 'cardiology',
    questions: [{ id: 'q1', text: 'Có chỉ định can thiệp không?' }],
    course: 'Diễn biến', currentCondition: 'Tỉnh', provisionalDiagnosis: 'Đau ngực',
  },
})
