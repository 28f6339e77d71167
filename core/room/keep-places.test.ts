import { describe, expect, it } from 'vitest'
import { brandId } from '#core/shared/ids.ts'
import { emptied, remove } from './admission.ts'
import { withPlacesOf } from './keep-places.ts'
import { admittedSeats, emptyRoom, waitingSeats } from './room.ts'
import { chairAndMember, comes, later, person, seat } from './test-room.ts'

const next = emptyRoom(brandId('next-session'), brandId('next-case'))

describe('the room of the next patient', () => {
  it('takes in without asking whoever was inside, and with asking whoever was not', () => {
    const kept = withPlacesOf(next, emptied(chairAndMember(), later(60)))
    const room = comes(comes(comes(kept, person('member'), later(61)), person('chair', 'chair'), later(62)), person('stranger'), later(63))
    expect(admittedSeats(room).map(({ id }) => id).toSorted()).toEqual(['chair', 'member'])
    expect(waitingSeats(room).map(({ id }) => id)).toEqual(['stranger'])
    expect([room.session, room.case]).toEqual([next.session, next.case])
  })

  it('lets whoever was sent out ask again', () => {
    const removed = remove(chairAndMember(), seat('chair'), { seat: seat('member'), now: later(30) })
    if (!removed.ok) throw new Error(removed.error)
    const room = comes(withPlacesOf(next, emptied(removed.value, later(60))), person('member'), later(61))
    expect(waitingSeats(room).map(({ id }) => id)).toEqual(['member'])
  })

  it('leaves whoever is there already where they are', () => {
    const early = comes(next, person('member'))
    const room = withPlacesOf(early, emptied(chairAndMember(), later(60)))
    expect(waitingSeats(room)).toHaveLength(1)
    expect(room.seats).toHaveLength(2)
  })
})
