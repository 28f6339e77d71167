import type { PlainDate } from '#core/record/patient.ts'

/** The calendar date of a DATE column, which Prisma hands over as midnight UTC. */
export const fromDateColumn = (value: Date): PlainDate => value.toISOString().slice(0, 10)

/** The value for a DATE column. */
export const toDateColumn = (value: PlainDate): Date => new Date(`${value}T00:00:00.000Z`)

/** As `fromDateColumn`, for a column that may be empty. */
export const fromOptionalDate = (value: Date | null): PlainDate | null => (value === null ? null : fromDateColumn(value))

/** As `toDateColumn`, for a date that may be unknown. */
export const toOptionalDate = (value: PlainDate | null): Date | null => (value === null ? null : toDateColumn(value))
