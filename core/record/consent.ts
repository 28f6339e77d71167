import type { Actor } from '#core/directory/actor.ts'
import type { Brand, CaseId, PractitionerId } from '#core/shared/ids.ts'

export type ConsentId = Brand<string, 'ConsentId'>

/** Each is asked for by itself, never ticked beforehand, and can be withdrawn by itself (Luật BVDLCN 91/2025). */
export const consentKinds = ['sharing', 'recording', 'teaching'] as const
export type ConsentKind = (typeof consentKinds)[number]

export const consentGivers = ['patient', 'relative', 'legal-representative'] as const
export type ConsentGiver = (typeof consentGivers)[number]

/** The patient, through whoever may speak for the patient, or one person who takes part in the session. */
export type ConsentSubject =
  | { readonly who: 'patient'; readonly givenBy: ConsentGiver }
  | { readonly who: 'participant'; readonly practitioner: PractitionerId }

export interface Consent {
  readonly id: ConsentId
  readonly case: CaseId
  readonly organization: Actor['organization']
  readonly kind: ConsentKind
  readonly subject: ConsentSubject
  /** How it can be proved: the number of the signed paper, a witness; empty for a participant's own press of a button. */
  readonly evidence: string
  readonly recordedBy: PractitionerId
  readonly recordedAt: Date
  readonly revoked: { readonly at: Date; readonly by: PractitionerId; readonly reason: string } | null
}

export interface ConsentRepository {
  /** In the order in which they were recorded, withdrawn ones included. */
  of(caseId: CaseId): Promise<readonly Consent[]>
  add(consent: Consent): Promise<void>
  /** False when there is no such consent or it was withdrawn already. */
  revoke(id: ConsentId, revoked: NonNullable<Consent['revoked']>): Promise<boolean>
}

const isOf = (consent: Consent, subject: 'patient' | PractitionerId): boolean =>
  consent.subject.who === 'patient' ? subject === 'patient' : consent.subject.practitioner === subject

/** The consent that stands now, or null when none was given or the last one was withdrawn. */
export const standingConsent = (consents: readonly Consent[], kind: ConsentKind, subject: 'patient' | PractitionerId): Consent | null =>
  consents.findLast((one) => one.kind === kind && one.revoked === null && isOf(one, subject)) ?? null
