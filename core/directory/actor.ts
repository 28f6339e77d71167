import type { CaseId, GlassId, OrganizationId, PractitionerId, SignInId } from '#core/shared/ids.ts'

/** What a person is trusted with inside one organisation; the part played in one case (chair, secretary …) is not here. */
export const staffRoles = ['doctor', 'nurse', 'coordinator', 'admin', 'auditor'] as const
export type StaffRole = (typeof staffRoles)[number]

/** A case that was opened without a right to it, in need and with a reason; it closes by itself. */
export interface OpenGlass {
  readonly id: GlassId
  readonly case: CaseId
  readonly until: Date
}

/** The person who acts, always on behalf of exactly one organisation. */
export interface Actor {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly roles: readonly StaffRole[]
  /** What the person broke the glass of, as far as it is open at this request; absent where nothing is. */
  readonly glass?: readonly OpenGlass[]
  /** The patients before whom a round stands now that the person goes along with, whoever's team they are of; absent where there is none. */
  readonly visits?: readonly CaseId[]
  /** The sign-in that speaks for the person, so that what it opened ends with it; absent for a system. */
  readonly signIn?: SignInId
}

/** The glass that the actor broke of this case, or undefined. */
export const glassOf = (actor: Actor, id: CaseId): OpenGlass | undefined => actor.glass?.find((one) => one.case === id)

/** Whether the actor treats or nurses patients: system administrators and auditors cannot read cases. */
export const isClinical = (actor: Actor): boolean =>
  actor.roles.includes('doctor') || actor.roles.includes('nurse')

/** Whether somebody with these roles is shown patients: doctors, nurses and coordinators. */
export const meetsPatients = (roles: readonly StaffRole[]): boolean => roles.some((role) => role === 'doctor' || role === 'nurse' || role === 'coordinator')

/** Whether the actor gathers the right people for its organisation's cases. */
export const isCoordinator = (actor: Actor): boolean => actor.roles.includes('coordinator')
