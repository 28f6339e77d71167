import { describe, expect, it } from 'vitest'
import { seatId } from '#contract/room.ts'
import { bringToFront, nobodyInFront } from './front-row.ts'

const seat = (digit: number) => seatId.parse(`00000000-0000-4000-8000-00000000000${digit}`)
const after = (...speakers: number[]) => speakers.reduce((row, digit) => bringToFront(row, seat(digit), 3), nobodyInFront)

describe('the front row', () => {
  it('fills in the order of speaking', () => {
    expect(after(1, 2, 3).seats).toEqual([seat(1), seat(2), seat(3)])
  })

  it('keeps the places of those who stand there already', () => {
    expect(after(1, 2, 3, 1, 2).seats).toEqual([seat(1), seat(2), seat(3)])
  })

  it('gives the place of the longest silent to a new speaker', () => {
    expect(after(1, 2, 3, 1, 4).seats).toEqual([seat(1), seat(4), seat(3)])
  })

  it('is the same object while the same person goes on', () => {
    const row = after(1, 2)
    expect(bringToFront(row, seat(2), 3)).toEqual(row)
  })
})
