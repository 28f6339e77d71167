import { createHash, randomUUID } from 'node:crypto'
import { composeSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { makeCallEmergency } from '#core/emergency/call-emergency.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import type { Store } from '#prisma/store.ts'
import { openScopedClient } from '#prisma/tenancy/scoped-client.ts'
import { createHospitals } from '#prisma/test-hospitals.ts'
import type { TestHospital } from '#prisma/test-hospitals.ts'

/** A district hospital and the two that advise it; `doctor` is on call, `colleague` knows the specialty too. */
export interface EmergencyWorld {
  readonly district: TestHospital
  readonly central: TestHospital
  readonly province: TestHospital
}

const specialty = 'general-surgery'

/** Writes three hospitals, their links and a roster of today, through the application's own role. */
export async function createEmergencyWorld(appUrl: string, now: Date): Promise<EmergencyWorld> {
  const hospitals = await createHospitals(appUrl, ['district', 'central', 'province'])
  const { client, close } = openScopedClient({ url: appUrl, applicationName: 'test-emergency' })
  const day = 24 * 3_600_000
  for (const [index, hub] of [hospitals.central, hospitals.province].entries()) {
    const ask = scopedDb(client, { organization: hub.id, practitioner: null, roles: ['admin'] })
    const validFrom = new Date(now.getTime() - (300 - index) * day)
    await ask((db) => db.hubLink.createMany({ data: [{ hubId: hub.id, satelliteId: hospitals.district.id, specialties: [specialty], validFrom }] }))
    const department = randomUUID()
    await ask((db) => db.department.createMany({ data: [{ id: department, organizationId: hub.id, code: 'K19', name: 'Khoa Ngoại' }] }))
    for (const doctor of [hub.doctor, hub.colleague]) {
      await ask((db) => db.practitionerRole.updateMany({ where: { practitionerId: doctor.practitioner }, data: { specialties: [specialty] } }))
    }
    const shift = { organizationId: hub.id, departmentId: department, practitionerId: hub.doctor.practitioner, position: 1 }
    await ask((db) => db.dutyShift.createMany({ data: [{ id: randomUUID(), ...shift, startsAt: new Date(now.getTime() - day), endsAt: new Date(now.getTime() + day) }] }))
  }
  await close()
  return hospitals
}

/** Presses the button at the district hospital. */
export async function pressButton(store: Store, { district }: EmergencyWorld, clock: Clock): Promise<CaseId> {
  const call = makeCallEmergency({
    atomically: store.atomically, clock, newId: () => randomUUID(), composeBundle: composeSnapshotBundle,
    digest: (data) => brandId(createHash('sha256').update(data).digest('hex')),
  })
  const pressed = await call(district.doctor, {
    specialty, ageYears: 34, sex: 'male', line: 'Vết thương ngực, mất máu nhiều', callbackPhone: '0999 000 017', pressedAgo: 0,
  })
  if (!pressed.ok) throw new Error(pressed.error)
  return pressed.value.case
}
