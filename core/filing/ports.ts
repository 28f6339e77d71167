import type { MinutesForm } from '#core/minutes/form.ts'
import type { MinutesDocument } from '#core/minutes/document.ts'
import type { MinutesRepositories } from '#core/minutes/ports.ts'
import type { CaseId, MinutesId, OrganizationId, Sha256 } from '#core/shared/ids.ts'
import type { Delivery, DeliveryFault, DeliveryId, Destination, DestinationId, DocumentRelation } from './filing.ts'

/** Destinations and deliveries of one hospital. */
export interface FilingRepository {
  destinations(): Promise<readonly Destination[]>
  saveDestination(destination: Destination, secret: string | null): Promise<void>
  /** The bearer token of a destination; for sending only. */
  secretOf(destination: DestinationId): Promise<string | null>
  /** Keeps the first of two deliveries of the same version and relation to the same destination. */
  add(delivery: Delivery): Promise<void>
  find(id: DeliveryId): Promise<Delivery | null>
  /** Finds and holds the delivery against other senders until the transaction ends. */
  findForChange(id: DeliveryId): Promise<Delivery | null>
  save(delivery: Delivery): Promise<void>
  /** Dead first, then waiting, then the newest. */
  list(limit: number): Promise<readonly DeliveryLine[]>
}

export interface DeliveryLine {
  readonly delivery: Delivery
  readonly destinationName: string
  readonly caseCode: string
}

/** The signed document, as it is handed to a hospital's system. */
export interface OutgoingDocument {
  readonly messageId: string
  readonly relation: DocumentRelation
  readonly minutes: MinutesId
  readonly version: number
  readonly amends: MinutesId | null
  readonly form: MinutesForm
  readonly document: MinutesDocument
  readonly frozenAt: Date
  readonly signedAt: Date
  /** The hospital's own number of the patient, where it is the patient's hospital. */
  readonly hospitalNumber: string | null
  readonly pdf: Uint8Array
  readonly sha256: Sha256
}

/** The receiver's word, or why there is none; `detail` is a code or a status, never a text that could name a patient. */
export type Dispatch =
  | { readonly delivered: true; readonly receipt: string }
  | { readonly delivered: false; readonly fault: DeliveryFault; readonly detail: string }

/** Hands a document to a system outside; a receipt is that system's own word that it has it. */
export interface Dispatcher {
  send(destination: Destination & { readonly secret: string | null }, document: OutgoingDocument): Promise<Dispatch>
}

/** Runs the platform's work on one case in the scope of one hospital of it. */
export type AtomicallyForParty = <T>(caseId: CaseId, organization: OrganizationId, work: (repositories: FilingRepositories) => Promise<T>) => Promise<T>

export interface FilingRepositories extends MinutesRepositories {
  readonly filing: FilingRepository
}
