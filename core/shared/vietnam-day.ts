/** The day in Vietnam at a moment, as `2026-11-23`: seven hours ahead of UTC all year, whatever the server's or the reader's zone is. */
export const vietnamDay = (at: Date): string => new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
