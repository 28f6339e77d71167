import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import { brandId } from '#core/shared/ids.ts'
import type { HubRoster, RingReplies } from './ladder.ts'
import { ladder, timersFor } from './ladder.ts'

const who = (name: string): PractitionerId => brandId(name)
const hub = (name: string): OrganizationId => brandId(name)
const silence: RingReplies = { declined: [], held: false }
const roster = (name: string, lists: Partial<Omit<HubRoster, 'hub'>> = {}): HubRoster => ({
  hub: hub(name), onCall: [], heads: [], coordinators: [], specialists: [], ...lists,
})
const central = roster('central', {
  onCall: [who('one'), who('two')], heads: [who('head')], coordinators: [who('wall')], specialists: [who('one'), who('head'), who('third')],
})
const province = roster('province', { onCall: [who('next')], specialists: [who('next'), who('other')] })

const rungBy = (seconds: number, replies = silence, hubs: readonly HubRoster[] = [central, province]) =>
  ladder(hubs, seconds * 1_000, replies).due.map((ring) => String(ring.practitioner))

describe('the escalation ladder', () => {
  it('keeps the clock of an emergency that nobody answers', () => {
    expect(rungBy(14.999)).toEqual([])
    expect(rungBy(15)).toEqual(['one', 'wall'])
    expect(rungBy(44.999)).toEqual(['one', 'wall'])
    expect(rungBy(45)).toEqual(['one', 'wall', 'two', 'head'])
    expect(rungBy(89.999)).toHaveLength(4)
    expect(rungBy(90)).toEqual(['one', 'wall', 'two', 'head', 'third'])
    expect(rungBy(179.999)).toHaveLength(5)
    expect(rungBy(180)).toEqual(['one', 'wall', 'two', 'head', 'third', 'next'])
    expect(rungBy(270)).toEqual(['one', 'wall', 'two', 'head', 'third', 'next', 'other'])
  })

  it('says when the next rung falls due, and when only the telephone is left', () => {
    expect(ladder([central, province], 0, silence)).toMatchObject({ nextAt: 15_000, exhausted: false })
    expect(ladder([central, province], 100_000, silence)).toMatchObject({ nextAt: 180_000, exhausted: false })
    expect(ladder([central, province], 300_000, silence)).toMatchObject({ nextAt: null, exhausted: false })
    expect(ladder([central, province], 360_000, silence)).toMatchObject({ nextAt: null, exhausted: true })
  })

  it('rings nobody more once a doctor holds the emergency', () => {
    expect(ladder([central], 500_000, { declined: [], held: true })).toEqual({ due: [], nextAt: null, exhausted: false })
  })

  it('goes on at once when everybody who was rung has refused', () => {
    expect(rungBy(20, { declined: [who('one')], held: false })).toEqual(['one', 'wall'])
    expect(rungBy(20, { declined: [who('one'), who('wall')], held: false })).toEqual(['one', 'wall', 'two', 'head'])
    const all = ['one', 'wall', 'two', 'head', 'third'].map(who)
    expect(rungBy(20, { declined: all, held: false })).toEqual([...all, 'next'])
  })

  it('hands an empty rung’s turn to the next, and an empty hub’s to the next hub', () => {
    expect(rungBy(15, silence, [roster('central', { heads: [who('head')] })])).toEqual(['head'])
    expect(rungBy(15, silence, [roster('central', { specialists: [who('third')] })])).toEqual(['third'])
    expect(rungBy(15, silence, [roster('central'), province])).toEqual(['next'])
  })

  it('leads straight to the telephone when nobody stands on any roster', () => {
    expect(ladder([], 0, silence)).toEqual({ due: [], nextAt: null, exhausted: true })
    expect(ladder([roster('central'), roster('province')], 0, silence)).toEqual({ due: [], nextAt: null, exhausted: true })
  })

  it('leads to the telephone when everybody has refused', () => {
    expect(ladder([roster('central', { onCall: [who('one')] })], 16_000, { declined: [who('one')], held: false })).toMatchObject({ exhausted: true })
  })

  it('never takes a ring back, whenever it is looked at, and rings nobody twice', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f').map(who))
    const hubs = fc.array(fc.record({ hub: fc.constantFrom('x', 'y').map(hub), onCall: names, heads: names, coordinators: names, specialists: names }), { maxLength: 3 })
    fc.assert(
      fc.property(hubs, fc.tuple(fc.nat(700_000), fc.nat(700_000)), names, (given, [a, b], declined) => {
        const replies = { declined, held: false }
        const earlier = ladder(given, Math.min(a, b), replies).due.map((ring) => ring.practitioner)
        const later = ladder(given, Math.max(a, b), replies).due.map((ring) => ring.practitioner)
        expect(later.slice(0, earlier.length)).toEqual(earlier)
        expect(new Set(later).size).toBe(later.length)
      }),
    )
  })

  it('has a timer for every moment at which silence changes anything', () => {
    expect(timersFor(2)).toEqual([15_000, 45_000, 90_000, 180_000, 225_000, 270_000, 360_000])
    expect(timersFor(0)).toEqual([180_000])
    for (const at of timersFor(2).slice(0, -1)) expect(rungBy(at / 1_000).length).toBeGreaterThanOrEqual(rungBy(at / 1_000 - 0.001).length)
  })
})
