import type { OrganizationId, PractitionerId } from '#core/shared/ids.ts'

/** A private key as ciphertext: AES-256-GCM under a key that scrypt derives; every binary value in base64. */
export interface SealedKey {
  readonly cost: number
  readonly salt: string
  readonly iv: string
  readonly tag: string
  readonly ciphertext: string
}

/** `root`, `timestamp`, or the id of the organisation whose people it certifies. */
export type AuthorityId = string

export interface StoredAuthority {
  readonly id: AuthorityId
  /** X.509, DER. */
  readonly certificate: Uint8Array
  readonly key: SealedKey
  readonly createdAt: Date
}

export interface StoredSigningKey {
  readonly id: string
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  /** Hexadecimal. */
  readonly serial: string
  /** X.509, DER. */
  readonly certificate: Uint8Array
  readonly key: SealedKey
  readonly createdAt: Date
}

/** Where a key lies that the platform never holds: on a PKCS#11 token or HSM, or with a remote signing service. */
export type KeyPlace =
  | { readonly kind: 'pkcs11'; readonly token: string; readonly key: string }
  | { readonly kind: 'csc'; readonly credential: string }

/** Where a hospital's seal lies; `platform` is a key of our own, certified by the hospital's authority here. */
export type SealPlace = { readonly kind: 'platform' } | KeyPlace

/** A person's key outside the platform, with the certificate that was checked when it was registered. */
export interface StoredOutsideKey {
  readonly id: string
  readonly practitioner: PractitionerId
  readonly organization: OrganizationId
  readonly serial: string
  /** X.509, DER. */
  readonly certificate: Uint8Array
  readonly place: KeyPlace
  readonly createdAt: Date
}

/** A hospital's seal: its certificate, where its key lies, and what opens the key, sealed under the deployment's secret. */
export interface StoredSealKey {
  readonly id: string
  readonly organization: OrganizationId
  readonly serial: string
  /** X.509, DER. */
  readonly certificate: Uint8Array
  readonly place: SealPlace
  /** The private key itself (`platform`), or the PIN of the token or service that holds it. */
  readonly opener: SealedKey
  readonly createdAt: Date
  readonly createdBy: PractitionerId
}

export interface PinFailures {
  readonly count: number
  readonly lockedUntil: Date | null
}

export interface StoredRevocation {
  readonly issuer: AuthorityId
  readonly serial: string
  readonly revokedAt: Date
  readonly reason: 'key-compromise' | 'superseded' | 'cessation' | 'unspecified'
}

/** Keeps the hospital's certificates and sealed keys; each call stands alone, so that a wrong PIN is counted whatever fails later. */
export interface KeyStore {
  authority(id: AuthorityId): Promise<StoredAuthority | null>
  authorities(): Promise<readonly StoredAuthority[]>
  /** Keeps the first of two that arrive together, and returns the one kept. */
  addAuthority(authority: StoredAuthority): Promise<StoredAuthority>
  /** The newest key of a person in an organisation. */
  currentKey(practitioner: PractitionerId, organization: OrganizationId): Promise<StoredSigningKey | null>
  addKey(key: StoredSigningKey): Promise<void>
  /** The newest outside key of a person in an organisation. */
  outsideKey(practitioner: PractitionerId, organization: OrganizationId): Promise<StoredOutsideKey | null>
  addOutsideKey(key: StoredOutsideKey): Promise<void>
  /** A hospital's seal in use; null when it has none, or the last one was ended. */
  sealKey(organization: OrganizationId): Promise<StoredSealKey | null>
  /** Puts a seal into use and ends the one before it. */
  addSealKey(key: StoredSealKey): Promise<void>
  endSealKey(id: string, end: { readonly at: Date; readonly by: PractitionerId }): Promise<void>
  pinFailures(key: string): Promise<PinFailures>
  setPinFailures(key: string, failures: PinFailures): Promise<void>
  revoke(revocation: StoredRevocation): Promise<void>
  revocations(issuer: AuthorityId): Promise<readonly StoredRevocation[]>
}
