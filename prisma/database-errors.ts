/** What PostgreSQL said, wherever the client has put it. */
interface DatabaseFault {
  readonly sqlState: string | undefined
  /** What the driver says where PostgreSQL could not be asked. */
  readonly kind: string | undefined
  readonly constraint: string | undefined
}

const serializationFailure = '40001'
const deadlockDetected = '40P01'
const uniqueViolation = '23505'
const exclusionViolation = '23P01'

/** Prisma's own names of the same faults, where it hides PostgreSQL's. */
const sqlStateOfPrisma: Readonly<Record<string, string>> = { P2034: serializationFailure, P2002: uniqueViolation }

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Reads PostgreSQL's code and constraint out of an error of the generated client or of the driver. */
export function faultOf(error: unknown): DatabaseFault {
  const cause = field(field(field(error, 'meta'), 'driverAdapterError'), 'cause') ?? field(error, 'cause') ?? error
  const code = text(field(error, 'code'))
  const constraint = field(cause, 'constraint')
  const fields = field(constraint, 'fields')
  return {
    sqlState: text(field(cause, 'originalCode')) ?? (code === undefined ? undefined : (sqlStateOfPrisma[code] ?? code)),
    kind: text(field(cause, 'kind')),
    constraint: text(field(constraint, 'index')) ?? text(constraint) ?? (Array.isArray(fields) ? fields.join(',') : undefined),
  }
}

/** Whether the same work may end well when it is started again: another transaction was in the way, or wrote or reserved the same first, which the work then finds and says. */
export const isWorthRetrying = (error: unknown): boolean => {
  const { sqlState } = faultOf(error)
  return [serializationFailure, deadlockDetected, exclusionViolation, uniqueViolation].includes(sqlState ?? '')
}

/** Something that can only be once is there already. */
export class AlreadyThere extends Error {
  override readonly name = 'AlreadyThere'
  readonly constraint: string
  constructor(constraint: string, cause: unknown) {
    super(`already there: ${constraint}`, { cause })
    this.constraint = constraint
  }
}

/** The error as the program knows it: a violated uniqueness by its constraint's name, everything else as it came. */
export function translated(error: unknown): unknown {
  const { sqlState, constraint } = faultOf(error)
  return sqlState === uniqueViolation ? new AlreadyThere(constraint ?? 'unknown', error) : error
}
