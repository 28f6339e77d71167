import { documentOfUpdate } from '#adapters/minutes-editor/live-document.ts'
import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { LiveMinutesRepository } from '#core/minutes/live-minutes.ts'
import type { LiveDrafts } from '#core/minutes/ports.ts'
import { err, ok } from '#core/shared/result.ts'

/** Milliseconds that the document server may take; a freeze holds the case meanwhile. */
const patience = 5_000

interface LiveDraftPorts {
  readonly signalingUrl: string
  readonly tickets: Pick<JoinTickets, 'issueServiceToken'>
  readonly find: LiveMinutesRepository['find']
}

/** Reads a draft where it lives: signaling stores what is still on the way and holds the text closed; then the store has all of it. */
export const makeLiveDrafts = ({ signalingUrl, tickets, find }: LiveDraftPorts): LiveDrafts => ({
  read: async (draft) => {
    const flushed = await fetch(new URL('/internal/minutes/flush', signalingUrl), {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tickets.issueServiceToken(draft.case)}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ version: draft.version }),
      signal: AbortSignal.timeout(patience),
    }).catch(() => null)
    if (flushed === null || !flushed.ok) return err('minutes.unreachable')
    const update = await find(draft.id)
    return update === null ? ok(draft.document) : documentOfUpdate(update)
  },
})
