import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import type { DutyBook, DutyPerson } from './duty.ts'
import { isReachable, rosterFor, screenAliveFor } from './duty.ts'

const at = new Date('2026-11-21T02:00:00Z')
const hour = 3_600_000
const hub = brandId<never>('hub')
const someone = (name: string, more: Partial<DutyPerson> = {}): DutyPerson => ({
  practitioner: { id: brandId(name), name, title: '', licenceNumber: null, phone: null }, department: null, specialties: ['cardiology'],
  isHead: false, isDoctor: true, presence: null, ...more,
})
const onShift = (name: string, position: number) => ({
  id: brandId<never>(`shift-${name}`), organization: hub, department: brandId<never>('d'), practitioner: brandId<never>(name), position,
  startsAt: new Date(at.getTime() - hour), endsAt: new Date(at.getTime() + hour),
})
const leaveOf = (name: string) => ({
  id: brandId<never>(`leave-${name}`), organization: hub, practitioner: brandId<never>(name), reason: '',
  startsAt: new Date(at.getTime() - hour), endsAt: new Date(at.getTime() + hour),
})
const switched = (name: string) => ({ practitioner: brandId<never>(name), onDuty: true, changedAt: at, seenAt: null })
const book = (more: Partial<DutyBook>): DutyBook => ({ people: [], shifts: [], leaves: [], coordinators: [], ...more })
const asked = { specialty: 'cardiology', at } as const

describe('whom an emergency rings', () => {
  it('begins with the shift in its order, then those who switched themselves on', () => {
    const people = [someone('a'), someone('b'), someone('c', { presence: switched('c') })]
    expect(rosterFor(hub, book({ people, shifts: [onShift('b', 2), onShift('a', 1)] }), asked).onCall).toEqual(['a', 'b', 'c'])
  })

  it('knows the specialty, the moment and the doctors', () => {
    const people = [someone('a', { specialties: ['neurology'] }), someone('b', { isDoctor: false }), someone('c', { isHead: true })]
    const past = { ...onShift('c', 1), startsAt: new Date(at.getTime() - 2 * hour), endsAt: at }
    expect(rosterFor(hub, book({ people, shifts: [onShift('a', 1), onShift('b', 1), past] }), asked)).toMatchObject({ onCall: [], heads: ['c'], specialists: ['c'] })
  })

  it('leaves those on leave in peace, unless the whole specialty is away', () => {
    const people = [someone('a'), someone('b')]
    expect(rosterFor(hub, book({ people, shifts: [onShift('a', 1)], leaves: [leaveOf('a')] }), asked)).toMatchObject({ onCall: [], specialists: ['b'] })
    expect(rosterFor(hub, book({ people, leaves: [leaveOf('a'), leaveOf('b')] }), asked).specialists).toEqual(['a', 'b'])
  })

  it('rings the coordinators on duty, and all of them when none says so', () => {
    const people = [someone('x', { isDoctor: false, presence: switched('x') }), someone('y', { isDoctor: false })]
    const coordinators = [brandId<never>('x'), brandId<never>('y')]
    expect(rosterFor(hub, book({ people, coordinators }), asked).coordinators).toEqual(['x'])
    expect(rosterFor(hub, book({ coordinators }), asked).coordinators).toEqual(['x', 'y'])
  })

  it('counts a screen as alive for a while after its last sign of life', () => {
    const presence = { practitioner: brandId<never>('a'), onDuty: false, changedAt: null, seenAt: at }
    expect(isReachable(presence, new Date(at.getTime() + screenAliveFor))).toBe(true)
    expect(isReachable(presence, new Date(at.getTime() + screenAliveFor + 1))).toBe(false)
    expect(isReachable(null, at)).toBe(false)
  })
})
