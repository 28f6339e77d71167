import { z } from 'zod'
import type { Patient } from '#core/record/patient.ts'
import { sexes } from '#core/record/patient.ts'
import { brandId } from '#core/shared/ids.ts'
import type { Json, Resource } from './fhir-json.ts'
import { idOfUrn, systems, urnOf } from './fhir-json.ts'

const identifier = (type: string, system: string, value: string | null): readonly Json[] =>
  value === null ? [] : [{ type: { coding: [{ system: systems.identifierType, code: type }] }, system, value }]

/** An organisation named by its identifier: the document carries no Organization resource of its own. */
export const organizationReference = (id: string): Json => ({
  type: 'Organization',
  identifier: { system: systems.uri, value: urnOf(id) },
})

/** Writes a patient with every number that may identify them: hospital number, CCCD or CMND, BHYT. */
export function writePatient(patient: Patient): Resource {
  return {
    resourceType: 'Patient',
    id: patient.id,
    identifier: [
      ...identifier('MR', systems.hospitalNumber, patient.hospitalNumber),
      ...identifier('NI', systems.citizenId, patient.citizenId),
      ...identifier('SN', systems.insuranceNumber, patient.insuranceNumber),
    ],
    name: patient.name === null ? undefined : [{ use: 'official', text: patient.name }],
    gender: patient.sex,
    birthDate: patient.birthDate ?? undefined,
    address: patient.address === null ? undefined : [{ text: patient.address }],
    telecom: patient.phone === null ? undefined : [{ system: 'phone', value: patient.phone }],
    managingOrganization: organizationReference(patient.organization),
  }
}

const schema = z
  .object({
    id: z.string(),
    identifier: z.array(z.object({ system: z.string(), value: z.string() })),
    name: z.tuple([z.object({ text: z.string() })], z.unknown()).optional(),
    gender: z.enum(sexes),
    birthDate: z.string().optional(),
    address: z.tuple([z.object({ text: z.string() })], z.unknown()).optional(),
    telecom: z.tuple([z.object({ value: z.string() })], z.unknown()).optional(),
    managingOrganization: z.object({ identifier: z.object({ value: z.string() }) }),
  })
  .transform((one): Patient => {
    const numbered = (system: string) => one.identifier.find((entry) => entry.system === system)?.value ?? null
    return {
      id: brandId(one.id),
      organization: brandId(idOfUrn(one.managingOrganization.identifier.value)),
      hospitalNumber: numbered(systems.hospitalNumber) ?? '',
      name: one.name?.[0].text ?? null,
      birthDate: one.birthDate ?? null,
      sex: one.gender,
      citizenId: numbered(systems.citizenId),
      insuranceNumber: numbered(systems.insuranceNumber),
      address: one.address?.[0].text ?? null,
      phone: one.telecom?.[0].value ?? null,
    }
  })

/** Reads a patient written by `writePatient`; throws when the resource is not one. */
export const readPatient = (resource: unknown): Patient => schema.parse(resource)
