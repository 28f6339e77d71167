const usual = [30, 45, 60, 90, 120, 180]

/** The lengths that are offered, in minutes, with the one that is chosen. */
export const durations = (chosen: number): readonly number[] => [...new Set([...usual, chosen])].toSorted((a, b) => a - b)
