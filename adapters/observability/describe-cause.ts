/** An error as a log may show it. */
export interface DescribedCause {
  readonly type: string
  readonly code?: string
  readonly message?: string
  readonly frames?: readonly string[]
  readonly cause?: DescribedCause
}

const framesShown = 12

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** Errors of the operating system name a call and an address, never data. */
const isSystemError = (error: Error): boolean => 'syscall' in error

/** Only the frames: the first lines of a stack repeat the message. */
function framesOf(stack: string): readonly string[] {
  return stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, framesShown)
}

/**
 * Describes what was thrown by its type, code and stack frames. Its message is left out unless asked for: database and
 * validation libraries quote the offending values in it, and those may be a patient's.
 */
export function describeCause(cause: unknown, withMessage: boolean): DescribedCause {
  if (!(cause instanceof Error)) return { type: typeof cause }
  const code = codeOf(cause)
  return {
    type: cause.name,
    ...(code === undefined ? {} : { code }),
    ...(withMessage || isSystemError(cause) ? { message: cause.message } : {}),
    ...(cause.stack === undefined ? {} : { frames: framesOf(cause.stack) }),
    ...(cause.cause === undefined ? {} : { cause: describeCause(cause.cause, withMessage) }),
  }
}
