import type { NoticeKind } from '#core/case/notice.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { Meeting } from '#core/meeting/meeting.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { Brand, CaseId, NewId, NoticeId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { Appointment, Occasion } from './occasion.ts'
import type { Channel, NotifyPreference } from './preference.ts'

export type SubscriptionId = Brand<string, 'SubscriptionId'>
export type DeliveryNoteId = Brand<string, 'DeliveryNoteId'>

/** A browser that a person allowed to be woken: where its push service takes messages, and the keys that only this browser can open. */
export interface PushSubscription {
  readonly id: SubscriptionId
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
  /** "Chrome · Windows", for the person who looks at the list. */
  readonly device: string
  readonly addedAt: Date
}

/** One message to one person by one way, and what became of it; never what it said. */
export interface DeliveryNote {
  readonly id: DeliveryNoteId
  readonly practitioner: PractitionerId
  readonly channel: Channel
  readonly about: { readonly notice: NoticeId } | { readonly ring: CaseId }
  readonly sentAt: Date
  /** False where the service or the mail server refused it. */
  readonly accepted: boolean
  /** When the person's browser showed it. */
  readonly shownAt: Date | null
}

/** A notice that may still have to be told by some way. */
export interface UntoldNotice {
  readonly id: NoticeId
  readonly kind: NoticeKind
  readonly toldBy: readonly Channel[]
}

/** A meeting that returns with the rooms that it has, as far as they are of the reader's hospital. */
export interface ToldMeeting extends Meeting {
  readonly place: string | null
}

/** What the platform knows of reaching one person, in that person's own scope. */
export interface ContactRepository {
  preference(): Promise<NotifyPreference>
  savePreference(preference: NotifyPreference): Promise<void>
  subscriptions(): Promise<readonly PushSubscription[]>
  /** A browser that subscribes again replaces what it gave before. */
  addSubscription(subscription: PushSubscription): Promise<void>
  removeSubscription(id: SubscriptionId): Promise<void>
  /** The person's notice, unless it is read already. */
  unreadNotice(id: NoticeId): Promise<{ readonly kind: NoticeKind; readonly case: CaseId | null } | null>
  /** What the person's notice is about; null where it is about no case. */
  occasion(id: NoticeId): Promise<Occasion | null>
  /** The meeting that the person's notice is about, or null. */
  meetingOf(id: NoticeId): Promise<ToldMeeting | null>
  /** The person's unread notices since then, earliest first, each with the ways by which it was told already. */
  untold(since: Date): Promise<readonly UntoldNotice[]>
  /** Whether the person is still rung for the emergency: not answered, not held, not over; and by which hospital. */
  openRing(id: CaseId): Promise<{ readonly from: string } | null>
  /** What was tried already about the same thing: a job that comes back sends nothing twice. */
  notes(about: DeliveryNote['about']): Promise<readonly DeliveryNote[]>
  addNote(note: DeliveryNote): Promise<void>
  shown(id: DeliveryNoteId, at: Date): Promise<void>
}

/** In the scope of one person at one hospital. */
export type WithContact = <T>(person: { readonly practitioner: PractitionerId; readonly organization: OrganizationId | null }, work: (contact: ContactRepository) => Promise<T>) => Promise<T>

/** How many notices of each kind wait, in the order in which they came. */
export type DigestCounts = readonly (readonly [NoticeKind, number])[]

/** The words of a message: what happened and where to look, nothing of a patient. */
export type Message =
  | { readonly about: 'notice'; readonly kind: NoticeKind; readonly case: CaseId | null; readonly appointment: Appointment | null; readonly meeting: ToldMeeting | null }
  | { readonly about: 'digest'; readonly counts: DigestCounts }
  | { readonly about: 'ring'; readonly from: string }

export interface Outgoing {
  readonly note: DeliveryNoteId
  readonly message: Message
  readonly language: NotifyPreference['language']
}

/** `gone`: the browser has taken its permission back; `refused`: the service would not have it. */
export type SendPush = (to: PushSubscription, outgoing: Outgoing) => Promise<'accepted' | 'gone' | 'refused'>
/** Throws where the mail server cannot be reached, so that it is tried again. */
export type SendMail = (to: string, outgoing: Outgoing) => Promise<'accepted' | 'refused'>

export interface TellPorts {
  readonly withContact: WithContact
  readonly clock: Clock
  readonly newId: NewId
  /** Null where the hospital has set up none. */
  readonly push: SendPush | null
  readonly mail: SendMail | null
}

export interface ContactPorts {
  readonly withContact: WithContact
  readonly clock: Clock
  readonly newId: NewId
  /** The push services that this deployment may speak to; empty where Web Push is off. */
  readonly pushServices: readonly string[]
}

/** The person whose contact it is. */
export const oneself = ({ practitioner, organization }: Actor): { readonly practitioner: PractitionerId; readonly organization: OrganizationId } => ({ practitioner, organization })
