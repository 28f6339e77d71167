import type { Outcome, StreamName, Write } from './history.ts'

/** How long one write may go unanswered, in milliseconds. */
export const writeWithinMs = 10_000

/** What came of an attempt; `told` is the code that declined it. */
export interface Told {
  readonly outcome: Outcome
  readonly told?: string
}

export type Attempt = Pick<Write, 'key' | 'value'> & { readonly make: () => Promise<Told> }

/** What a stream needs to write; opened again whenever it has broken. */
export interface Stream {
  readonly name: StreamName
  /** Pause between two writes, in milliseconds, where it is another than the usual. */
  readonly everyMs?: number
  /** The next write, or null where there is nothing to write yet. */
  readonly next: () => Promise<Attempt | null>
  readonly close?: () => void
}

/** After these nobody knows whether it was done; every other code says that it was not. */
const open = new Set(['portal.failed', 'outage.unreachable', 'wire.failed', 'wire.unavailable', 'wire.timeout', 'wire.disconnected', 'gateway.unavailable'])

/** A refusal as the history keeps it. */
export const declined = (code: string): Told => ({ outcome: open.has(code) ? 'unknown' : 'refused', told: code })

/** What an action's answer comes to. */
export const toldBy = (answer: { readonly ok: true } | { readonly ok: false; readonly code: string }): Told => (answer.ok ? { outcome: 'acknowledged' } : declined(answer.code))
