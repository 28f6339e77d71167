import { deviceStates, wayStates, ways, type LineReadings, type LineTestRepository } from '#core/line-test/line-test.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { z } from 'zod'
import type { ScopedDb } from './scoped-db.ts'

/** What the last results of a case's sites may number. */
const mostRead = 100

const number = z.number().nullable()
const readings = z.object({
  ways: z.object({ udp: z.enum(wayStates), tcp: z.enum(wayStates), relay: z.enum(wayStates), onePort: z.enum(wayStates) } satisfies Record<(typeof ways)[number], unknown>),
  down: number,
  up: number,
  roundTrip: number,
  loss: number,
  camera: z.enum(deviceStates),
  microphone: z.enum(deviceStates),
}) satisfies z.ZodType<LineReadings>

/** Results of line tests, readable by every party of the case. */
export function makeLineTestRepository(ask: ScopedDb): LineTestRepository {
  return {
    add: async ({ id, case: caseId, practitioner, organization, takenAt, readings: measured }) => {
      const row = { id, caseId, practitionerId: practitioner, organizationId: organization, takenAt, readings: { ...measured } satisfies Prisma.InputJsonObject }
      await ask((db) => db.lineTest.createMany({ data: [row] }))
    },
    of: async (caseId) => {
      const rows = await ask((db) => db.lineTest.findMany({ where: { caseId }, orderBy: [{ takenAt: 'desc' }, { id: 'desc' }], take: mostRead }))
      return rows.map((row) => ({
        id: brandId(row.id),
        case: brandId(row.caseId),
        practitioner: brandId(row.practitionerId),
        organization: brandId(row.organizationId),
        takenAt: row.takenAt,
        readings: readings.parse(row.readings),
      }))
    },
  }
}
