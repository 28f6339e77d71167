import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { StaffRole } from './actor.ts'
import type { SpecialtyCode } from './directory.ts'
import type { HubLink, Organization, Practitioner, PractitionerRole } from './directory.ts'

/** Who is who and who supports whom. */
export interface Directory {
  organization(id: OrganizationId): Promise<Organization | null>
  organizations(ids: readonly OrganizationId[]): Promise<readonly Organization[]>
  /** Hubs that this organisation may ask, with their links. */
  linksOfSatellite(satellite: OrganizationId): Promise<readonly HubLink[]>
  /** People by id, in no order; the names that lists and timelines show. */
  practitioners(ids: readonly PractitionerId[]): Promise<readonly Practitioner[]>
  roleOf(practitioner: PractitionerId, organization: OrganizationId): Promise<PractitionerRole | null>
  /** Every organisation a person works for; used when signing in and when switching. */
  rolesOf(practitioner: PractitionerId): Promise<readonly PractitionerRole[]>
  coordinatorsOf(organization: OrganizationId): Promise<readonly PractitionerId[]>
  /** Whoever holds one of the roles in an organisation. */
  staff(organization: OrganizationId, roles: readonly StaffRole[]): Promise<readonly PractitionerId[]>
  /** Clinicians of one organisation, optionally of one specialty, in Vietnamese name order. */
  clinicians(organization: OrganizationId, specialty?: SpecialtyCode): Promise<readonly PractitionerRole[]>
}
