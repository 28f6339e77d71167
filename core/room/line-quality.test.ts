import { expect, test } from 'vitest'
import { lineQuality } from './line-quality.ts'

const fine = { roundTrip: 40, loss: 0, concealment: 0 }

test('a line is called by its worse direction, and weak as soon as pictures have had to go', () => {
  expect(lineQuality([fine, fine], 'full')).toBe('good')
  expect(lineQuality([fine, { ...fine, loss: 0.05 }], 'full')).toBe('fair')
  expect(lineQuality([fine, fine], 'small')).toBe('fair')
  expect(lineQuality([fine, fine], 'sound')).toBe('weak')
  expect(lineQuality([{ ...fine, roundTrip: 900 }, fine], 'full')).toBe('weak')
})
