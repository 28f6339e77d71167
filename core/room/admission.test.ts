import { describe, expect, it } from 'vitest'
import { admit, admitAll, emptied, ghostsOf, isTakenElsewhere, leave, lose, remove, sendBack } from './admission.ts'
import { hostsOf, isHost } from './policy.ts'
import { admittedSeats, seatOf, waitingSeats, type Room, type Seat } from './room.ts'
import { setLock, setMain, setPresenter, putSource } from './stage.ts'
import { chairAndMember, comes, empty, later, person, seat, start } from './test-room.ts'
import { brandId } from '#core/shared/ids.ts'
import type { StreamId } from './room.ts'

const phaseOf = (room: Room, name: string): Seat['phase'] | undefined => seatOf(room, seat(name))?.phase

const must = <T>(result: { ok: true; value: T } | { ok: false; error: string }): T => {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

describe('arriving', () => {
  it.each([
    ['chair', 'admitted'],
    ['coordinator', 'admitted'],
    ['secretary', 'lobby'],
    ['member', 'lobby'],
    ['requester', 'lobby'],
  ] as const)('as %s leads to %s', (part, phase) => {
    expect(phaseOf(comes(empty, person('x', part)), 'x')).toBe(phase)
  })

  it('twice keeps one seat', () => {
    const room = comes(comes(empty, person('member')), person('member'), later(5))
    expect(room.seats).toHaveLength(1)
  })

  it('after leaving goes straight in, since the host let the person in before', () => {
    const room = leave(chairAndMember(), seat('member'), later(10))
    expect(phaseOf(room, 'member')).toBe('left')
    expect(phaseOf(comes(room, person('member'), later(20)), 'member')).toBe('admitted')
  })

  it('after leaving waits at a locked door', () => {
    const room = must(setLock(leave(chairAndMember(), seat('member'), later(10)), seat('chair'), true))
    expect(phaseOf(comes(room, person('member')), 'member')).toBe('lobby')
  })

  it('after a removal waits again, whatever the part', () => {
    const withCoordinator = comes(chairAndMember(), person('coordinator', 'coordinator'))
    const room = must(remove(withCoordinator, seat('chair'), { seat: seat('coordinator'), now: later(1) }))
    expect(phaseOf(comes(room, person('coordinator', 'coordinator')), 'coordinator')).toBe('lobby')
  })
})

describe('a place', () => {
  const at = (seconds: number) => ({ ...person('member'), cameAt: later(seconds) })
  it('belongs to the machine at which its person came last, also after they left', () => {
    const room = comes(chairAndMember(), at(10))
    for (const now of [room, leave(room, seat('member'), later(20))]) expect([5, 10, 15].map((seconds) => isTakenElsewhere(now, at(seconds)))).toEqual([true, false, false])
  })

  it('belongs to whoever comes back where nobody knows when they came, or where they have none', () => {
    expect(isTakenElsewhere(comes(chairAndMember(), at(10)), person('member'))).toBe(false)
    expect(isTakenElsewhere(chairAndMember(), at(10))).toBe(false)
    expect(isTakenElsewhere(chairAndMember(), { ...person('late'), cameAt: later(1) })).toBe(false)
  })
})

describe('the host', () => {
  it('is the chair, and until the chair is there the coordinator', () => {
    const early = comes(empty, person('coordinator', 'coordinator'))
    expect(isHost(early, seat('coordinator'))).toBe(true)
    const both = comes(early, person('chair', 'chair'))
    expect(hostsOf(both).map(({ id }) => id)).toEqual([seat('chair')])
    expect(isHost(lose(both, seat('chair'), later(1)), seat('coordinator'))).toBe(true)
  })

  it('is nobody while only members are there', () => {
    expect(hostsOf(comes(empty, person('member')))).toEqual([])
  })

  it('lets in one, or all', () => {
    const room = comes(comes(comes(empty, person('chair', 'chair')), person('a')), person('b'))
    const one = must(admit(room, seat('chair'), { seat: seat('a'), now: start }))
    expect([phaseOf(one, 'a'), phaseOf(one, 'b')]).toEqual(['admitted', 'lobby'])
    expect(waitingSeats(must(admitAll(room, seat('chair'), start)))).toEqual([])
  })

  it('alone opens the door, and not while it is locked', () => {
    const room = comes(chairAndMember(), person('late'))
    const target = { seat: seat('late'), now: start }
    expect(admit(room, seat('member'), target)).toEqual({ ok: false, error: 'room.not-host' })
    expect(admit(must(setLock(room, seat('chair'), true)), seat('chair'), target)).toEqual({ ok: false, error: 'room.locked' })
    expect(admit(room, seat('chair'), { seat: seat('member'), now: start })).toEqual({ ok: false, error: 'room.not-waiting' })
  })

  it('cannot be sent out', () => {
    const room = chairAndMember()
    expect(remove(room, seat('chair'), { seat: seat('chair'), now: start })).toEqual({ ok: false, error: 'room.not-host' })
  })

  it('sends back to the lobby, where the person waits on', () => {
    expect(phaseOf(must(sendBack(chairAndMember(), seat('chair'), seat('member'))), 'member')).toBe('lobby')
  })
})

describe('going', () => {
  const onStage = (): Room => {
    const room = putSource(chairAndMember(), seat('member'), { label: 'screen', stream: brandId<StreamId>('s'), muted: 'no' })
    const main = must(setMain(room, seat('chair'), { seat: seat('member'), label: 'screen' }))
    return must(setPresenter(main, seat('chair'), seat('member')))
  }

  it('leaves nothing of the person on the stage', () => {
    expect(leave(onStage(), seat('member'), later(1))).toMatchObject({ main: null, presenter: null })
  })

  it('by a lost line keeps seat, sources and stage', () => {
    const room = lose(onStage(), seat('member'), later(1))
    expect(room).toMatchObject({ main: { seat: 'member' }, presenter: 'member' })
    expect(admittedSeats(room).find(({ id }) => id === seat('member'))).toMatchObject({ awaySince: later(1), sources: [{ label: 'screen' }] })
  })

  it('by a lost line makes a ghost only after a while', () => {
    const room = lose(chairAndMember(), seat('member'), later(0))
    expect(ghostsOf(room, later(59), 60_000)).toEqual([])
    expect(ghostsOf(room, later(60), 60_000).map(({ id }) => id)).toEqual([seat('member')])
    expect(ghostsOf(comes(room, person('member')), later(90), 60_000)).toEqual([])
  })

  it('ends for everyone with the session', () => {
    const room = emptied(comes(chairAndMember(), person('late')), later(9))
    expect(admittedSeats(room)).toEqual([])
    expect(waitingSeats(room)).toEqual([])
  })
})
