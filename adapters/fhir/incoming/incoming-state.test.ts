import { describe, expect, it } from 'vitest'
import { readIncomingBundle } from './incoming-bundle.ts'

const subject = { reference: 'Patient/p' }
const patient = { resourceType: 'Patient', id: 'p', identifier: [{ type: { coding: [{ code: 'MR' }] }, value: 'HIS-1' }], name: [{ text: 'Lê Văn Thử' }] }
const read = (resource: object) => {
  const found = readIncomingBundle({ resourceType: 'Bundle', type: 'collection', entry: [patient, resource].map((one) => ({ resource: one })) })
  if (!found.ok) throw new Error(found.error)
  return found.value
}
const coded = (code: string) => ({ coding: [{ code }] })

describe('a medicine', () => {
  const warfarin = { resourceType: 'MedicationRequest', id: 'm', intent: 'order', subject, medicationCodeableConcept: { text: 'Warfarin 2 mg' }, authoredOn: '2026-01-01' }
  const taken = { ...warfarin, resourceType: 'MedicationStatement', effectivePeriod: { start: '2026-01-01' } }
  const until = (end: string) => ({ dosageInstruction: [{ timing: { repeat: { boundsPeriod: { end } } } }] })

  it.each(['active', 'unknown', undefined])('stands as one in use where its status is %s', (status) => {
    expect(read({ ...warfarin, status }).record.medications).toMatchObject([{ item: { name: 'Warfarin 2 mg', endedOn: null } }])
  })

  it.each([
    [warfarin, 'stopped'], [warfarin, 'completed'], [warfarin, 'on-hold'], [taken, 'stopped'], [taken, 'completed'], [taken, 'on-hold'],
  ])('of which nobody tells when it ended does not stand as one in use, and is named: %#', (one, status) => {
    const { record, left } = read({ ...one, status })
    expect([record.medications, left]).toEqual([[], [one.resourceType]])
  })

  it('that was stopped on a day stands with that day', () => {
    expect(read({ ...warfarin, status: 'stopped', ...until('2026-03-01') }).record.medications).toMatchObject([{ item: { endedOn: '2026-03-01' } }])
  })

  it.each([
    [warfarin, 'cancelled'], [warfarin, 'entered-in-error'], [warfarin, 'draft'], [taken, 'intended'], [taken, 'not-taken'], [taken, 'entered-in-error'],
  ])('that nobody took is none: %#', (one, status) => {
    expect(read({ ...one, status, ...until('2026-03-01') })).toMatchObject({ record: { medications: [] }, left: [] })
  })
})

describe('an allergy', () => {
  const penicillin = { resourceType: 'AllergyIntolerance', id: 'a', patient: subject, code: { text: 'Penicillin' }, criticality: 'high' }

  it.each([{}, { clinicalStatus: coded('active') }, { verificationStatus: coded('unconfirmed') }])('stands where nobody takes it back: %j', (states) => {
    expect(read({ ...penicillin, ...states }).record.allergies).toMatchObject([{ item: { substance: 'Penicillin' } }])
  })

  it.each([
    { clinicalStatus: coded('resolved') }, { clinicalStatus: coded('inactive') }, { clinicalStatus: coded('active'), verificationStatus: coded('refuted') }, { verificationStatus: coded('entered-in-error') },
  ])('is none where the patient has it no longer, or never had: %j', (states) => {
    expect(read({ ...penicillin, ...states }).record.allergies).toEqual([])
  })
})

describe('a stay', () => {
  const stay = { resourceType: 'Encounter', id: 'e', subject, identifier: [{ value: 'NV-1' }], class: { code: 'IMP' }, period: { start: '2026-11-20T01:00:00Z' } }

  it.each(['arrived', 'triaged', 'in-progress', 'onleave', undefined])('is open where its status is %s', (status) => {
    expect(read({ ...stay, status }).record.encounters).toMatchObject([{ item: { admissionNumber: 'NV-1', dischargedAt: null } }])
  })

  it('that is over has the day on which it ended, and is named where it has none', () => {
    expect(read({ ...stay, status: 'finished', period: { ...stay.period, end: '2026-11-21T01:00:00Z' } }).record.encounters).toMatchObject([{ item: { dischargedAt: new Date('2026-11-21T01:00:00Z') } }])
    expect(read({ ...stay, status: 'finished' })).toMatchObject({ record: { encounters: [] }, left: ['Encounter'] })
  })

  it.each(['planned', 'cancelled', 'entered-in-error'])('is none where it is %s', (status) => {
    expect(read({ ...stay, status })).toMatchObject({ record: { encounters: [] }, left: [] })
  })
})

describe('a result', () => {
  const potassium = { resourceType: 'Observation', id: 'o', subject, code: { text: 'Kali' }, effectiveDateTime: '2026-11-21T08:00:00+07:00', valueQuantity: { value: 4.1 } }

  it.each(['final', 'amended', 'corrected', undefined])('stands where its status is %s', (status) => {
    expect(read({ ...potassium, status }).record.observations).toHaveLength(1)
  })

  it.each(['registered', 'preliminary', 'cancelled', 'entered-in-error'])('is none where it is %s, though it has no value yet', (status) => {
    expect(read({ ...potassium, status, valueQuantity: undefined }).record.observations).toEqual([])
  })
})

describe('what its sender takes back', () => {
  it.each([
    [{ resourceType: 'Observation', id: 'x', status: 'entered-in-error', code: {}, subject }, { observations: ['Observation/x'] }],
    [{ resourceType: 'Condition', id: 'x', verificationStatus: coded('refuted'), subject }, { conditions: ['Condition/x'] }],
    [{ resourceType: 'AllergyIntolerance', id: 'x', clinicalStatus: coded('resolved'), patient: subject }, { allergies: ['AllergyIntolerance/x'] }],
    [{ resourceType: 'MedicationRequest', id: 'x', status: 'stopped', subject }, { medications: ['MedicationRequest/x'] }],
    [{ resourceType: 'Encounter', id: 'x', status: 'cancelled', subject }, { encounters: ['Encounter/x'] }],
    [{ resourceType: 'Procedure', id: 'x', status: 'not-done', subject }, { procedures: ['Procedure/x'] }],
  ])('is named by the key under which it was told: %#', (resource, withdrawn) => {
    expect(read(resource).record.withdrawn).toEqual({ ...withdrawn, pages: [] })
  })

  it('may be a report, with its prints', () => {
    const { withdrawn } = read({ resourceType: 'DiagnosticReport', id: 'x', status: 'entered-in-error', code: {}, subject }).record
    expect([withdrawn?.reports, withdrawn?.pages?.slice(0, 2)]).toEqual([['DiagnosticReport/x'], ['DiagnosticReport/x|0', 'DiagnosticReport/x|1']])
  })

  it('is not meant where it is only not yet', () => {
    expect(read({ resourceType: 'Observation', id: 'x', status: 'preliminary', code: {}, subject }).record.withdrawn).toEqual({ pages: [] })
  })
})
