import type { PrismaClient } from '#prisma/generated/client.ts'
import { scopedDb } from '#prisma/repositories/scoped-db.ts'
import { demoId } from './demo-ids.ts'
import { departmentId, hospitalId } from './hospitals.ts'
import type { DemoHospital } from './hospitals.ts'
import { person } from './people.ts'

interface Duty {
  readonly hospital: DemoHospital
  readonly department: string
  /** In the order in which they are rung. */
  readonly doctors: readonly string[]
}

const duties: readonly Duty[] = [
  { hospital: 'songHan', department: 'K22', doctors: ['khanhlinh', 'ducthinh'] },
  { hospital: 'songHan', department: 'K04', doctors: ['ngocanh'] },
  { hospital: 'songHan', department: 'K14', doctors: ['quangvinh'] },
  { hospital: 'songHan', department: 'K48', doctors: ['thanhson'] },
  { hospital: 'songHan', department: 'K27', doctors: ['hongnhung'] },
  { hospital: 'songHan', department: 'K18', doctors: ['xuanphuc'] },
  { hospital: 'baLang', department: 'K19', doctors: ['thuha'] },
  { hospital: 'baLang', department: 'K03', doctors: ['vantin'] },
]

const heads: readonly (readonly [DemoHospital, string])[] = [
  ['songHan', 'ducthinh'], ['songHan', 'ngocanh'], ['songHan', 'thanhson'], ['songHan', 'hongnhung'], ['baLang', 'vantin'],
]

const day = 24 * 3_600_000
/** Shifts change at seven in the morning in Vietnam, which is midnight UTC. */
const days = 14

/** Fills the roster of the demo world for the coming two weeks, where it is empty; every start moves it on. */
export async function seedDuty(client: PrismaClient, now: Date): Promise<void> {
  const first = Math.floor(now.getTime() / day) * day
  for (const { hospital, department, doctors } of duties) {
    const organizationId = hospitalId(hospital)
    const ask = scopedDb(client, { organization: organizationId, practitioner: null, roles: ['admin'] })
    const data = doctors.flatMap((handle, index) =>
      Array.from({ length: days }, (_, ahead) => {
        const startsAt = new Date(first + ahead * day)
        return {
          id: demoId<never>(`shift:${hospital}:${department}:${handle}:${startsAt.toISOString()}`), organizationId, departmentId: departmentId(hospital, department),
          practitionerId: person(handle).id, position: index + 1, startsAt, endsAt: new Date(startsAt.getTime() + day),
        }
      }),
    )
    await ask((db) => db.dutyShift.createMany({ data, skipDuplicates: true }))
  }
  for (const [hospital, handle] of heads) {
    const organizationId = hospitalId(hospital)
    const ask = scopedDb(client, { organization: organizationId, practitioner: null, roles: ['admin'] })
    await ask((db) => db.practitionerRole.updateMany({ where: { organizationId, practitionerId: person(handle).id, isHead: false }, data: { isHead: true } }))
  }
}
