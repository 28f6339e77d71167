import { describe, expect, it } from 'vitest'
import { seatId } from '#contract/room.ts'
import { followFloor, type Floor } from './steady-speaker.ts'

const [anh, binh] = [1, 2].map((digit) => seatId.parse(`00000000-0000-4000-8000-00000000000${digit}`))
if (anh === undefined || binh === undefined) throw new Error('two seats')
const speaks = (...seats: (typeof anh)[]) => seats.map((seat) => ({ seat, level: 0.5 }))
const nobody: Floor = { seat: null, silentSince: null }

describe('the floor', () => {
  it('goes to the first who speaks', () => {
    expect(followFloor(nobody, speaks(anh), 0).seat).toBe(anh)
    expect(followFloor(nobody, [], 0)).toBe(nobody)
  })

  it('stays while its holder speaks, however loud the other is', () => {
    const floor = followFloor(nobody, speaks(anh), 0)
    expect(followFloor(floor, speaks(binh, anh), 60_000)).toBe(floor)
  })

  it('stays through a breath and passes on after two seconds of silence', () => {
    const held = followFloor(nobody, speaks(anh), 0)
    const silent = followFloor(held, speaks(binh), 1_000)
    expect(silent.seat).toBe(anh)
    expect(followFloor(silent, speaks(anh), 2_500)).toEqual({ seat: anh, silentSince: null })
    expect(followFloor(silent, speaks(binh), 3_000).seat).toBe(binh)
  })
})
