import { z } from 'zod'

// Lenient where senders differ and strict where a guess would hurt: unknown members pass, a wrong type does not.

const coding = z.looseObject({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() })
export const codeable = z.looseObject({ coding: z.array(coding).optional(), text: z.string().optional() })
export type Codeable = z.output<typeof codeable>

export const incomingIdentifier = z.looseObject({
  system: z.string().optional(), value: z.string().optional(), type: codeable.optional(),
})
export const incomingReference = z.looseObject({ reference: z.string().optional(), identifier: incomingIdentifier.optional(), display: z.string().optional() })
export type IncomingReference = z.output<typeof incomingReference>

const quantity = z.looseObject({ value: z.number().optional(), unit: z.string().optional(), code: z.string().optional() })
const period = z.looseObject({ start: z.string().optional(), end: z.string().optional() })
const identified = { id: z.string().optional(), identifier: z.array(incomingIdentifier).optional() }

/** What every resource that comes in has. */
export const incomingResource = z.looseObject({ resourceType: z.string(), id: z.string().optional(), contained: z.array(z.unknown()).optional() })
export type IncomingResource = z.output<typeof incomingResource>

export const incomingPatient = z.looseObject({
  ...identified,
  name: z.array(z.looseObject({
    use: z.string().optional(), text: z.string().optional(), family: z.string().optional(), given: z.array(z.string()).optional(),
    extension: z.array(z.looseObject({ url: z.string() })).optional(),
  })).optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  birthDate: z.string().regex(/^\d{4}(-\d{2}){0,2}$/).optional(),
  address: z.array(z.looseObject({ text: z.string().optional(), line: z.array(z.string()).optional(), district: z.string().optional(), city: z.string().optional() })).optional(),
  telecom: z.array(z.looseObject({ system: z.string().optional(), value: z.string().optional() })).optional(),
})

export const incomingEncounter = z.looseObject({
  ...identified,
  class: z.looseObject({ code: z.string().optional() }).optional(),
  subject: incomingReference.optional(),
  period: period.optional(),
  location: z.array(z.looseObject({ location: incomingReference, physicalType: codeable.optional() })).optional(),
  serviceProvider: incomingReference.optional(),
})

export const incomingCondition = z.looseObject({
  ...identified,
  clinicalStatus: codeable.optional(), verificationStatus: codeable.optional(),
  code: codeable.optional(), subject: incomingReference.optional(), recordedDate: z.string().optional(), onsetDateTime: z.string().optional(),
})

export const incomingAllergy = z.looseObject({
  ...identified,
  clinicalStatus: codeable.optional(), verificationStatus: codeable.optional(),
  criticality: z.string().optional(), code: codeable.optional(), patient: incomingReference.optional(),
  reaction: z.array(z.looseObject({ manifestation: z.array(codeable).optional(), description: z.string().optional() })).optional(),
})

export const incomingMedication = z.looseObject({
  ...identified,
  status: z.string().optional(), medicationCodeableConcept: codeable.optional(), subject: incomingReference.optional(),
  authoredOn: z.string().optional(), effectivePeriod: period.optional(), effectiveDateTime: z.string().optional(),
  dosage: z.array(z.looseObject({ text: z.string().optional() })).optional(),
  dosageInstruction: z.array(z.looseObject({ text: z.string().optional(), timing: z.looseObject({ repeat: z.looseObject({ boundsPeriod: period.optional() }).optional() }).optional() })).optional(),
})

/** When a medicine is or was taken, where its sender says so. */
export const spanOf = ({ effectivePeriod, dosageInstruction }: z.output<typeof incomingMedication>): z.output<typeof period> | undefined =>
  effectivePeriod ?? dosageInstruction?.[0]?.timing?.repeat?.boundsPeriod

export const incomingObservation = z.looseObject({
  ...identified,
  status: z.string().optional(), category: z.array(codeable).optional(), code: codeable, subject: incomingReference.optional(),
  effectiveDateTime: z.string().optional(), effectiveInstant: z.string().optional(), effectivePeriod: period.optional(), issued: z.string().optional(),
  valueQuantity: quantity.optional(), valueString: z.string().optional(), valueCodeableConcept: codeable.optional(), valueInteger: z.number().optional(),
  interpretation: z.array(codeable).optional(),
  referenceRange: z.array(z.looseObject({ low: quantity.optional(), high: quantity.optional() })).optional(),
})

export const incomingReport = z.looseObject({
  ...identified,
  status: z.string().optional(), category: z.array(codeable).optional(), code: codeable.optional(), subject: incomingReference.optional(),
  effectiveDateTime: z.string().optional(), effectivePeriod: period.optional(), issued: z.string().optional(),
  performer: z.array(incomingReference).optional(), resultsInterpreter: z.array(incomingReference).optional(), result: z.array(incomingReference).optional(),
  conclusion: z.string().optional(), conclusionCode: z.array(codeable).optional(),
  presentedForm: z.array(z.looseObject({ contentType: z.string().optional(), data: z.string().optional(), title: z.string().optional(), creation: z.string().optional() })).optional(),
  text: z.looseObject({ status: z.string().optional(), div: z.string().optional() }).optional(),
})

export const incomingProcedure = z.looseObject({
  ...identified,
  status: z.string().optional(), code: codeable.optional(), subject: incomingReference.optional(),
  performedDateTime: z.string().optional(), performedPeriod: period.optional(), outcome: codeable.optional(),
  note: z.array(z.looseObject({ text: z.string().optional() })).optional(),
})

export const incomingServiceRequest = z.looseObject({
  ...identified,
  status: z.string().optional(), priority: z.enum(['routine', 'urgent', 'asap', 'stat']).optional(), category: z.array(codeable).optional(),
  subject: incomingReference, requester: incomingReference.optional(), performer: z.array(incomingReference).optional(), performerType: codeable.optional(),
  reasonCode: z.array(codeable).optional(), note: z.array(z.looseObject({ text: z.string() })).optional(), supportingInfo: z.array(incomingReference).optional(),
})

export const incomingConsent = z.looseObject({
  status: z.string().optional(), patient: incomingReference.optional(), policyRule: codeable.optional(), sourceReference: incomingReference.optional(),
  category: z.array(codeable).optional(), dateTime: z.string().optional(),
})
