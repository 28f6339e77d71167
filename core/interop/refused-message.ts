import type { Actor, StaffRole } from '#core/directory/actor.ts'
import type { RecordChannel } from '#core/record/incoming.ts'
import type { OrganizationId, PractitionerId, RefusedId } from '#core/shared/ids.ts'

/** Why a message could not be taken; each has its words on what to do. */
export const refusalsOfMessages = [
  'record.wrong-charset', 'record.malformed', 'record.unsupported-message', 'record.patient-without-name', 'record.too-large', 'record.failed', 'record.document-not-pdf',
  'record.ambiguous-patient', 'record.identity-mismatch', 'record.patient-without-number', 'record.same-patient', 'patient.not-found', 'refused.overtaken',
] as const
export type RefusalOfMessage = (typeof refusalsOfMessages)[number]

/** How a refused message ended: taken when tried again, sent again by its sender and taken then, put aside by a person, or past its time. */
export const refusedEnds = ['taken', 'came-again', 'set-aside', 'expired'] as const
export type RefusedEnd = (typeof refusedEnds)[number]

/** What the header of a message tells, and where it came from: nothing of a patient. */
export interface MessageHead {
  readonly channel: RecordChannel
  readonly source: string
  /** From where, and by which of our ports. */
  readonly connection: string
  /** Such as `ADT^A01`; empty where it cannot be read. */
  readonly messageType: string
  readonly controlId: string
}

export interface RefusedMessage extends MessageHead {
  readonly id: RefusedId
  readonly refusal: RefusalOfMessage
  readonly receivedAt: Date
  /** The same bytes came this often, the last time then. */
  readonly times: number
  readonly lastAt: Date
  readonly settled: { readonly as: RefusedEnd; readonly at: Date; readonly by: PractitionerId | null; readonly note: string | null } | null
}

/** Messages of one hospital that could not be taken. */
export interface RefusedRepository {
  /** When the last one came, with others kept from coming until the transaction ends; null before the first. */
  lastCame(): Promise<Date | null>
  /** Keeps a message; one that lies there unsettled is counted instead. */
  keep(message: { readonly head: MessageHead; readonly refusal: RefusalOfMessage; readonly content: Uint8Array; readonly at: Date }): Promise<void>
  /** The same bytes were taken now that their sender sent them again. */
  tookAfterAll(content: Uint8Array, at: Date): Promise<void>
  /** Unsettled ones, the longest waiting first, or settled ones, the latest first. */
  list(settled: boolean, limit: number): Promise<readonly RefusedMessage[]>
  count(): Promise<number>
  find(id: RefusedId): Promise<RefusedMessage | null>
  /** Finds and holds the message against others who would deal with it. */
  findForChange(id: RefusedId): Promise<RefusedMessage | null>
  /** What came, byte for byte; null once it is settled. */
  content(id: RefusedId): Promise<Uint8Array | null>
  /** Ends it and lets go of what it says. */
  settle(id: RefusedId, end: NonNullable<RefusedMessage['settled']>): Promise<void>
  /** Tried again and refused for this. */
  stillRefused(id: RefusedId, refusal: RefusalOfMessage): Promise<void>
}

/** A message that nobody dealt with loses its content after this many days; its line stays. */
export const keptDays = 30

/** Administrators and coordinators look after what does not come in; they see headers and reasons, and nothing of a patient. */
export const keepersOfRefused = ['admin', 'coordinator'] as const satisfies readonly StaffRole[]

/** Whether the actor looks after what does not come in. */
export const mayDealWithRefused = (actor: Actor): boolean => keepersOfRefused.some((role) => actor.roles.includes(role))

/** A refused message of every hospital that waited too long. */
export interface PastMessage {
  readonly message: RefusedId
  readonly organization: OrganizationId
}
