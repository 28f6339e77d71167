import { z } from 'zod'
import type { Observation, ObservationFlag } from '#core/record/patient-record.ts'
import type { Json, ResourceMapping } from './fhir-json.ts'
import { codeableConcept, codeOf, concept, instant, keyOf, systems } from './fhir-json.ts'

const interpretations: Readonly<Record<ObservationFlag, string>> = {
  normal: 'N',
  low: 'L',
  high: 'H',
  'critical-low': 'LL',
  'critical-high': 'HH',
  abnormal: 'A',
}

// Units are written as the laboratory prints them; claiming UCUM codes for them would be a guess.
const quantity = (value: number | null, unit: string | null): Json => (value === null ? undefined : { value, unit: unit ?? undefined })

function referenceRange({ referenceLow, referenceHigh, unit }: Observation): Json {
  if (referenceLow === null && referenceHigh === null) return undefined
  return [{ low: quantity(referenceLow, unit), high: quantity(referenceHigh, unit) }]
}

// The unit of a value in words has no place of its own in FHIR.
const unitOfText = 'urn:lien-vien:fhir:unit-of-text'

const limit = z.object({ value: z.number() }).optional()
const schema = z.object({
  id: z.string(),
  category: z.tuple([z.object({ coding: z.tuple([z.object({ code: z.enum(['vital-signs', 'laboratory']) })], z.unknown()) })], z.unknown()),
  code: z.object({ coding: z.tuple([z.object({ code: z.string(), display: z.string() })], z.unknown()) }),
  valueQuantity: z.object({ value: z.number(), unit: z.string().optional() }).optional(),
  valueString: z.string().optional(),
  extension: z.array(z.object({ url: z.string(), valueString: z.string() })).optional(),
  interpretation: z.tuple([codeableConcept], z.unknown()),
  referenceRange: z.tuple([z.object({ low: limit, high: limit })], z.unknown()).optional(),
  effectiveDateTime: instant,
})

// A laboratory may know a test by its own code alone; calling that LOINC would be false.
const loincShape = /^\d{1,7}-\d$/
const localTests = 'urn:lien-vien:codes:local-test'

/** A vital sign or laboratory result with its reference range and how the laboratory judged it. */
export const observationMapping: ResourceMapping<Observation> = {
  resourceType: 'Observation',
  write: (one, subject) => ({
    resourceType: 'Observation',
    id: one.id,
    extension: typeof one.value === 'string' && one.unit !== null ? [{ url: unitOfText, valueString: one.unit }] : undefined,
    status: 'final',
    category: [concept(systems.observationCategory, one.category)],
    code: concept(loincShape.test(one.code) ? systems.loinc : localTests, one.code, one.display),
    subject,
    effectiveDateTime: one.effectiveAt.toISOString(),
    valueQuantity: typeof one.value === 'number' ? quantity(one.value, one.unit) : undefined,
    valueString: typeof one.value === 'string' ? one.value : undefined,
    interpretation: [concept(systems.interpretation, interpretations[one.flag])],
    referenceRange: referenceRange(one),
  }),
  read: (resource) => {
    const one = schema.parse(resource)
    const { code, display } = one.code.coding[0]
    const range = one.referenceRange?.[0]
    return {
      id: one.id,
      category: one.category[0].coding[0].code,
      code,
      display,
      value: one.valueQuantity?.value ?? one.valueString ?? '',
      unit: one.valueQuantity?.unit ?? one.extension?.find(({ url }) => url === unitOfText)?.valueString ?? null,
      referenceLow: range?.low?.value ?? null,
      referenceHigh: range?.high?.value ?? null,
      flag: keyOf(interpretations, codeOf(one.interpretation[0])),
      effectiveAt: one.effectiveDateTime,
    }
  },
}
