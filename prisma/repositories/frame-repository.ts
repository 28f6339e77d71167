import type { Frame, FrameRepository } from '#core/minutes/frames.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { oneOf } from './broken-row.ts'
import type { ScopedDb } from './scoped-db.ts'

/** The pictures that cases keep; one picture stands once in a case. */
export function makeFrameRepository(ask: ScopedDb): FrameRepository {
  const list = async (where: Prisma.CapturedFrameWhereInput): Promise<readonly Frame[]> => {
    const rows = await ask((db) => db.capturedFrame.findMany({ where, orderBy: { takenAt: 'asc' } }))
    return rows.map((row) => ({
      id: brandId(row.id),
      case: brandId(row.caseId),
      kind: oneOf({ table: 'captured_frame', id: row.id }, ['freeze-frame', 'image-view'], row.kind),
      title: row.title,
      source: row.source,
      sha256: brandId(row.sha256),
      takenAt: row.takenAt,
      takenBy: brandId(row.takenById),
    }))
  }
  return {
    add: async ({ case: caseId, takenBy, ...frame }) => {
      await ask((db) => db.capturedFrame.createMany({ data: [{ ...frame, caseId, takenById: takenBy }], skipDuplicates: true }))
    },
    of: (caseId) => list({ caseId }),
    showing: (sha256) => list({ sha256 }),
  }
}
