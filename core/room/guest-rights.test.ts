import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { admit, admitAll, leave } from './admission.ts'
import { guestMay, guestMaySend, type GuestAbility } from './guest-rights.ts'
import { guestRoles, partOfGuest } from './guest-part.ts'
import { hostsOf, mayEnterUnasked, mayRemove } from './policy.ts'
import { askToRecord, recordableStreams, unansweredSeats, followConsents } from './recording.ts'
import type { RecordingId } from './recording-standing.ts'
import { seatOf, type StreamId } from './room.ts'
import { sourceLabels } from './sources.ts'
import { putSource } from './stage.ts'
import { chairAndMember, comes, empty, later, person, seat, start } from './test-room.ts'

const abilities: readonly GuestAbility[] = ['follow', 'speak', 'show', 'write', 'draw']
const table = {
  observer: { may: ['follow'], sends: [] },
  interpreter: { may: ['follow', 'speak', 'write'], sends: ['microphone', 'camera'] },
  expert: { may: ['follow', 'speak', 'show', 'write', 'draw'], sends: ['microphone', 'camera', 'screen', 'screen-sound'] },
} as const

describe.each(guestRoles)('a guest as %s', (role) => {
  it('may what the table says', () => {
    expect(abilities.filter((ability) => guestMay(role, ability))).toEqual(table[role].may)
    expect(sourceLabels.filter((label) => guestMaySend(role, label))).toEqual(table[role].sends)
  })

  const guest = person('guest', partOfGuest(role))
  it('waits at the door, comes in by name and never with everyone', () => {
    expect(mayEnterUnasked(guest, empty)).toBe(false)
    const waiting = comes(comes(chairAndMember(), guest), person('late'))
    const all = admitAll(waiting, seat('chair'), start)
    if (!all.ok) throw new Error(all.error)
    expect([seatOf(all.value, seat('guest'))?.phase, seatOf(all.value, seat('late'))?.phase]).toEqual(['lobby', 'admitted'])
    const one = admit(all.value, seat('chair'), { seat: seat('guest'), now: start })
    expect(one.ok && seatOf(one.value, seat('guest'))?.phase).toBe('admitted')
  })

  it('leads nothing, also where nobody else is left', () => {
    const admitted = admit(comes(chairAndMember(), guest), seat('chair'), { seat: seat('guest'), now: start })
    if (!admitted.ok) throw new Error(admitted.error)
    const alone = leave(leave(admitted.value, seat('chair'), later(1)), seat('member'), later(1))
    expect(hostsOf(alone)).toEqual([])
    expect(mayRemove(seat('guest'), seat('member'), admitted.value)).toBe(false)
  })

  it('is not asked whether they may be recorded, keeps no recording waiting, and is not in it', () => {
    const admitted = admit(comes(chairAndMember(), guest), seat('chair'), { seat: seat('guest'), now: start })
    if (!admitted.ok) throw new Error(admitted.error)
    const asked = askToRecord(putSource(admitted.value, seat('guest'), { label: 'camera', stream: brandId<StreamId>('g'), muted: 'no' }), seat('chair'), { id: brandId<RecordingId>('r'), at: start })
    if (!asked.ok) throw new Error(asked.error)
    expect(unansweredSeats(asked.value).map(({ id }) => id)).toEqual(['chair', 'member'])
    const running = followConsents(asked.value, { patient: true, participants: new Set([brandId('chair'), brandId('member')]) }, later(1))
    expect(running.recording?.state).toBe('running')
    expect(recordableStreams(running).map((stream) => stream.seat)).not.toContain('guest')
  })
})
