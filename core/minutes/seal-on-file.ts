import type { CaseId, MinutesId, Sha256 } from '#core/shared/ids.ts'
import type { Minutes } from './minutes.ts'
import type { SignatoryRole } from './signing-order.ts'

/** What the nightly check found of one stored file. */
export const checkOutcomes = ['whole', 'bytes-changed', 'signatures-broken', 'file-lost'] as const
export type CheckOutcome = (typeof checkOutcomes)[number]

/** What anybody who holds the printed code, or the file, may know: who signed when, and what came later; nothing of the patient. */
export interface SealOnFile {
  readonly id: MinutesId
  readonly version: number
  readonly isAddendum: boolean
  /** The signed minutes that an addendum adds to. */
  readonly amends: MinutesId | null
  readonly status: Exclude<Minutes['status'], 'draft'>
  readonly code: string
  readonly hospital: string
  readonly frozenAt: Date
  readonly signedAt: Date | null
  readonly returnedAt: Date | null
  /** The file as it stands now; null while it is being printed. */
  readonly sealed: Sha256 | null
  /** The file as it stood before and after each signature. */
  readonly steps: readonly Sha256[]
  /** The bytes in the store hash to what they should, looked at just now; null while there are none. */
  readonly storedWhole: boolean | null
  readonly signers: readonly SignerOnFile[]
  readonly later: readonly LaterVersion[]
  readonly lastCheck: { readonly at: Date; readonly outcome: CheckOutcome } | null
}

export interface SignerOnFile {
  readonly field: string
  readonly role: SignatoryRole | 'organization'
  readonly name: string
  readonly title: string
  readonly organization: string
  readonly signedAt: Date | null
  /** Who really signed, where the signatory let somebody. */
  readonly standIn: string | null
}

export interface LaterVersion {
  readonly id: MinutesId
  readonly version: number
  readonly status: Minutes['status']
  readonly isAddendum: boolean
  readonly signedAt: Date | null
}

/** Looks minutes up for a stranger, by the id that the QR code carries or by the hash of a file. */
export interface SealRegistry {
  find(asked: { readonly minutes: MinutesId } | { readonly file: Sha256 }): Promise<SealOnFile | null>
}

/** How a file that somebody holds relates to what is kept here. */
export type FileStanding = 'same' | 'earlier-step' | 'different' | 'unknown'

/** Compares a file's hash with the record of the version that it claims to be, or that it was found by. */
export function standingOf(file: Sha256, onFile: SealOnFile | null): FileStanding {
  if (onFile === null) return 'unknown'
  if (onFile.sealed === file) return 'same'
  return onFile.steps.includes(file) ? 'earlier-step' : 'different'
}

/** One stored version. */
export interface StoredSeal {
  readonly minutes: MinutesId
  readonly case: CaseId
  readonly status: Minutes['status']
  readonly sealed: Sha256
}

export interface MinutesCheck {
  readonly minutes: MinutesId
  readonly case: CaseId
  readonly checkedAt: Date
  readonly outcome: CheckOutcome
}

export interface MinutesCheckRepository {
  /** The outcome before this one; null at the first check. */
  record(check: MinutesCheck): Promise<CheckOutcome | null>
  /** What is not whole, newest finding first, of the cases that the reader's hospital takes part in. */
  faults(): Promise<readonly (MinutesCheck & { readonly caseCode: string; readonly since: Date })[]>
}
