import { faultOf } from './database-errors.ts'

/** Why nothing could be read or written, though what was asked may well be right: somebody does not answer, nothing may be written, or no room is left. */
export type Outage = 'unreachable' | 'read-only' | 'disk-full'

/** PostgreSQL's codes, the generated client's and the operating system's. */
const outages: Readonly<Record<string, Outage>> = {
  '25006': 'read-only', EROFS: 'read-only',
  '53100': 'disk-full', ENOSPC: 'disk-full', EDQUOT: 'disk-full',
  '53200': 'unreachable', '53300': 'unreachable', '57P01': 'unreachable', '57P02': 'unreachable', '57P03': 'unreachable', '58030': 'unreachable',
  '08000': 'unreachable', '08003': 'unreachable', '08006': 'unreachable',
  P1001: 'unreachable', P1002: 'unreachable', P1008: 'unreachable', P1017: 'unreachable', P2024: 'unreachable', P2028: 'unreachable', P2037: 'unreachable',
  ECONNREFUSED: 'unreachable', ECONNRESET: 'unreachable', EPIPE: 'unreachable', ETIMEDOUT: 'unreachable',
}

/** A raw query says by this alone that it never reached PostgreSQL. */
const driverOutages: Readonly<Record<string, Outage>> = {
  DatabaseNotReachable: 'unreachable', ConnectionClosed: 'unreachable', SocketTimeout: 'unreachable', TooManyConnections: 'unreachable',
}

/** The driver gives no code for a connection that ends under a query. */
const brokenConnection = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed)/
const deepest = 6

/** What kind of outage an error tells of, in itself or in what caused it; null where it tells of none. */
export function outageOf(error: unknown): Outage | null {
  let cause = error
  for (let depth = 0; depth < deepest && cause instanceof Error; depth += 1) {
    const { sqlState, kind } = faultOf(cause)
    const found = outages[sqlState ?? ''] ?? driverOutages[kind ?? ''] ?? (brokenConnection.test(cause.message) ? 'unreachable' : undefined)
    if (found !== undefined) return found
    cause = cause.cause
  }
  return null
}
