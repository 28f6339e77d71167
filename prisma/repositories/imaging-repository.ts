import type { ArchiveConnections, ImagingRepository } from '#core/imaging/ports.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Which images the records of the scope's own patients name. */
export const makeImagingRepository = (ask: ScopedDb): ImagingRepository => ({
  holds: async (patient, address) => {
    const instances = 'instance' in address ? { instances: { some: { uid: address.instance } } } : {}
    const where = { uid: address.series, study: { uid: address.study, patient: { OR: [{ id: patient }, { mergedIntoId: patient }] } }, ...instances }
    return (await ask((db) => db.imagingSeries.findFirst({ where, select: { id: true } }))) !== null
  },
})

/** How the scope's own hospital keeps its images. */
export const makeArchiveConnections = (ask: ScopedDb, organizationId: OrganizationId): ArchiveConnections => ({
  find: async () => {
    const row = await ask((db) => db.archiveConnection.findFirst({ where: { organizationId } }))
    return row === null ? null : { url: row.url, user: row.userName, sealedPassword: row.sealedPassword, modality: row.modality }
  },
})
