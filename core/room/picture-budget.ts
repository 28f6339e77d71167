import type { Rung } from './ladder.ts'

/** What one picture may cost; the sound is never in this account. */
export interface PictureLimit {
  /** Nothing is sent at all. */
  readonly off: boolean
  /** Of a picture sent in three sizes, how many are sent: 1 (the smallest) to 3. */
  readonly sizes: 1 | 2 | 3
  /** The highest of them in lines, for a picture that is sent in one size. */
  readonly lines: number
  readonly framesPerSecond: number
  /** Bits per second for all sizes together. */
  readonly bitrate: number
}

/** A picture that somebody sends, the more important ones first. */
export interface SentPicture {
  readonly id: string
  /** Film, ECG, a screen: sharp edges matter more than motion. */
  readonly detail: boolean
}

/** Bits per second that one seat's pictures may take at most, however good the line: what a room of 23 sites can bear. */
export const seatBudget = 6_000_000

const costOf: Readonly<Record<Exclude<Rung, 'full' | 'sound'>, number>> = { medium: 500_000, small: 150_000, stills: 60_000 }
const enough = 2_500_000

/**
 * Shares a rung among the pictures of one seat: the first keeps the rung, what does not fit beside it goes down to
 * stills and then off, so that three sources on a thin line are one that is good and not three that are bad.
 */
export function sharePictures(rung: Rung, pictures: readonly SentPicture[], available: number | null): ReadonlyMap<string, PictureLimit> {
  const budget = Math.min(seatBudget, available ?? seatBudget)
  let left = budget
  const limits = new Map<string, PictureLimit>()
  for (const [index, { id, detail }] of pictures.entries()) {
    const own = index === 0 ? rung : rungForRest(rung, left)
    const limit = limitOf(own, detail, Math.max(40_000, Math.floor(budget / pictures.length)))
    left -= limit.bitrate
    limits.set(id, limit)
  }
  return limits
}

function rungForRest(rung: Rung, left: number): Rung {
  if (rung === 'full') return left > costOf.medium ? 'full' : 'small'
  if (rung === 'sound') return 'sound'
  return left > costOf[rung] ? rung : 'stills'
}

function limitOf(rung: Rung, detail: boolean, share: number): PictureLimit {
  switch (rung) {
    case 'full':
      return { off: false, sizes: 3, lines: 1_080, framesPerSecond: detail ? 10 : 30, bitrate: Math.max(costOf.medium, Math.min(enough, share)) }
    case 'medium':
      return { off: false, sizes: 2, lines: detail ? 720 : 360, framesPerSecond: detail ? 5 : 30, bitrate: costOf.medium }
    case 'small':
      return { off: false, sizes: 1, lines: detail ? 540 : 180, framesPerSecond: detail ? 2 : 15, bitrate: costOf.small }
    case 'stills':
      return { off: false, sizes: 1, lines: detail ? 540 : 180, framesPerSecond: 1, bitrate: costOf.stills }
    case 'sound':
      return { off: true, sizes: 1, lines: 180, framesPerSecond: 1, bitrate: 0 }
  }
}
