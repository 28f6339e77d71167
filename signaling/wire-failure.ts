import { outageOf } from '#prisma/outage.ts'

/** What a browser hears of something thrown: that the database is out for the moment, or that we failed. */
export const wireFailureOf = (cause: unknown): 'wire.failed' | 'wire.unavailable' => (outageOf(cause) === null ? 'wire.failed' : 'wire.unavailable')
