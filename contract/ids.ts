import { z } from 'zod'
import { brandId, type Brand, type CaseId, type GlassId, type OrganizationId, type PatientId, type PractitionerId, type RefusedId, type RoundId, type Sha256 } from '#core/shared/ids.ts'

const id = <Id extends Brand<string, string>>() => z.uuid().transform((raw) => brandId<Id>(raw))

/** Ids as they arrive from a browser: UUIDs, branded once, here. */
export const caseId = id<CaseId>()
export const glassId = id<GlassId>()
export const refusedId = id<RefusedId>()
export const patientId = id<PatientId>()
export const roundId = id<RoundId>()
export const practitionerId = id<PractitionerId>()
export const organizationId = id<OrganizationId>()
/** SHA-256 in lower-case hexadecimal, as files are addressed. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/).transform((raw) => brandId<Sha256>(raw))
