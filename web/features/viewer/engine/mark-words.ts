type Stats = Readonly<Record<string, unknown>>
interface MarkData {
  readonly cachedStats: Readonly<Record<string, Stats | undefined>>
}

const number = new Intl.NumberFormat('vi', { maximumFractionDigits: 1, minimumFractionDigits: 1 })
/** A unit as the library names it; nothing where it names none. */
export const unitWord = (unit: unknown): string => (typeof unit === 'string' ? unit : '')

const write = (value: unknown, unit: unknown): string | null =>
  typeof value === 'number' && Number.isFinite(value) ? `${number.format(value)} ${unitWord(unit)}`.trim() : null
const lines = (...written: readonly (string | null)[]): string[] => written.filter((line) => line !== null)
const named = (name: string, value: string | null): string | null => (value === null ? null : `${name} ${value}`)

/** A distance in the unit that the picture allows: millimetres, or pixels where it has no scale. */
export const lengthLines = ({ cachedStats }: MarkData, target: string): string[] =>
  lines(write(cachedStats[target]?.['length'], cachedStats[target]?.['unit']))

/** An angle in degrees. */
export const angleLines = ({ cachedStats }: MarkData, target: string): string[] => lines(write(cachedStats[target]?.['angle'], '°'))

/** Area, mean and spread of what lies within. */
export function areaLines({ cachedStats }: MarkData, target: string): string[] {
  const { area, areaUnit, mean, stdDev, min, max, modalityUnit } = cachedStats[target] ?? {}
  return lines(
    named('S', write(area, areaUnit)),
    named('TB', write(mean, modalityUnit)),
    named('ĐLC', write(stdDev, modalityUnit)),
    typeof min === 'number' && typeof max === 'number' ? `${number.format(min)} … ${number.format(max)} ${unitWord(modalityUnit)}` : null,
  )
}

/** The value at a point. */
export function probeLines({ cachedStats }: MarkData, target: string): string[] {
  const { value, modalityUnit } = cachedStats[target] ?? {}
  return Array.isArray(value) ? [value.map((part) => String(part)).join(' · ')] : lines(write(value, modalityUnit))
}
