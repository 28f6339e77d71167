import type { Codeable, IncomingResource } from './incoming-schema.ts'
import { incomingAllergy, incomingCondition, incomingEncounter, incomingMedication, spanOf } from './incoming-schema.ts'

/** Whether what a resource tells is a fact of the record: it is, it ended on a day that nobody tells, it is not one yet, or its sender takes it back. */
export type FactState = 'stands' | 'ended' | 'not-yet' | 'withdrawn'

// A status that a sender leaves out, or does not know, takes nothing from what it tells (R4 value sets of each type's status).
const states: ReadonlyMap<string, ReadonlyMap<string, FactState>> = new Map(Object.entries({
  Encounter: { planned: 'not-yet', finished: 'ended', cancelled: 'withdrawn', 'entered-in-error': 'withdrawn' },
  MedicationRequest: { draft: 'not-yet', 'on-hold': 'ended', completed: 'ended', stopped: 'ended', cancelled: 'withdrawn', 'entered-in-error': 'withdrawn' },
  MedicationStatement: { intended: 'not-yet', 'on-hold': 'ended', completed: 'ended', stopped: 'ended', 'not-taken': 'withdrawn', 'entered-in-error': 'withdrawn' },
  DiagnosticReport: { registered: 'not-yet', partial: 'not-yet', preliminary: 'not-yet', cancelled: 'withdrawn', 'entered-in-error': 'withdrawn' },
  Procedure: { preparation: 'not-yet', 'not-done': 'withdrawn', 'entered-in-error': 'withdrawn' },
  Observation: { registered: 'not-yet', preliminary: 'not-yet', cancelled: 'withdrawn', 'entered-in-error': 'withdrawn' },
} as const).map(([type, byStatus]) => [type, new Map<string, FactState>(Object.entries(byStatus))]))

const isTakenBack = (verification: Codeable | undefined): boolean => ['refuted', 'entered-in-error'].includes(verification?.coding?.[0]?.code ?? '')

/** What became of the fact that a resource tells. */
export function stateOf(resource: IncomingResource): FactState {
  const { resourceType, status } = resource
  if (resourceType === 'Condition') return isTakenBack(incomingCondition.parse(resource).verificationStatus) ? 'withdrawn' : 'stands'
  if (resourceType === 'AllergyIntolerance') {
    const { clinicalStatus, verificationStatus } = incomingAllergy.parse(resource)
    if (isTakenBack(verificationStatus)) return 'withdrawn'
    return ['resolved', 'inactive'].includes(clinicalStatus?.coding?.[0]?.code ?? '') ? 'ended' : 'stands'
  }
  const state = states.get(resourceType)?.get(typeof status === 'string' ? status : '') ?? 'stands'
  if (state !== 'ended') return state
  const span = resourceType === 'Encounter' ? incomingEncounter.parse(resource).period : spanOf(incomingMedication.parse(resource))
  return span?.end === undefined ? 'ended' : 'stands'
}
