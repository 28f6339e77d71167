import type { Actor } from '#core/directory/actor.ts'
import { isClinical, isCoordinator } from '#core/directory/actor.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { Sex } from '#core/record/patient.ts'
import type { CaseId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { RungName } from './ladder.ts'
import { hubTurn } from './ladder.ts'

/** A gate of the planned path that an emergency passes by; each is recorded and reviewed afterwards. */
export const emergencyGates = [
  'completeness', 'triage', 'consent', 'identity', 'link', 'treating-doctor',
] as const
export type EmergencyGate = (typeof emergencyGates)[number]

/** An emergency from the press of the button on; says nothing that names the patient. */
export interface EmergencyCall {
  readonly case: CaseId
  readonly requestingOrganization: OrganizationId
  readonly caller: PractitionerId
  readonly specialty: SpecialtyCode
  readonly ageYears: number | null
  readonly sex: Sex
  /** One line on what is wrong. */
  readonly line: string
  readonly callbackPhone: string
  /** The zero of the clock. */
  readonly pressedAt: Date
  /** In the order in which they are rung. */
  readonly hubs: readonly OrganizationId[]
  readonly overrides: readonly EmergencyGate[]
  readonly overrideReason: string
  /** The doctor who took it; nobody else is rung from then on. */
  readonly held: { readonly by: PractitionerId; readonly organization: OrganizationId; readonly at: Date } | null
  readonly exhaustedAt: Date | null
  readonly endedAt: Date | null
  /** When the patient or the family was told of the consult and of the data that went along. */
  readonly informed: { readonly at: Date; readonly by: PractitionerId } | null
  readonly review: { readonly at: Date; readonly by: PractitionerId; readonly note: string } | null
}

export type RingReply = 'accepted' | 'declined' | 'forwarded'
/** `forwarded`: a rung colleague named the person; `wall`: answered at the coordinators' wall without having been rung. */
export type RingRung = RungName | 'forwarded' | 'wall'

/** One person who was rung. */
export interface Ring {
  readonly case: CaseId
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly requestingOrganization: OrganizationId
  readonly rung: RingRung
  readonly rungAt: Date
  readonly seenAt: Date | null
  readonly reply: { readonly kind: RingReply; readonly at: Date; readonly note: string } | null
}

/** Anyone at a patient's side presses the button, and whoever gathers people for them. */
export const mayCallEmergency = (actor: Actor): boolean => isClinical(actor) || isCoordinator(actor)

/** A doctor takes an emergency of those that the own hospital is asked in. */
export const mayHoldEmergency = (actor: Actor, call: EmergencyCall): boolean =>
  actor.roles.includes('doctor') && call.hubs.includes(actor.organization)

/** A doctor or coordinator of an asked hospital answers. */
export const mayAnswerEmergency = (actor: Actor, call: EmergencyCall): boolean =>
  mayHoldEmergency(actor, call) || (isCoordinator(actor) && call.hubs.includes(actor.organization))

/** From when on an asked hospital shows the emergency on its wall: its own turn; null for a hospital that is not asked. */
export function wallFrom(call: EmergencyCall, hub: OrganizationId): Date | null {
  const turn = call.hubs.indexOf(hub)
  return turn < 0 ? null : new Date(call.pressedAt.getTime() + turn * hubTurn)
}

/** How long after the press an emergency that was left, and that nobody ended, still waits for people to come back, in milliseconds. */
const waitsFor = 6 * 3_600_000

/** Whether it has been left for good: everybody only went out of the room, or nobody ever came. */
export const isLeft = (call: EmergencyCall, now: Date): boolean => now.getTime() - call.pressedAt.getTime() >= waitsFor

/** Whether it still looks for somebody. */
export const isRinging = (call: EmergencyCall): boolean => call.held === null && call.endedAt === null
