interface SparklineProps {
  /** Oldest first. */
  readonly values: readonly number[]
  readonly low: number | null
  readonly high: number | null
  /** The course in words, for those who do not see it. */
  readonly label: string
  readonly isAbnormal: boolean
}

const width = 96
const height = 28
const margin = 4

/** The course of one test as a line upon its reference band; a single value draws nothing. */
export function Sparkline({ values, low, high, label, isAbnormal }: SparklineProps) {
  if (values.length < 2) return null
  const known = [...values, ...(low === null ? [] : [low]), ...(high === null ? [] : [high])]
  const bottom = Math.min(...known)
  const span = Math.max(...known) - bottom || 1
  const y = (value: number): number => height - margin - ((value - bottom) / span) * (height - 2 * margin)
  const x = (index: number): number => margin + (index / (values.length - 1)) * (width - 2 * margin)
  const bandTop = high === null ? 0 : y(high)
  const bandBottom = low === null ? height : y(low)
  const last = values.at(-1) ?? 0
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} width={width} height={height} className="block">
      {(low !== null || high !== null) && <rect x={0} y={bandTop} width={width} height={Math.max(bandBottom - bandTop, 1)} className="fill-jade-wash" />}
      <polyline
        points={values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
        fill="none"
        strokeWidth={1.5}
        strokeLinejoin="round"
        className="stroke-quiet"
      />
      <circle cx={x(values.length - 1)} cy={y(last)} r={2.75} className={isAbnormal ? 'fill-danger' : 'fill-jade'} />
    </svg>
  )
}
