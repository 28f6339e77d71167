import type { OrganizationId, Sha256 } from '#core/shared/ids.ts'
import type { SealPlace } from './key-store.ts'

/** A hospital's seal upon one version of the minutes: reserved with the signature fields, given after the last person has signed. */
export interface MinutesSeal {
  readonly organization: OrganizationId
  readonly name: string
  /** Name of the signature field in the PDF. */
  readonly field: string
  readonly given: GivenSeal | null
}

export interface GivenSeal {
  readonly at: Date
  readonly certificateSerial: string
  readonly certificateSubject: string
  readonly sealed: Sha256
}

/** The seals to be reserved for the hospitals whose seal is in use, in the order in which they will be given. */
export const reserveSeals = (hospitals: readonly { readonly id: OrganizationId; readonly name: string }[]): readonly MinutesSeal[] =>
  hospitals.map(({ id, name }, index) => ({ organization: id, name, field: `ConDau${index + 1}`, given: null }))

/** A hospital's seal as its administrator sees it. */
export interface SealStanding {
  readonly place: SealPlace['kind']
  readonly serial: string
  readonly issuer: string
  readonly validUntil: Date
  readonly since: Date
}
