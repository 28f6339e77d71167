import type { Allergy, Condition, Encounter, Medication, Observation, ObservationFlag } from '#core/record/patient-record.ts'
import { vietnamDay } from '#core/shared/vietnam-day.ts'
import { systems } from '#adapters/fhir/fhir-json.ts'
import type { Codeable, IncomingResource } from './incoming-schema.ts'
import { incomingAllergy, incomingCondition, incomingEncounter, incomingMedication, incomingObservation, spanOf } from './incoming-schema.ts'

/** Thrown where a resource lacks what the record cannot do without; caught where the bundle is read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
}

export const composed = (text: string | undefined): string => (text ?? '').normalize('NFC').trim()

/** What a concept is called: its text, else what its coding displays, else its code. */
export const wordsOf = (one: Codeable | undefined): string => {
  const [first] = one?.coding ?? []
  return composed(one?.text ?? first?.display ?? first?.code)
}
const codeIn = (one: Codeable | undefined, system: string): string | undefined =>
  (one?.coding ?? []).find((each) => each.system === system)?.code ?? one?.coding?.[0]?.code

export const need = (text: string | undefined, what: string): string => {
  const found = composed(text)
  if (found === '') throw new Unreadable(what)
  return found
}

/** A moment of FHIR; a date alone is the hospital's midnight. */
export function momentOf(text: string | undefined, what: string): Date {
  const whole = text !== undefined && /^\d{4}(-\d{2}){0,2}$/.test(text) ? `${text.padEnd(10, '-01').slice(0, 10)}T00:00:00+07:00` : text
  const at = new Date(whole ?? '')
  if (Number.isNaN(at.getTime())) throw new Unreadable(what)
  return at
}
const dayOf = (text: string | undefined, what: string): string => vietnamDay(momentOf(text, what))

const classes: ReadonlyMap<string, Encounter['kind']> = new Map(Object.entries({ IMP: 'inpatient', ACUTE: 'inpatient', NONAC: 'inpatient', EMER: 'emergency' } as const))

export function readEncounter(resource: IncomingResource): Omit<Encounter, 'id'> {
  const one = incomingEncounter.parse(resource)
  const place = (code: string): string | null =>
    composed(one.location?.find((each) => codeIn(each.physicalType, systems.place) === code)?.location.display) || null
  return {
    kind: classes.get(one.class?.code ?? '') ?? 'outpatient',
    admissionNumber: need(one.identifier?.[0]?.value ?? one.id, 'identifier'),
    department: place('wa') ?? composed(one.location?.[0]?.location.display ?? one.serviceProvider?.display),
    room: place('ro'),
    bed: place('bd'),
    admittedAt: momentOf(one.period?.start, 'period.start'),
    dischargedAt: one.period?.end === undefined ? null : momentOf(one.period.end, 'period.end'),
  }
}

export function readCondition(resource: IncomingResource): Omit<Condition, 'id'> {
  const one = incomingCondition.parse(resource)
  const isOver = ['resolved', 'inactive', 'remission'].includes(one.clinicalStatus?.coding?.[0]?.code ?? '')
  return {
    code: composed(codeIn(one.code, systems.icd10)),
    display: need(wordsOf(one.code), 'code'),
    status: isOver ? 'resolved' : 'active',
    recordedAt: momentOf(one.recordedDate ?? one.onsetDateTime, 'recordedDate'),
  }
}

export function readAllergy(resource: IncomingResource): Omit<Allergy, 'id'> {
  const one = incomingAllergy.parse(resource)
  const [reaction] = one.reaction ?? []
  return {
    substance: need(wordsOf(one.code), 'code'),
    reaction: wordsOf(reaction?.manifestation?.[0]) || composed(reaction?.description),
    criticality: one.criticality === 'high' ? 'high' : 'low',
  }
}

export function readMedication(resource: IncomingResource): Omit<Medication, 'id'> {
  const one = incomingMedication.parse(resource)
  const [instruction] = one.dosageInstruction ?? []
  const span = spanOf(one)
  const end = span?.end
  return {
    name: need(wordsOf(one.medicationCodeableConcept), 'medicationCodeableConcept'),
    dosage: composed(instruction?.text ?? one.dosage?.[0]?.text),
    startedOn: dayOf(one.authoredOn ?? span?.start ?? one.effectiveDateTime, 'authoredOn'),
    endedOn: end === undefined ? null : dayOf(end, 'effectivePeriod.end'),
  }
}

const flags: Readonly<Record<string, ObservationFlag>> = {
  N: 'normal', L: 'low', H: 'high', LL: 'critical-low', HH: 'critical-high', A: 'abnormal', AA: 'abnormal', POS: 'abnormal', NEG: 'normal', '<': 'low', '>': 'high',
}

/** How a laboratory judged a value; where it did not, the reference range does. */
function flagOf(value: number | string, { low, high }: { readonly low: number | null; readonly high: number | null }, code?: string): ObservationFlag {
  const judged = code === undefined ? undefined : flags[code.toUpperCase()]
  if (judged !== undefined) return judged
  if (typeof value !== 'number') return 'normal'
  return low !== null && value < low ? 'low' : high !== null && value > high ? 'high' : 'normal'
}

export function readObservation(resource: IncomingResource): Omit<Observation, 'id'> {
  const one = incomingObservation.parse(resource)
  const value = one.valueQuantity?.value ?? one.valueInteger ?? (composed(one.valueString) || wordsOf(one.valueCodeableConcept))
  if (value === '') throw new Unreadable('value[x]')
  const [range] = one.referenceRange ?? []
  const [low, high] = [range?.low?.value ?? null, range?.high?.value ?? null]
  const isVital = one.category?.some((each) => each.coding?.some(({ code }) => code === 'vital-signs')) ?? false
  return {
    category: isVital ? 'vital-signs' : 'laboratory',
    code: need(codeIn(one.code, systems.loinc) ?? one.code.text, 'code'),
    display: need(wordsOf(one.code), 'code'),
    value,
    unit: one.valueQuantity?.unit ?? one.valueQuantity?.code ?? null,
    referenceLow: low,
    referenceHigh: high,
    flag: flagOf(value, { low, high }, one.interpretation?.[0]?.coding?.[0]?.code),
    effectiveAt: momentOf(one.effectiveDateTime ?? one.effectiveInstant ?? one.effectivePeriod?.start ?? one.issued, 'effective[x]'),
  }
}
