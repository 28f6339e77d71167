import type { Rung } from '#core/room/ladder.ts'
import type { Wish } from './remote-source.ts'

interface Shown {
  /** Whether anybody looks at it. */
  readonly shown: boolean
  /** The largest picture on the screen. */
  readonly main: boolean
  /** The size worth fetching when the line is whole. */
  readonly size: number
}

/**
 * What is asked for of a picture on a rung. A "still" is the smallest size at its lowest frame rate: it costs what one
 * key frame a second would, and no sender is made to send key frames for it.
 */
export function cutWish(rung: Rung, { shown, main, size }: Shown): Pick<Wish, 'flowing' | 'layer' | 'rate' | 'priority'> {
  const priority = main ? 200 : 20
  switch (rung) {
    case 'full':
      return { flowing: shown, layer: size, rate: 2, priority }
    case 'medium':
      return { flowing: shown, layer: Math.min(size, main ? 1 : 0), rate: 2, priority }
    case 'small':
      return { flowing: shown, layer: 0, rate: main ? 2 : 0, priority }
    case 'stills':
      return { flowing: shown && main, layer: 0, rate: 0, priority }
    case 'sound':
      return { flowing: false, layer: 0, rate: 0, priority }
  }
}
