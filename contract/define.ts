import type { Result } from '#core/shared/result.ts'
import type { z } from 'zod'

/** Bumped whenever an older client could misread a message; compared in the handshake. */
export const protocolVersion = 2

/** One row of a wire table: what is asked, what is answered, and every way it may be declined. */
export interface RequestDefinition {
  readonly input: z.ZodType
  readonly output: z.ZodType
  readonly refusals: readonly string[]
}
export type RequestTable = Readonly<Record<string, RequestDefinition>>

/** Messages that want no answer, named by what has happened. */
export type EventTable = Readonly<Record<string, z.ZodType>>

/** Faults of the wire itself, possible for every request. */
export const wireRefusals = ['wire.malformed', 'wire.failed', 'wire.unavailable', 'wire.timeout', 'wire.disconnected', 'wire.too-fast', 'wire.not-for-guests'] as const
export type WireRefusal = (typeof wireRefusals)[number]

export type InputOf<D extends RequestDefinition> = z.input<D['input']>
export type OutputOf<D extends RequestDefinition> = z.output<D['output']>
export type RefusalsOf<D extends RequestDefinition> = D['refusals'][number]
export type AnswerOf<D extends RequestDefinition> = Result<OutputOf<D>, RefusalsOf<D> | WireRefusal>

/** Declares a request; `const` keeps its refusal codes literal. */
export const request = <const D extends RequestDefinition>(definition: D): D => definition

/** The socket.io map of an event table. */
export type PushEvents<T extends EventTable> = {
  [K in keyof T & string]: (payload: z.output<T[K]>) => void
}

/** What the process behind a request table must provide: one handler a row, no more and no fewer. */
export type HandlersOf<T extends RequestTable> = {
  readonly [K in keyof T & string]: (
    input: z.output<T[K]['input']>,
  ) => Promise<Result<OutputOf<T[K]>, RefusalsOf<T[K]>>>
}
