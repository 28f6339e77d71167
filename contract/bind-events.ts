import type { z } from 'zod'
import type { EventTable } from './define.ts'

/** The part of a socket.io client that hands over what the server tells. */
interface EventSource {
  on(event: string, listener: (...args: unknown[]) => void): unknown
  off(event: string, listener: (...args: unknown[]) => void): unknown
}

export type EventListeners<T extends EventTable> = {
  readonly [K in keyof T & string]: (payload: z.output<T[K]>) => void
}

/** Hands every row of an event table to its listener and returns what unbinds them; what is malformed goes to `onMalformed`. */
export function bindEvents<T extends EventTable>(
  source: EventSource,
  table: T,
  { onMalformed, ...listeners }: EventListeners<T> & { readonly onMalformed: (event: string) => void },
): () => void {
  const unbinders = Object.entries(table).map(([event, schema]) => {
    const listen = (listeners as Readonly<Record<string, (payload: never) => void>>)[event]
    const onEvent = (raw: unknown): void => {
      const parsed = schema.safeParse(raw)
      if (parsed.success) listen?.(parsed.data as never)
      else onMalformed(event)
    }
    source.on(event, onEvent)
    return () => source.off(event, onEvent)
  })
  return () => {
    for (const unbind of unbinders) unbind()
  }
}
