import type { IncomingPatient } from '#core/record/incoming.ts'
import { systems } from '#adapters/fhir/fhir-json.ts'
import type { IncomingResource } from './incoming-schema.ts'
import { incomingPatient } from './incoming-schema.ts'

const composed = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
const absent = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

/** Who the sender says it is; `hasName` is false when the sender neither names the person nor says that nobody can. */
export function readIncomingPatient(resource: IncomingResource): { readonly patient: IncomingPatient; readonly hasName: boolean } {
  const one = incomingPatient.parse(resource)
  const official = one.name?.find((each) => each.use === 'official') ?? one.name?.[0]
  // Vietnamese names are written family first.
  const name = composed(official?.text ?? [official?.family, ...(official?.given ?? [])].filter((part) => part !== undefined).join(' '))
  const isUnknown = official?.use === 'anonymous' || (official?.extension?.some(({ url }) => url === absent) ?? false)
  const numbers = one.identifier ?? []
  const numbered = (system: string, type: string): string | null =>
    (numbers.find((each) => each.system === system) ?? numbers.find((each) => each.type?.coding?.some(({ code }) => code === type)))?.value?.trim() ?? null
  const [address] = one.address ?? []
  const words = composed(address?.text ?? [...(address?.line ?? []), address?.district, address?.city].filter((part) => part !== undefined).join(', '))
  return {
    hasName: name !== '' || isUnknown,
    patient: {
      name: name === '' ? null : name,
      birthDate: one.birthDate !== undefined && one.birthDate.length === 10 ? one.birthDate : null,
      sex: one.gender === 'male' || one.gender === 'female' ? one.gender : 'unknown',
      hospitalNumber: numbered(systems.hospitalNumber, 'MR'),
      citizenId: numbered(systems.citizenId, 'NI'),
      insuranceNumber: numbered(systems.insuranceNumber, 'SN'),
      address: words === '' ? null : words,
      phone: one.telecom?.find(({ system }) => system === 'phone')?.value ?? null,
    },
  }
}
