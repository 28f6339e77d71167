import { describe, expect, it } from 'vitest'
import { mayKeepAssets, maySeeAssets } from '#core/asset/asset.ts'
import { mayReadAudit } from '#core/audit/policy.ts'
import { mayKeepRoster } from '#core/directory/keep-roster.ts'
import type { Actor } from '#core/directory/actor.ts'
import { mayCallEmergency } from '#core/emergency/call.ts'
import { mayManageFiling } from '#core/filing/manage-filing.ts'
import { mayManageClients } from '#core/interop/system-client.ts'
import { mayReadRecords } from '#core/record/view-record.ts'
import { brandId } from '#core/shared/ids.ts'
import type { ConsultCase } from './case.ts'
import {
  mayAnswerForPatient, mayCoordinate, mayEditRequest, mayEnterSession, mayHandOver, mayHost, mayInviteGuest, mayMaskIdentity, mayReadMinutes, mayRequest, mayReserveAssets, mayViewCase, mayViewSnapshot, mayWriteMinutes,
  seesIdentity,
  type AccessMoment,
} from './policy.ts'
import type { CaseAction, MaskedAction, StaffAction, TablePerson, TableState } from './test-policies.ts'
import { casePolicies, isGranted, maskedPolicies, rowPolicies, staffPolicies, tableActor, tableCase, tableCaseIds, tableIds, tablePersons, tableStates, throughGlass } from './test-policies.ts'
import { exampleNow } from './testing.ts'

type May = (actor: Actor, one: ConsultCase, at: AccessMoment) => boolean

const caseMay: Readonly<Record<CaseAction, May>> = {
  'write the request': mayEditRequest,
  'answer for the patient': mayAnswerForPatient,
  'coordinate': mayCoordinate,
  'hand the case over': mayHandOver,
  'see the case': mayViewCase,
  'see what was sent': mayViewSnapshot,
  'enter the session': mayEnterSession,
  'host the session': mayHost,
  'write the minutes': mayWriteMinutes,
  'read the minutes': mayReadMinutes,
  'mask the identity': mayMaskIdentity,
  'reserve rooms and equipment': mayReserveAssets,
  'invite a guest': mayInviteGuest,
}
const maskedMay: Readonly<Record<MaskedAction, May>> = {
  'know whose case it is': (actor, one) => mayViewCase(actor, one) && seesIdentity(actor, one),
  'read the minutes': mayReadMinutes,
}
const staffMay: Readonly<Record<StaffAction, (actor: Actor) => boolean>> = {
  'ask for a consult': mayRequest,
  'read records of the own hospital': mayReadRecords,
  'call an emergency': mayCallEmergency,
  'keep the roster': mayKeepRoster,
  'let another system in': mayManageClients,
  'keep rooms and equipment': mayKeepAssets,
  'see rooms and equipment': maySeeAssets,
  'manage the filing': mayManageFiling,
  'read the audit trail': mayReadAudit,
}

const cases = new Map(tableStates.map((state) => [state, tableCase(tableIds, state, { now: exampleNow, own: tableCaseIds })]))
const caseIn = (state: TableState): ConsultCase => {
  const found = cases.get(state)
  if (found === undefined) throw new Error(`no case is ${state}`)
  return found
}

const actorOf = (name: TablePerson): Actor =>
  throughGlass(tableActor(tableIds, name), name, { glass: [{ id: brandId('glass'), case: tableCaseIds.id, until: new Date(exampleNow.getTime() + 1) }], visits: [tableCaseIds.id] })

let cells = 0

describe.each(Object.entries(caseMay) as readonly (readonly [CaseAction, May])[])('who may %s, in which state of the case', (action, may) => {
  it.each(tablePersons)('%s', (name) => {
    const answers = tableStates.map((state) => [state, may(actorOf(name), caseIn(state), { now: exampleNow, linked: true })])
    expect(answers).toEqual(tableStates.map((state) => [state, isGranted(casePolicies[action], name, state)]))
    cells += answers.length
  })
})

describe.each(Object.entries(maskedMay) as readonly (readonly [MaskedAction, May])[])('who may %s while the case is masked', (action, may) => {
  it.each(tablePersons)('%s', (name) => {
    const answers = tableStates.map((state) => [state, may(actorOf(name), { ...caseIn(state), masked: true }, { now: exampleNow, linked: true })])
    expect(answers).toEqual(tableStates.map((state) => [state, isGranted(maskedPolicies[action], name, state)]))
  })
})

describe.each(Object.entries(staffMay) as readonly (readonly [StaffAction, (actor: Actor) => boolean])[])('who may %s, whatever the case', (action, may) => {
  it.each(tablePersons)('%s', (name) => {
    const allowed = may(tableActor(tableIds, name))
    expect(tableStates.map((state) => [state, allowed])).toEqual(tableStates.map((state) => [state, isGranted(staffPolicies[action], name, state)]))
    cells += tableStates.length
  })
})

it('is a table of more than two thousand cells, each of them asked', () => {
  expect(cells).toBe((Object.keys(casePolicies).length + Object.keys(staffPolicies).length) * tablePersons.length * tableStates.length)
  expect(cells).toBeGreaterThan(2_000)
})

it('never allows by a policy what the database would not show', () => {
  const hidden = Object.entries<Parameters<typeof isGranted>[0]>(casePolicies).flatMap(([action, row]) =>
    tablePersons.flatMap((name) => tableStates.filter((state) => isGranted(row, name, state) && !isGranted(rowPolicies[action === 'see what was sent' ? 'find what was sent' : 'find the row'], name, state)).map((state) => `${action}: ${name}, ${state}`)))
  expect(hidden).toEqual([])
})

it('gives administrators and auditors no way to a case', () => {
  for (const name of ['ownAdmin', 'ownAuditor', 'hubAdmin', 'hubAuditor', 'strangerAdmin', 'strangerAuditor'] as const) {
    for (const row of Object.values<Parameters<typeof isGranted>[0]>(casePolicies)) expect(tableStates.filter((state) => isGranted(row, name, state))).toEqual([])
  }
})
