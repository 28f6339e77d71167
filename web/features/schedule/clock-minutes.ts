const two = (value: number): string => String(value).padStart(2, '0')
const dayMinutes = 24 * 60

/** Minutes after midnight written as `HH:mm`. */
export const writtenMinutes = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

/** Where sessions begin when they are dropped. */
const snap = 15

/** The quarter of an hour nearest to a place in the day, within the day. */
export const snapped = (minutes: number): number => Math.min(dayMinutes - snap, Math.max(0, Math.round(minutes / snap) * snap))
