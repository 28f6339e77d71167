import type { Brand } from '#core/shared/ids.ts'
import { destination, pino, type Logger as PinoLogger } from 'pino'
import { describeCause } from './describe-cause.ts'

type Id = Brand<string, string>
/** A code that is written in the source, such as `case.not-found`: text that was read at run time does not compile. */
type Code = Lowercase<`${string}.${string}`>
type Word = Lowercase<string>

/**
 * Everything that a log line may carry: ids, codes, words of the source, and numbers. The type is closed, and no field
 * takes a plain string, so that a patient's name, a diagnosis or a chat message cannot compile into a line.
 */
export interface LogFields {
  readonly organizationId?: Id
  readonly practitionerId?: Id
  readonly caseId?: Id
  readonly sessionId?: Id
  readonly minutesId?: Id
  readonly snapshotId?: Id
  readonly noticeId?: Id
  readonly fileId?: Id
  readonly roomId?: Id
  readonly peerId?: Id
  readonly seatId?: Id
  readonly transportId?: Id
  readonly producerId?: Id
  readonly consumerId?: Id
  readonly request?: Code
  readonly refusal?: Code
  readonly task?: Word
  readonly kind?: Word
  readonly state?: Word
  readonly reason?: Word
  readonly count?: number
  readonly attempt?: number
  readonly bytes?: number
  readonly durationMs?: number
  readonly port?: number
  readonly pid?: number
  readonly exitCode?: number
  readonly status?: number
  /** What was thrown; written as its type, code and stack frames, without its message. */
  readonly cause?: unknown
}

/** A logger of transitions: `log.info('room.opened', { roomId })`. */
export interface Logger {
  debug(event: Code, fields?: LogFields): void
  info(event: Code, fields?: LogFields): void
  warn(event: Code, fields?: LogFields): void
  error(event: Code, fields?: LogFields): void
  /** A logger that adds these fields to every line. */
  with(fields: LogFields): Logger
}

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

function lineOf({ cause, ...rest }: LogFields, withMessages: boolean): object {
  return cause === undefined ? rest : { ...rest, cause: describeCause(cause, withMessages) }
}

function wrap(sink: PinoLogger, withMessages: boolean): Logger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (event: Code, fields: LogFields = {}): void =>
      sink[level](lineOf(fields, withMessages), event)
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    with: (fields) => wrap(sink.child(lineOf(fields, withMessages)), withMessages),
  }
}

interface LoggerOptions {
  readonly component: Word
  readonly level: LogLevel
  /** Receives the JSON lines; standard output unless a test listens. */
  readonly write?: (line: string) => void
}

/** Makes a process's logger: one JSON object a line on standard output. Messages of errors appear at level `debug` only. */
export function createLogger({ component, level, write }: LoggerOptions): Logger {
  const sink = pino(
    {
      level,
      base: { component },
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'event',
      formatters: { level: (label) => ({ level: label }) },
    },
    // Synchronous, so that the last lines before an exit are not lost.
    write ? { write } : destination({ sync: true }),
  )
  return wrap(sink, level === 'debug')
}
