import type { SnapshotRepository } from '#core/record/ports.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Snapshots of the cases that the scope may see; written once. */
export function makeSnapshotRepository(ask: ScopedDb): SnapshotRepository {
  return {
    add: async (snapshot) => {
      const { case: caseId, ...columns } = snapshot
      await ask((db) => db.snapshot.createMany({ data: [{ ...columns, caseId }] }))
      // The hospital's own files that the bundle names go with it: whoever may open the snapshot may open them.
      const named = [...new Set(snapshot.bundle.match(/\b[0-9a-f]{64}\b/g))]
      const files = await ask((db) => db.storedFileAccess.findMany({ where: { sha256: { in: named } }, select: { sha256: true } }))
      if (files.length === 0) return
      await ask((db) => db.snapshotFile.createMany({ data: files.map(({ sha256 }) => ({ snapshotId: snapshot.id, sha256 })) }))
    },
    find: async (id) => {
      const row = await ask((db) => db.snapshot.findFirst({ where: { id } }))
      if (row === null) return null
      const { id: _id, caseId, createdBy, sha256, ...facts } = row
      return { ...facts, id, case: brandId(caseId), createdBy: brandId(createdBy), sha256: brandId(sha256) }
    },
    latestVersion: async (caseId) => {
      const { _max } = await ask((db) => db.snapshot.aggregate({ where: { caseId }, _max: { version: true } }))
      return _max.version ?? 0
    },
  }
}
