import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { MinutesId } from '#core/shared/ids.ts'
import { Hocuspocus, type Document } from '@hocuspocus/server'
import { applyUpdate, encodeStateAsUpdate } from 'yjs'
import {
  documentName, makeOpenLiveMinutes, makeSaveLiveMinutes, parseDocumentName, type LiveMinutesPorts, type MinutesAddress,
} from './live-minutes.ts'

interface DocumentServerOptions {
  readonly tickets: JoinTickets
  readonly ports: LiveMinutesPorts
  readonly log: Logger
  /** How long writing stays closed after a flush, in milliseconds, so that nothing slips in before the freeze. */
  readonly sealFor?: number
}

/** Who has a document open, and the state it starts from. */
interface Opened {
  readonly actor: Actor
  readonly minutes: MinutesId
  readonly mayWrite: boolean
  readonly state: Uint8Array
}

/** A refusal without a message, since the library prints messages; the browser receives the reason. */
class Denied extends Error {
  readonly reason: string
  constructor(reason: string) {
    super('')
    this.reason = reason
  }
}

/** The minutes as several people write them at once. */
export function makeDocumentServer({ tickets, ports, log, sealFor = 5_000 }: DocumentServerOptions) {
  const open = makeOpenLiveMinutes(ports)
  const save = makeSaveLiveMinutes(ports)
  const sealed = new Map<string, NodeJS.Timeout>()

  const store = async (document: Document, { actor, minutes, mayWrite }: Opened): Promise<void> => {
    if (!mayWrite) return
    const stored = await save(actor, minutes, encodeStateAsUpdate(document))
    // Frozen meanwhile: whoever comes back reads.
    if (!stored) server.closeConnections(document.name)
  }

  const server = new Hocuspocus<Opened>({
    quiet: true,
    debounce: 800,
    maxDebounce: 4_000,
    async onAuthenticate({ token, documentName: name, connectionConfig }) {
      const address = parseDocumentName(name)
      const ticket = await tickets.spendMinutesTicket(token)
      if (typeof ticket === 'string') throw new Denied(`handshake.ticket-${ticket}`)
      if (address === null || ticket.case !== address.case) throw new Denied('minutes.not-found')
      const answer = await open(ticket.actor, address)
      if (!answer.ok) throw new Denied(answer.error)
      const { id, mayWrite, state } = answer.value
      connectionConfig.readOnly = !mayWrite || sealed.has(name)
      return { actor: ticket.actor, minutes: id, mayWrite, state }
    },
    async onLoadDocument({ document, context }) {
      applyUpdate(document, context.state)
    },
    async onStoreDocument({ document, lastContext }) {
      await store(document, lastContext as Opened).catch((cause: unknown) => {
        log.error('minutes.store-failed', { cause })
        // Kept in memory by the library, and stored with the next change.
        throw new Denied('minutes.store-failed')
      })
    },
  })

  const writersOf = (document: Document) => document.getConnections().filter(({ context }) => (context as Opened).mayWrite)

  /** Closes writing for a while. */
  const seal = (name: string): void => {
    clearTimeout(sealed.get(name))
    const reopen = (): void => {
      sealed.delete(name)
      // Everyone comes back by themselves, is asked again who they are, and brings what was typed meanwhile.
      server.closeConnections(name)
    }
    sealed.set(name, setTimeout(reopen, sealFor).unref())
  }

  const flush = async (address: MinutesAddress): Promise<void> => {
    const name = documentName(address)
    seal(name)
    const document = server.documents.get(name)
    const writers = document === undefined ? [] : writersOf(document)
    await Promise.all(writers.map((writer) => writer.waitForPendingMessages()))
    for (const writer of writers) writer.readOnly = true
    const [writer] = writers
    if (document !== undefined && writer !== undefined) await store(document, writer.context as Opened)
  }

  return {
    server,
    flush,
    /** Stores what is not stored yet and hangs up. */
    close: async (): Promise<void> => {
      for (const timer of sealed.values()) clearTimeout(timer)
      await Promise.all(
        [...server.documents.values()].map(async (document) => {
          const [writer] = writersOf(document)
          if (writer !== undefined) await store(document, writer.context as Opened)
        }),
      )
      server.closeConnections()
    },
  }
}

export type DocumentServer = ReturnType<typeof makeDocumentServer>
