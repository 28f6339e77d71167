import { documentOfUpdate, stateAfter } from '#adapters/minutes-editor/live-document.ts'
import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { LiveDrafts } from '#core/minutes/ports.ts'
import { err, ok } from '#core/shared/result.ts'

/** Milliseconds that the document server may take; a freeze holds the case meanwhile. */
const patience = 5_000

interface LiveDraftPorts {
  readonly signalingUrl: string
  readonly tickets: Pick<JoinTickets, 'issueServiceToken'>
}

/** Asks signaling, where drafts are written, to take in what is on the way; then the store has all of it. */
export const makeLiveDrafts = ({ signalingUrl, tickets }: LiveDraftPorts): LiveDrafts => ({
  settle: async (draft) => {
    const flushed = await fetch(new URL('/internal/minutes/flush', signalingUrl), {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tickets.issueServiceToken(draft.case)}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ version: draft.version }),
      signal: AbortSignal.timeout(patience),
    }).catch(() => null)
    return flushed?.ok === true ? ok(null) : err('minutes.unreachable')
  },
  read: (state, changes) => documentOfUpdate(stateAfter(state, changes.map(({ update }) => update))),
})
