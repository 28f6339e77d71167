import { describe, expect, test } from 'vitest'
import { seatBudget, sharePictures } from './picture-budget.ts'

const three = [{ id: 'field', detail: false }, { id: 'endoscope', detail: false }, { id: 'computer', detail: true }] as const

describe('what the pictures of one seat may cost', () => {
  test('keeps within the budget of a seat, however many sources', () => {
    for (const pictures of [three.slice(0, 1), three, [...three, { id: 'overview', detail: false }]]) {
      const total = [...sharePictures('full', pictures).values()].reduce((sum, { bitrate }) => sum + bitrate, 0)
      expect(total).toBeLessThanOrEqual(seatBudget)
    }
  })

  test('keeps the first source in motion and turns the others to stills on a thin line', () => {
    const limits = sharePictures('small', three)
    expect(limits.get('field')).toMatchObject({ off: false, framesPerSecond: 15, lines: 270 })
    expect(limits.get('endoscope')).toMatchObject({ off: false, framesPerSecond: 1 })
  })

  test('keeps the lines of film and gives up its motion', () => {
    expect(sharePictures('small', [{ id: 'computer', detail: true }]).get('computer')).toMatchObject({ lines: 540, framesPerSecond: 2 })
  })

  test('sends one still a second, and nothing when sound is all that fits', () => {
    expect(sharePictures('stills', three).get('field')?.framesPerSecond).toBe(1)
    expect([...sharePictures('sound', three).values()].every(({ off }) => off)).toBe(true)
  })
})
