import type { Rung } from './ladder.ts'

/** What one picture may cost; the sound is never in this account. */
export interface PictureLimit {
  /** Nothing is sent at all. */
  readonly off: boolean
  /** The tallest size that is sent, in lines. */
  readonly lines: number
  readonly framesPerSecond: number
  /** Bits per second for all sizes together. */
  readonly bitrate: number
}

/** A picture that somebody sends, the more important ones first. */
export interface SentPicture<Id extends string> {
  readonly id: Id
  /** Film, ECG, a screen: sharp edges matter more than motion. */
  readonly detail: boolean
}

/** Bits per second that one seat's pictures may take at most, however good the line: what a room of 23 sites can bear. */
export const seatBudget = 8_000_000

type Picture = Exclude<Rung, 'full' | 'sound'>
const costOf: Readonly<Record<Picture, number>> = { medium: 500_000, small: 150_000, stills: 60_000 }
const motion: Readonly<Record<Picture, readonly [lines: number, framesPerSecond: number]>> = { medium: [540, 30], small: [270, 15], stills: [270, 1] }
const still: Readonly<Record<Picture, readonly [lines: number, framesPerSecond: number]>> = { medium: [720, 5], small: [540, 2], stills: [540, 1] }

/**
 * Shares a rung among the pictures of one seat. On a line that is not whole the first picture keeps the rung and the
 * others become stills: three sources on a thin line are one that is good, not three that are bad.
 */
export function sharePictures<Id extends string>(rung: Rung, pictures: readonly SentPicture<Id>[]): ReadonlyMap<Id, PictureLimit> {
  const share = Math.floor(seatBudget / Math.max(1, pictures.length))
  return new Map(pictures.map(({ id, detail }, index) => [id, limitOf(index === 0 ? rung : rungOfRest[rung], { detail, share })]))
}

const rungOfRest: Readonly<Record<Rung, Rung>> = { full: 'full', medium: 'small', small: 'stills', stills: 'stills', sound: 'sound' }

function limitOf(rung: Rung, { detail, share }: { readonly detail: boolean; readonly share: number }): PictureLimit {
  switch (rung) {
    case 'full':
      return { off: false, lines: 2_160, framesPerSecond: 60, bitrate: share }
    case 'sound':
      return { off: true, lines: 270, framesPerSecond: 1, bitrate: 0 }
    default: {
      const [lines, framesPerSecond] = (detail ? still : motion)[rung]
      return { off: false, lines, framesPerSecond, bitrate: costOf[rung] }
    }
  }
}
