import { err, ok } from '#core/shared/result.ts'
import { isStorable } from '#core/shared/storable.ts'
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

interface Binding<T extends RequestTable> {
  readonly handlers: HandlersOf<T>
  /** Told of a handler that threw. */
  readonly onFailure: (event: string, cause: unknown) => void
  /** What the asker then hears: `wire.failed`, unless the process knows it for an outage. */
  readonly failureOf?: (cause: unknown) => 'wire.failed' | 'wire.unavailable'
  /** Whether this asker may ask at all; left out, every row is open to them. */
  readonly may?: (event: keyof T & string, input: unknown) => boolean
}

type Acknowledge = (answer: unknown) => void
const isAcknowledgement = (value: unknown): value is Acknowledge => typeof value === 'function'

/** A binding as the listeners of its table find it, whatever the table. */
type Bound = Required<Pick<Binding<RequestTable>, 'onFailure' | 'failureOf' | 'may'>> & { readonly handlers: Readonly<Record<string, (input: never) => Promise<unknown>>> }

type Listener = (this: RequestSource, ...args: unknown[]) => void

/** What one table needs once, however many sockets it is bound to: a thousand sockets with listeners of their own weigh tens of megabytes. */
interface TableListeners {
  readonly listeners: ReadonlyMap<string, Listener>
  readonly bound: WeakMap<RequestSource, Bound>
}

const known = new WeakMap<RequestTable, TableListeners>()

function listenersOf(table: RequestTable): TableListeners {
  const made = known.get(table)
  if (made !== undefined) return made
  const bound = new WeakMap<RequestSource, Bound>()
  const listeners = new Map(Object.entries(table).map(([event, definition]): [string, Listener] => [event, function listen(input, acknowledge) {
    const binding = bound.get(this)
    if (binding === undefined || !isAcknowledgement(acknowledge)) return
    const parsed = definition.input.safeParse(input)
    if (!parsed.success || !isStorable(parsed.data)) {
      acknowledge(err('wire.malformed'))
      return
    }
    if (!binding.may(event, parsed.data)) {
      acknowledge(err('wire.not-for-guests'))
      return
    }
    const handler = binding.handlers[event]
    if (handler === undefined) return
    handler(parsed.data as never).then(acknowledge, (cause: unknown) => {
      binding.onFailure(event, cause)
      acknowledge(err(binding.failureOf(cause)))
    })
  }]))
  const fresh = { listeners, bound }
  known.set(table, fresh)
  return fresh
}

/**
 * Binds every row of a request table to its handler and returns the function that unbinds them; a socket has one binding of a table.
 * Malformed input never reaches a handler; a handler that throws is reported and answered by what `failureOf` says of it.
 */
export function bindRequests<T extends RequestTable>(socket: RequestSource, table: T, { handlers, onFailure, failureOf = () => 'wire.failed', may = () => true }: Binding<T>): () => void {
  const { listeners, bound } = listenersOf(table)
  bound.set(socket, { handlers, onFailure, failureOf, may })
  for (const [event, listener] of listeners) socket.on(event, listener)
  return () => {
    bound.delete(socket)
    for (const [event, listener] of listeners) socket.off(event, listener)
  }
}

interface Line<T extends RequestTable> {
  readonly socket: RequestTarget
  readonly table: T
  /** Milliseconds after which an answer is no longer waited for. */
  readonly timeoutMs?: number
}

/** Asks one request, parses the answer, and never waits longer than the line's patience. */
export async function ask<T extends RequestTable, K extends keyof T & string>(
  { socket, table, timeoutMs = 8_000 }: Line<T>,
  event: K,
  input: InputOf<T[K]>,
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
  return err(String(answer.error))
}
