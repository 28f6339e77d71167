import type { JoinTickets } from '#adapters/join-ticket/join-ticket.ts'
import { isChange } from '#adapters/minutes-editor/live-document.ts'
import type { Logger } from '#adapters/observability/logger.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { CaseId, MinutesId } from '#core/shared/ids.ts'
import { Hocuspocus, type Document } from '@hocuspocus/server'
import { messageYjsSyncStep1 } from 'y-protocols/sync'
import { applyUpdate, encodeStateAsUpdate, snapshot, snapshotContainsUpdate } from 'yjs'
import {
  documentName, makeLoadLiveMinutes, makeOpenLiveMinutes, makeRecordChange, makeSaveLiveMinutes, parseDocumentName,
  type LiveMinutesPorts, type MinutesAddress,
} from './live-minutes.ts'

/** What one browser may tell the others that have the minutes open: to look again. */
const words = new Set(['remarks-changed', 'minutes-frozen'])

interface DocumentServerOptions {
  readonly tickets: JoinTickets
  readonly ports: LiveMinutesPorts
  readonly log: Logger
  /** How long writing stays closed after a flush, in milliseconds, so that nothing slips in before the freeze. */
  readonly sealFor?: number
}

/** Who has a document open. */
export interface Opened {
  readonly actor: Actor
  readonly address: MinutesAddress
  readonly minutes: MinutesId
  readonly mayWrite: boolean
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
export class DocumentServer {
  readonly hub: Hocuspocus<Opened>
  readonly #tickets: JoinTickets
  readonly #open: ReturnType<typeof makeOpenLiveMinutes>
  readonly #load: ReturnType<typeof makeLoadLiveMinutes>
  readonly #record: ReturnType<typeof makeRecordChange>
  readonly #save: ReturnType<typeof makeSaveLiveMinutes>
  readonly #log: Logger
  readonly #sealFor: number
  /** Closed for writing, until the timer runs out. */
  readonly #sealed = new Map<string, NodeJS.Timeout>()
  /** On whose behalf a document is stored, also after they have gone. */
  readonly #lastWriter = new Map<string, Opened>()
  #closed = false

  constructor({ tickets, ports, log, sealFor = 5_000 }: DocumentServerOptions) {
    this.#tickets = tickets
    this.#open = makeOpenLiveMinutes(ports)
    this.#load = makeLoadLiveMinutes(ports)
    this.#record = makeRecordChange(ports)
    this.#save = makeSaveLiveMinutes(ports)
    this.#log = log
    this.#sealFor = sealFor
    this.hub = new Hocuspocus<Opened>({
      quiet: true,
      debounce: 800,
      maxDebounce: 4_000,
      onAuthenticate: async ({ token, documentName: name, connectionConfig }) => {
        const opened = await this.#admit(token, name)
        connectionConfig.readOnly = !opened.mayWrite || this.#sealed.has(name)
        if (opened.mayWrite) this.#lastWriter.set(name, opened)
        return opened
      },
      onLoadDocument: async ({ document, context }) => applyUpdate(document, await this.#load(context.actor, context.address)),
      beforeSync: async ({ type, payload, connection, context, document }) => {
        if (type === messageYjsSyncStep1 || connection.readOnly || snapshotContainsUpdate(snapshot(document), payload)) return
        await this.#keep(context, payload)
      },
      // A word to the others' screens that something beside the text has changed; never any content.
      onStateless: async ({ payload, document }) => {
        if (words.has(payload)) document.broadcastStateless(payload)
      },
      onStoreDocument: ({ document }) => this.#storeOrKeep(document),
      afterUnloadDocument: async ({ documentName: name }) => void this.#lastWriter.delete(name),
    })
  }

  /** The cases whose minutes somebody has open here. */
  get cases(): readonly CaseId[] {
    return [...this.hub.documents.keys()].flatMap((name) => parseDocumentName(name)?.case ?? [])
  }

  /** Stores what was typed and keeps writing closed for a while, so that nothing slips in before a freeze. */
  async flush(address: MinutesAddress): Promise<void> {
    const name = documentName(address)
    this.#seal(name)
    const document = this.hub.documents.get(name)
    if (document === undefined) return
    await Promise.all(document.getConnections().map((connection) => connection.waitForPendingMessages()))
    for (const connection of document.getConnections()) connection.readOnly = true
    await this.#store(document)
  }

  /** Hangs up on everybody who writes a case's minutes, which another process has now. */
  giveUp(one: CaseId): void {
    for (const name of this.hub.documents.keys()) if (parseDocumentName(name)?.case === one) this.hub.closeConnections(name)
  }

  /** Stores what is not stored yet and hangs up. */
  async close(): Promise<void> {
    for (const timer of this.#sealed.values()) clearTimeout(timer)
    this.hub.closeConnections()
    await Promise.all([...this.hub.documents.values()].map((document) => this.#storeOrKeep(document).catch(() => undefined)))
    // What the library still has on a timer is stored now, and the database is about to close.
    this.#closed = true
  }

  async #admit(token: string, name: string): Promise<Opened> {
    const address = parseDocumentName(name)
    const ticket = await this.#tickets.spendMinutesTicket(token)
    if (typeof ticket === 'string') throw new Denied(`handshake.ticket-${ticket}`)
    if (address === null || ticket.case !== address.case) throw new Denied('minutes.not-found')
    const answer = await this.#open(ticket.actor, address)
    if (!answer.ok) throw new Denied(answer.error)
    const { id, mayWrite } = answer.value
    return { actor: ticket.actor, address, minutes: id, mayWrite }
  }

  /** Records a change before the library applies and acknowledges it, so that a killed server loses nothing acknowledged. */
  async #keep({ actor, minutes }: Opened, update: Uint8Array): Promise<void> {
    if (!isChange(update)) throw new Denied('minutes.change-malformed')
    let kept: boolean
    try {
      kept = await this.#record(actor, minutes, update)
    } catch (cause) {
      this.#log.error('minutes.record-failed', { cause })
      throw new Denied('minutes.record-failed')
    }
    // The writer's connection closes; coming back, they are told that they read.
    if (!kept) throw new Denied('minutes.frozen')
  }

  #seal(name: string): void {
    clearTimeout(this.#sealed.get(name))
    const reopen = (): void => {
      this.#sealed.delete(name)
      // Everyone comes back by themselves, is asked again who they are, and brings what was typed meanwhile.
      this.hub.closeConnections(name)
    }
    this.#sealed.set(name, setTimeout(reopen, this.#sealFor).unref())
  }

  async #store(document: Document): Promise<void> {
    const writer = this.#lastWriter.get(document.name)
    if (writer === undefined || this.#closed) return
    const stored = await this.#save(writer.actor, writer.minutes, encodeStateAsUpdate(document))
    // Frozen meanwhile: whoever comes back reads.
    if (!stored) this.hub.closeConnections(document.name)
  }

  async #storeOrKeep(document: Document): Promise<void> {
    try {
      await this.#store(document)
    } catch (cause) {
      this.#log.error('minutes.store-failed', { cause })
      // Thrown on, so that the library keeps the document in memory and stores it with the next change.
      throw new Denied('minutes.store-failed')
    }
  }
}
