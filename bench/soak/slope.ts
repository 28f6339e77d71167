/** What was measured at a moment, in hours since the beginning. */
export interface Sample {
  readonly hours: number
  readonly value: number
}

/** The straight line nearest to the samples (least squares), as per cent of its own middle in an hour; undefined where there are too few. */
export function percentPerHour(samples: readonly Sample[]): number | undefined {
  const count = samples.length
  if (count < 3) return undefined
  const mean = (of: (sample: Sample) => number): number => samples.reduce((sum, sample) => sum + of(sample), 0) / count
  const [hours, value] = [mean((sample) => sample.hours), mean((sample) => sample.value)]
  const spread = samples.reduce((sum, sample) => sum + (sample.hours - hours) ** 2, 0)
  const together = samples.reduce((sum, sample) => sum + (sample.hours - hours) * (sample.value - value), 0)
  return spread === 0 || value === 0 ? undefined : (100 * together) / spread / value
}
