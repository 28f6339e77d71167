import type { FhirSourceRepository } from '#core/interop/fhir-source.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { ScopedDb } from './scoped-db.ts'

/** Where the scope's own hospital has its FHIR server; its administrators alone may change it, by row-level security. */
export const makeFhirSourceRepository = (ask: ScopedDb, organizationId: OrganizationId): FhirSourceRepository => ({
  find: async () => {
    const row = await ask((db) => db.fhirSource.findFirst({ where: { organizationId } }))
    return row === null ? null : { url: row.url, sealedToken: row.sealedToken }
  },
  save: async ({ url, sealedToken }, changedById, changedAt) => {
    const row = { url, sealedToken, changedById, changedAt }
    const { count } = await ask((db) => db.fhirSource.updateMany({ where: { organizationId }, data: row }))
    if (count === 0) await ask((db) => db.fhirSource.createMany({ data: [{ organizationId, ...row }] }))
  },
})
