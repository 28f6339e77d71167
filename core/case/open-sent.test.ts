import { describe, expect, it } from 'vitest'
import type { HubLink } from '#core/directory/directory.ts'
import { brandId } from '#core/shared/ids.ts'
import { mayOpenByRight, mayOpenSent } from './open-sent.ts'
import { tableActor, tableCase, tableCaseIds, tableIds, throughGlass, type TablePerson, type TableState } from './test-policies.ts'
import { exampleNow } from './testing.ts'

const day = 86_400_000
const until = (validUntil: Date | null): HubLink => ({ hub: tableIds.place('advising'), satellite: tableIds.place('asking'), specialties: [], validFrom: new Date(exampleNow.getTime() - day), validUntil })
const contracts = { stands: [until(null)], ended: [until(new Date(exampleNow.getTime() - 1))], 'with another hospital': [{ ...until(null), hub: tableIds.place('elsewhere') }] } as const

/** Whether somebody opens what was sent, and by a right of their own. */
async function opens(name: TablePerson, state: TableState, contract: keyof typeof contracts): Promise<readonly [boolean, boolean]> {
  const glass = [{ id: brandId<never>('glass'), case: tableCaseIds.id, until: new Date(exampleNow.getTime() + day) }]
  const opening = { actor: throughGlass(tableActor(tableIds, name), name, { glass, visits: [tableCaseIds.id] }), one: tableCase(tableIds, state, { now: exampleNow, own: tableCaseIds }), now: exampleNow }
  const directory = { linksOfSatellite: () => Promise.resolve(contracts[contract]) }
  return [await mayOpenSent(directory, opening), await mayOpenByRight(directory, opening)]
}

describe('what was sent with a case', () => {
  it.each<[TablePerson, TableState, keyof typeof contracts, readonly [sent: boolean, byRight: boolean]]>([
    ['requester', 'scheduled', 'ended', [true, true]],
    ['member', 'scheduled', 'stands', [true, true]],
    ['member', 'scheduled', 'ended', [false, false]],
    ['member', 'scheduled', 'with another hospital', [false, false]],
    ['member', 'live', 'ended', [true, true]],
    ['member', 'closed-long-ago', 'stands', [false, false]],
    ['invited', 'live', 'stands', [false, false]],
    ['coordinator', 'live', 'stands', [false, false]],
    ['glassHolder', 'live', 'stands', [true, false]],
    ['glassOver', 'live', 'stands', [false, false]],
    ['visitor', 'live', 'stands', [true, false]],
    ['visitor', 'scheduled', 'stands', [false, false]],
    ['strangerDoctor', 'live', 'stands', [false, false]],
  ])('is for %s of a case that is %s, while the contract %s: open, and by right: %j', async (...[name, state, contract, expected]) => {
    expect(await opens(name, state, contract)).toEqual(expected)
  })
})
