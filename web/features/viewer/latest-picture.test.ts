import { expect, it } from 'vitest'
import { arrived, askFor, beginPictures, type AskedPicture } from './latest-picture.ts'

const slice = (order: number): AskedPicture => ({ address: `/rendered/${order}`, order })

/** A reader turns a slice a tick; over this line a picture takes so many ticks to come. */
function scroll({ slices, ticks }: { readonly slices: number; readonly ticks: number }) {
  let pictures = beginPictures(slice(0))
  let [fetched, waited] = [1, 0]
  const seen: number[] = []
  for (let tick = 0; tick < slices + 2 * ticks; tick += 1) {
    const asked = slice(Math.min(tick, slices - 1))
    const before = pictures.coming
    pictures = askFor(pictures, asked)
    if (pictures.coming !== before && pictures.coming !== null) [fetched, waited] = [fetched + 1, 0]
    if (pictures.coming === null || ++waited < ticks) continue
    pictures = arrived(pictures, pictures.coming)
    seen.push(pictures.shown?.order ?? -1)
  }
  return { seen, fetched, standing: pictures }
}

it('shows every picture to a reader whom the line keeps up with', () => {
  expect(scroll({ slices: 10, ticks: 1 }).seen).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

it('shows a reader who is faster than the line every picture that could come, in order, and at last the one that is asked for', () => {
  const { seen, fetched, standing } = scroll({ slices: 60, ticks: 4 })
  expect(seen).toHaveLength(16)
  expect(seen).toEqual([...seen].sort((a, b) => a - b))
  expect(seen.at(-1)).toBe(59)
  expect(standing.coming).toBeNull()
  // Nothing was fetched that was not shown: the thin line carries no picture in vain.
  expect(fetched).toBe(seen.length)
})

it('asks for nothing anew while the picture that is shown is the one wanted', () => {
  const begun = beginPictures(slice(3))
  const done = arrived(begun, begun.coming ?? slice(0))
  expect(askFor(done, slice(3))).toBe(done)
  expect(askFor(done, slice(4))).toEqual({ shown: slice(3), coming: slice(4) })
})

it('shows nothing that it is not waiting for', () => {
  const begun = beginPictures(slice(1))
  expect(arrived(begun, slice(9))).toBe(begun)
})
