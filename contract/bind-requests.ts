import { err, ok } from '#core/shared/result.ts'
import type { AnswerOf, HandlersOf, InputOf, RequestTable } from './define.ts'

/** The part of a socket.io socket that receives requests. */
interface RequestSource {
  on(event: string, listener: (...args: unknown[]) => void): unknown
  off(event: string, listener: (...args: unknown[]) => void): unknown
}

/** The part of a socket.io socket that sends requests. */
export interface RequestTarget {
  readonly connected: boolean
  timeout(milliseconds: number): { emitWithAck(event: string, ...args: unknown[]): Promise<unknown> }
}

/**
 * Binds every row of a request table to its handler and returns the function that unbinds them.
 * Malformed input never reaches a handler; a handler that throws is reported to `onFailure` and answered `wire.failed`.
 */
export function bindRequests<T extends RequestTable>(
  socket: RequestSource,
  table: T,
  handlers: HandlersOf<T>,
  onFailure: (event: string, cause: unknown) => void,
): () => void {
  const unbinders = Object.entries(table).map(([event, definition]) => {
    const listener = (input: unknown, acknowledge: unknown): void => {
      if (typeof acknowledge !== 'function') return
      const parsed = definition.input.safeParse(input)
      if (!parsed.success) {
        acknowledge(err('wire.malformed'))
        return
      }
      const handler = handlers[event as keyof T & string]
      handler(parsed.data as never).then(
        (answer) => acknowledge(answer),
        (cause: unknown) => {
          onFailure(event, cause)
          acknowledge(err('wire.failed'))
        },
      )
    }
    socket.on(event, listener)
    return () => socket.off(event, listener)
  })
  return () => unbinders.forEach((unbind) => unbind())
}

/** Asks one request, parses the answer, and never waits longer than `timeoutMs` milliseconds. */
export async function ask<T extends RequestTable, K extends keyof T & string>(
  socket: RequestTarget,
  table: T,
  event: K,
  input: InputOf<T[K]>,
  timeoutMs = 8_000,
): Promise<AnswerOf<T[K]>> {
  if (!socket.connected) return err('wire.disconnected')
  const definition = table[event]
  if (!definition) throw new Error(`no such request: ${event}`)
  let raw: unknown
  try {
    raw = await socket.timeout(timeoutMs).emitWithAck(event, input)
  } catch {
    return err('wire.timeout')
  }
  const answer = raw as { ok?: unknown; value?: unknown; error?: unknown }
  if (answer.ok === true) return ok(definition.output.parse(answer.value)) as AnswerOf<T[K]>
  return err(String(answer.error)) as AnswerOf<T[K]>
}
