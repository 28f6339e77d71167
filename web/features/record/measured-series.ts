import type { Observation, ObservationFlag } from '#core/record/patient-record.ts'

export interface Measurement {
  readonly at: string
  readonly value: number | string
  readonly flag: ObservationFlag
}

/** One test or vital sign with its whole course, the newest value first. */
export interface MeasuredSeries {
  readonly code: string
  readonly display: string
  readonly unit: string | null
  readonly referenceLow: number | null
  readonly referenceHigh: number | null
  readonly latest: Measurement
  readonly earlier: readonly Measurement[]
}

const measurement = ({ effectiveAt, value, flag }: Observation): Measurement => ({ at: effectiveAt.toISOString(), value, flag })

/** Gathers single values by test, in the order in which the record first names each test. */
export function measuredSeries(observations: readonly Observation[]): readonly MeasuredSeries[] {
  const byCode = new Map<string, [Observation, ...Observation[]]>()
  for (const one of observations) {
    const held = byCode.get(one.code)
    if (held) held.push(one)
    else byCode.set(one.code, [one])
  }
  return [...byCode.values()].map((all) => {
    const [latest = all[0], ...earlier] = all.toSorted((a, b) => b.effectiveAt.getTime() - a.effectiveAt.getTime())
    const { code, display, unit, referenceLow, referenceHigh } = latest
    return { code, display, unit, referenceLow, referenceHigh, latest: measurement(latest), earlier: earlier.map(measurement) }
  })
}

const gravity: Readonly<Record<ObservationFlag, number>> = {
  'critical-high': 0, 'critical-low': 0, abnormal: 1, high: 1, low: 1, normal: 2,
}

/** Orders tests by how much they ask to be seen: critical, then abnormal, then the rest, each as the record has them. */
export const gravestFirst = (series: readonly MeasuredSeries[]): readonly MeasuredSeries[] =>
  series.toSorted((a, b) => gravity[a.latest.flag] - gravity[b.latest.flag])

/** The numbers of a series in order of time; results in words have no course to draw. */
export const courseOf = ({ latest, earlier }: MeasuredSeries): readonly number[] =>
  [...earlier.toReversed(), latest].map((one) => one.value).filter((value) => typeof value === 'number')

/** The order in which a ward reads vital signs aloud: pulse, blood pressure, temperature, breathing, oxygen, consciousness. */
const readingOrder = ['8867-4', '8480-6', '8462-4', '8310-5', '9279-1', '59408-5', '2708-6', '9269-2']

const place = (code: string): number => (readingOrder.includes(code) ? readingOrder.indexOf(code) : readingOrder.length)

/** Orders vital signs as they are read aloud; weight and the like come last. */
export const inReadingOrder = (series: readonly MeasuredSeries[]): readonly MeasuredSeries[] =>
  series.toSorted((a, b) => place(a.code) - place(b.code))

/** Only those that say how the patient is now. */
export const isReadAloud = ({ code }: MeasuredSeries): boolean => readingOrder.includes(code)
