import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'

/** What a person is trusted with inside one organisation; the part played in one case (chair, secretary …) is not here. */
export const staffRoles = ['doctor', 'nurse', 'coordinator', 'admin', 'auditor'] as const
export type StaffRole = (typeof staffRoles)[number]

/** The person who acts, always on behalf of exactly one organisation. */
export interface Actor {
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly roles: readonly StaffRole[]
}

/** Whether the actor treats or nurses patients: system administrators and auditors cannot read cases. */
export const isClinical = (actor: Actor): boolean =>
  actor.roles.includes('doctor') || actor.roles.includes('nurse')

/** Whether the actor gathers the right people for its organisation's cases. */
export const isCoordinator = (actor: Actor): boolean => actor.roles.includes('coordinator')
