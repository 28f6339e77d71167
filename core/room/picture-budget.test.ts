import { describe, expect, test } from 'vitest'
import { seatBudget, sharePictures } from './picture-budget.ts'

const three = [{ id: 'field', detail: false }, { id: 'endoscope', detail: false }, { id: 'film', detail: true }]

describe('what the pictures of one seat may cost', () => {
  test('keeps within the budget of a seat, however many sources', () => {
    for (const pictures of [three.slice(0, 1), three, [...three, ...three.map(({ id, detail }) => ({ id: `${id}-2`, detail }))]]) {
      const total = [...sharePictures('full', pictures, null).values()].reduce((sum, { bitrate }) => sum + bitrate, 0)
      expect(total).toBeLessThanOrEqual(seatBudget)
    }
  })

  test('keeps the first source good and turns the others to stills on a thin line', () => {
    const limits = sharePictures('small', three, 200_000)
    expect(limits.get('field')).toMatchObject({ off: false, framesPerSecond: 15 })
    expect(limits.get('endoscope')).toMatchObject({ off: false, framesPerSecond: 1 })
  })

  test('sends one still a second, and nothing when sound is all that fits', () => {
    expect(sharePictures('stills', three, 80_000).get('field')?.framesPerSecond).toBe(1)
    expect([...sharePictures('sound', three, 15_000).values()].every(({ off }) => off)).toBe(true)
  })
})
