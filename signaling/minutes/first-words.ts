import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { CaseId } from '#core/shared/ids.ts'
import { IncomingMessage, MessageType } from '@hocuspocus/server'
import { parseDocumentName } from './live-minutes.ts'

/** The one kind of authentication message that a browser sends. */
const token = 0
const authentication: number = MessageType.Auth

/** The case whose minutes an editor's first message opens with a good ticket; null for anything else. The ticket is not spent. */
export async function caseOfFirstWords(words: Uint8Array, tickets: JoinTickets): Promise<CaseId | null> {
  const shown = readWords(words)
  const address = shown === null ? null : parseDocumentName(shown.document)
  if (shown === null || address === null) return null
  return (await tickets.caseOf('minutes', shown.ticket)) === address.case ? address.case : null
}

function readWords(words: Uint8Array): { readonly document: string; readonly ticket: string } | null {
  try {
    const message = new IncomingMessage(words)
    const document = message.readVarString()
    return message.readVarUint() === authentication && message.readVarUint() === token ? { document, ticket: message.readVarString() } : null
  } catch {
    return null
  }
}
