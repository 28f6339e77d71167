import { documentOfUpdate } from '#adapters/minutes-editor/live-document.ts'
import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { LiveDrafts } from '#core/minutes/ports.ts'
import { err } from '#core/shared/result.ts'

/** Milliseconds that the document server may take; a freeze holds the case meanwhile. */
const patience = 5_000

/** Reads a draft where it lives: signaling stores what is still on the way, holds the text closed, and hands it over. */
export const makeLiveDrafts = (signalingUrl: string, tickets: Pick<JoinTickets, 'issueServiceToken'>): LiveDrafts => ({
  read: async (draft) => {
    const answer = await fetch(new URL('/internal/minutes/seal', signalingUrl), {
      method: 'POST',
      headers: { Authorization: `Bearer ${await tickets.issueServiceToken(draft.case)}` },
      signal: AbortSignal.timeout(patience),
    }).catch(() => null)
    if (answer === null || !answer.ok) return err('minutes.unreachable')
    return documentOfUpdate(new Uint8Array(await answer.arrayBuffer()))
  },
})
