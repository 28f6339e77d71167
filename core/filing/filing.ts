import type { CaseId, MinutesId, OrganizationId, Sha256 } from '#core/shared/ids.ts'
import type { Brand } from '#core/shared/ids.ts'

export type DestinationId = Brand<string, 'DestinationId'>
export type DeliveryId = Brand<string, 'DeliveryId'>

/**
 * How a hospital's own system takes signed minutes: IHE MHD ITI-65 or a plain transaction of DocumentReference and Binary over FHIR,
 * or HL7 v2 MDM over MLLP for systems without FHIR.
 */
export const destinationKinds = ['fhir-mhd', 'fhir-document', 'hl7-mdm'] as const
export type DestinationKind = (typeof destinationKinds)[number]

/** One system of a hospital that is sent every signed document. */
export interface Destination {
  readonly id: DestinationId
  readonly organization: OrganizationId
  readonly kind: DestinationKind
  readonly name: string
  /** FHIR: the base URL. MLLP: `mllp://host:port`. */
  readonly address: string
  /** MSH-5 and MSH-6 of the receiver; empty for FHIR. */
  readonly application: string
  readonly facility: string
  /** Whether a secret (a bearer token) is kept for it; the secret itself is never read back for a screen. */
  readonly hasSecret: boolean
  readonly active: boolean
}

/** What a document is to the receiver: new (T02), in place of an earlier one (T10), or an addendum to one (T06). */
export const documentRelations = ['original', 'replacement', 'addendum'] as const
export type DocumentRelation = (typeof documentRelations)[number]

/** Why a delivery failed; `final` ones are not tried again by themselves. */
export const deliveryFaults = ['unreachable', 'timeout', 'broken-off', 'busy', 'error-answer', 'rejected', 'not-understood', 'switched-off'] as const
export type DeliveryFault = (typeof deliveryFaults)[number]

interface DeliveryCore {
  readonly id: DeliveryId
  readonly destination: DestinationId
  readonly organization: OrganizationId
  readonly case: CaseId
  readonly minutes: MinutesId
  readonly version: number
  readonly relation: DocumentRelation
  readonly file: Sha256
  /** Stays the same over all attempts, so that a receiver can tell a repetition from a second document. */
  readonly messageId: string
  readonly attempts: number
  readonly createdAt: Date
}

export interface WaitingDelivery extends DeliveryCore {
  readonly status: 'waiting'
  readonly nextAttemptAt: Date
  readonly lastFault: DeliveryFault | null
}
export interface DeliveredDelivery extends DeliveryCore {
  readonly status: 'delivered'
  readonly deliveredAt: Date
  /** The receiver's own word: the address of the resource it made, or its acknowledgement. */
  readonly receipt: string
}
/** Given up by the platform; a person looks at it. */
export interface DeadDelivery extends DeliveryCore {
  readonly status: 'dead'
  readonly diedAt: Date
  readonly lastFault: DeliveryFault
  /** The receiver's answer, without patient data: a code or a status. */
  readonly detail: string
}
/** A person has filed it by hand, and says so. */
export interface SettledDelivery extends DeliveryCore {
  readonly status: 'settled'
  readonly settledAt: Date
  readonly note: string
}
export type Delivery = WaitingDelivery | DeliveredDelivery | DeadDelivery | SettledDelivery

const minute = 60_000

/** Pauses after each failed attempt, in milliseconds: quickly at first, a day and a half in all. */
export const retryPauses: readonly number[] = [
  5_000, 30_000, 2 * minute, 5 * minute, 15 * minute, 30 * minute, 60 * minute, 2 * 60 * minute, 4 * 60 * minute, 8 * 60 * minute, 20 * 60 * minute,
]

export interface FailedAttempt {
  readonly fault: DeliveryFault
  readonly detail: string
  readonly at: Date
}

/** What becomes of a delivery whose attempt failed: another one later, or the list of those that a person must look at. */
export function afterFailure(delivery: WaitingDelivery, { fault, detail, at }: FailedAttempt): WaitingDelivery | DeadDelivery {
  const attempts = delivery.attempts + 1
  const pause = fault === 'rejected' ? undefined : retryPauses[attempts - 1]
  if (pause !== undefined) return { ...delivery, attempts, lastFault: fault, nextAttemptAt: new Date(at.getTime() + pause) }
  const { nextAttemptAt: _, ...core } = delivery
  return { ...core, status: 'dead', attempts, diedAt: at, lastFault: fault, detail }
}

/** A delivery whose system an administrator has taken out of use: nothing is sent, and a person decides. */
export const switchedOff = ({ nextAttemptAt: _, ...core }: WaitingDelivery, at: Date): DeadDelivery => ({
  ...core, status: 'dead', diedAt: at, lastFault: 'switched-off', detail: '',
})

/** The delivery with the receiver's word for it. */
export function afterReceipt({ nextAttemptAt: _, lastFault: __, ...core }: WaitingDelivery, receipt: string, at: Date): DeliveredDelivery {
  return { ...core, status: 'delivered', attempts: core.attempts + 1, deliveredAt: at, receipt }
}

/** A dead delivery that a person sends again: a fresh start under the same message id. */
export const revived = ({ diedAt: _, detail: __, ...core }: DeadDelivery, at: Date): WaitingDelivery => ({
  ...core, status: 'waiting', attempts: 0, nextAttemptAt: at,
})

/** A dead delivery that a person has dealt with outside the platform. */
export const settledByHand = ({ diedAt: _, detail: __, lastFault: ___, ...core }: DeadDelivery, note: string, at: Date): SettledDelivery => ({
  ...core, status: 'settled', settledAt: at, note,
})
