import { below, type LineSample, type Rung } from './ladder.ts'

/** A line in one word; `lost`: nothing gets through. */
export type LineQuality = 'good' | 'fair' | 'weak' | 'lost'

type Measured = Pick<LineSample, 'roundTrip' | 'loss' | 'concealment'>

/** The word for what was measured, by the worse of both directions. */
export function lineQuality(samples: readonly Measured[], worst: Rung): LineQuality {
  const most = (of: (sample: Measured) => number): number => Math.max(0, ...samples.map(of))
  const loss = most((sample) => sample.loss)
  const roundTrip = most((sample) => sample.roundTrip ?? 0)
  const concealment = most((sample) => sample.concealment)
  if (below(worst, 'small') || loss > 0.1 || roundTrip > 800 || concealment > 0.08) return 'weak'
  return below(worst, 'full') || loss > 0.03 || roundTrip > 400 || concealment > 0.03 ? 'fair' : 'good'
}
