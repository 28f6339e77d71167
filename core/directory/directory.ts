import type { DepartmentId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { StaffRole } from './actor.ts'

/** A hospital or health centre; a hub and a satellite at once, depending on the link (FHIR Organization). */
export interface Organization {
  readonly id: OrganizationId
  readonly name: string
  readonly shortName: string
  /** MA_CSKCB, the five-character code of the health facility; kept as text. */
  readonly facilityCode: string
  /** The authority printed at the head of every form, "Sở Y tế …" or "Bộ Y tế". */
  readonly authority: string
  readonly address: string
  readonly phone: string
  /** The hospital into which this one was merged; absent for one that goes on. */
  readonly mergedInto?: OrganizationId
}

/** A directed support relation: `hub` advises `satellite` in the named specialties during the period (FHIR OrganizationAffiliation). */
export interface HubLink {
  readonly hub: OrganizationId
  readonly satellite: OrganizationId
  readonly specialties: readonly SpecialtyCode[]
  readonly validFrom: Date
  readonly validUntil: Date | null
  /** One of the two was merged into another hospital: what was sent under it stays open, and nothing new begins. */
  readonly merged?: true
}

/** A department by its national code (MA_KHOA: K01–K60, K99). */
export interface Department {
  readonly id: DepartmentId
  readonly organization: OrganizationId
  readonly code: string
  readonly name: string
}

/** A person who may treat, with the licence that the law asks for (FHIR Practitioner). */
export interface Practitioner {
  readonly id: PractitionerId
  /** Family name first, as written on the licence. */
  readonly name: string
  /** Academic or professional title as doctors write it: "BSCKII.", "ThS.BS.". */
  readonly title: string
  readonly licenceNumber: string | null
  readonly phone: string | null
}

/** A person's place in one organisation (FHIR PractitionerRole). */
export interface PractitionerRole {
  readonly practitioner: Practitioner
  readonly organization: OrganizationId
  readonly department: Department | null
  readonly roles: readonly StaffRole[]
  readonly specialties: readonly SpecialtyCode[]
}

/** Specialties that a consult can be asked of. */
export const specialtyCodes = [
  'internal-medicine', 'cardiology', 'neurology', 'general-surgery', 'neurosurgery', 'trauma-orthopaedics',
  'obstetrics', 'paediatrics', 'intensive-care', 'anaesthesia', 'infectious-diseases', 'oncology', 'radiology', 'pathology',
] as const
export type SpecialtyCode = (typeof specialtyCodes)[number]

/** Whether the contract behind the link has begun and not ended. */
export const linkStands = (link: HubLink, at: Date): boolean => link.validFrom <= at && (link.validUntil === null || at < link.validUntil)

/** Whether the link supports the specialty at the moment; an expired contract supports nothing. */
export const linkCovers = (link: HubLink, specialty: SpecialtyCode, at: Date): boolean => link.merged !== true && link.specialties.includes(specialty) && linkStands(link, at)
