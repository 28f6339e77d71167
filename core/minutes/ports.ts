import type { Actor } from '#core/directory/actor.ts'
import type { GuestRepository } from '#core/guest/ports.ts'
import type { RecordingRepository } from '#core/recording/recording.ts'
import type { Repositories } from '#core/case/ports.ts'
import type { FileStore } from '#core/record/ports.ts'
import type { RoundRepository } from '#core/round/round-repository.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId, MinutesId, NewId, OrganizationId, PractitionerId } from '#core/shared/ids.ts'
import type { Result } from '#core/shared/result.ts'
import type { MinutesDocument } from './document.ts'
import type { MinutesForm } from './form.ts'
import type { DelegationRepository } from './delegation.ts'
import type { FrameRepository } from './frames.ts'
import type { SealPlace } from './key-store.ts'
import type { LiveMinutesRepository, MinutesChange } from './live-minutes.ts'
import type { DraftMinutes, FrozenMinutes, Minutes } from './minutes.ts'
import type { MinutesSeal, SealStanding } from './organization-seal.ts'
import type { RemarkRepository } from './remarks.ts'
import type { MinutesCheckRepository } from './seal-on-file.ts'
import type { TemplateRepository } from './templates.ts'

/** Every version of every case's minutes; the case's own lock keeps writers apart. */
export interface MinutesRepository {
  /** The newest version, or null before the minutes are opened. */
  latest(caseId: CaseId): Promise<Minutes | null>
  /** Oldest first, returned versions included. */
  versions(caseId: CaseId): Promise<readonly Minutes[]>
  /** The versions that are being written, printed or signed in every case that can be seen, oldest first. */
  open(limit: number): Promise<readonly Minutes[]>
  /** The same of these cases alone, however many others are open. */
  openOf(cases: readonly CaseId[]): Promise<readonly Minutes[]>
  add(draft: DraftMinutes): Promise<void>
  /** Replaces the same version; throws when that version is signed or returned already. */
  save(minutes: Minutes): Promise<void>
}

/** What the record answered when it took an addendum in; the minutes' own receipt is kept with their case. */
export interface AddendumReceipt {
  readonly minutes: MinutesId
  readonly case: CaseId
  readonly filedAt: Date
  readonly receipt: string
}

export interface ReceiptRepository {
  add(receipt: AddendumReceipt): Promise<void>
  of(caseId: CaseId): Promise<readonly AddendumReceipt[]>
}

export interface MinutesRepositories extends Repositories {
  readonly minutes: MinutesRepository
  readonly liveMinutes: LiveMinutesRepository
  readonly files: FileStore
  readonly checks: MinutesCheckRepository
  readonly frames: FrameRepository
  /** Whether the session was recorded is said in its minutes. */
  readonly recordings: Pick<RecordingRepository, 'of'>
  /** People without an account who came to the session stand in its attendance. */
  readonly guests: Pick<GuestRepository, 'of'>
  /** What was noted at the bed on a round begins them. */
  readonly rounds: Pick<RoundRepository, 'noteOf'>
  readonly receipts: ReceiptRepository
  readonly templates: TemplateRepository
  readonly remarks: RemarkRepository
  readonly delegations: DelegationRepository
}

/** Runs work in one transaction under the actor's tenancy; a throw undoes it all. */
export type AtomicallyWithMinutes = <T>(actor: Actor, work: (repositories: MinutesRepositories) => Promise<T>) => Promise<T>

/** Runs the platform's own work on one case, for both of its organisations, in one transaction. */
export type AtomicallyForCase = <T>(caseId: CaseId, work: (repositories: MinutesRepositories) => Promise<T>) => Promise<T>

/** The document server's side of a freeze. */
export interface LiveDrafts {
  /** Takes in what is still on the way from the writers and closes the text for a while. */
  settle(draft: DraftMinutes): Promise<Result<null, 'minutes.unreachable'>>
  /** The text in a stored state after its changes, checked against the one schema. */
  read(state: Uint8Array, changes: readonly MinutesChange[]): Result<MinutesDocument, 'minutes.document-invalid'>
}

/** The pictures that stand in the minutes, by the hash under which the text names them. */
export type Pictures = ReadonlyMap<string, { readonly bytes: Uint8Array; readonly mediaType: string }>

/** Everything that the printed minutes show. */
export interface PrintOrder {
  readonly id: MinutesId
  /** The signed minutes that these are an addendum to. */
  readonly amends: MinutesId | null
  readonly form: MinutesForm
  readonly document: MinutesDocument
  readonly version: number
  readonly frozenAt: Date
  /** Where a stranger checks the printed page; carries no patient data. */
  readonly verifyUrl: string
  readonly pictures?: Pictures
  /** Hospitals whose seal gets a place. */
  readonly seals?: readonly MinutesSeal[]
}

export interface MinutesRenderer {
  /** PDF bytes, unsigned and without signature fields. */
  render(order: PrintOrder): Promise<Uint8Array>
}

/** A private key that has been opened for one signature, with the proof of whose it is. */
export interface SigningCredential {
  /** X.509, DER. */
  readonly certificate: Uint8Array
  /** Issuers, from the certificate's own to the root, DER. */
  readonly chain: readonly Uint8Array[]
  readonly serial: string
  readonly subject: string
  readonly algorithm: 'ECDSA' | 'RSA'
  /** Signs with SHA-256: ECDSA in DER, RSA by PKCS #1 v1.5. Throws `SigningRefused` when the key's keeper will not sign. */
  sign(data: Uint8Array): Promise<Uint8Array>
}

export type KeyRefusal =
  | 'signing.no-key'
  | 'signing.wrong-pin'
  | 'signing.pin-locked'
  | 'signing.certificate-expired'
  | 'signing.certificate-revoked'
  | 'signing.wrong-person'
  | 'signing.wrong-role'
  | 'signing.status-unknown'
  | 'signing.device-unreachable'

/** Thrown by a key's keeper, who checks the PIN only when it signs: the signature is not given, and the reason is the person's to see. */
export class SigningRefused extends Error {
  override readonly name = 'SigningRefused'
  readonly code: KeyRefusal
  constructor(code: KeyRefusal) {
    super(code)
    this.code = code
  }
}

export interface SigningKeys {
  /** Opens the signer's key after checking PIN, certificate period, revocation and holder. */
  unlock(signer: { readonly practitioner: PractitionerId; readonly organization: OrganizationId }, pin: string): Promise<Result<SigningCredential, KeyRefusal>>
}

/** The hospitals' seals: which are in use, and their keys. */
export interface OrganizationSeals {
  /** Those of the given hospitals whose seal is in use. */
  inUse(hospitals: readonly OrganizationId[]): Promise<readonly OrganizationId[]>
  standing(hospital: OrganizationId): Promise<SealStanding | null>
  /** Opens the seal's key after checking its certificate's status; no person's PIN is asked. */
  unlock(hospital: OrganizationId): Promise<Result<SigningCredential, KeyRefusal>>
  /** Puts a seal into use, in place of the last one. */
  begin(order: HospitalSealOrder): Promise<Result<{ readonly serial: string }, KeyRefusal>>
  /** The seal that was taken out of use; null when none was in it. */
  end(hospital: OrganizationId, by: PractitionerId): Promise<{ readonly serial: string } | null>
}

export interface HospitalSealOrder {
  readonly hospital: { readonly id: OrganizationId; readonly name: string }
  readonly by: PractitionerId
  readonly place: SealPlace
  /** Opens the key where it lies outside; empty for the platform's own. */
  readonly pin: string
}

export interface SealOrder {
  readonly pdf: Uint8Array
  readonly field: string
  readonly credential: SigningCredential
  /** As what the signer signs; printed in the signature's place. */
  readonly capacity: string
  readonly reason: string
  readonly location: string
  readonly at: Date
}

/** One signature as found in a file. */
export interface FoundSignature {
  readonly field: string
  readonly signerName: string
  readonly organizationName: string
  readonly certificateSerial: string
  readonly reason: string
  /** From the timestamp when there is one, else as claimed by the signer's clock. */
  readonly signedAt: Date | null
  readonly timestamped: boolean
  /** The bytes that it covers are those that were signed. */
  readonly intact: boolean
  /** Its certificate leads to an authority that this platform trusts. */
  readonly trusted: boolean
}

export interface SealVerdict {
  readonly signatures: readonly FoundSignature[]
  readonly unsignedFields: readonly string[]
  /** Nothing but signatures and their proofs was added after the first signature, and every signature is intact and trusted. */
  readonly whole: boolean
}

export interface MinutesSealer {
  /** Reserves every signature field; after this the file only ever grows. */
  reserve(pdf: Uint8Array, fields: readonly string[]): Promise<Uint8Array>
  /** Adds one signature with a timestamp as an incremental update (PAdES B-T). */
  sign(order: SealOrder): Promise<Uint8Array>
  /** Adds certificates and revocation lists for every signature (PAdES B-LT). */
  addValidationData(pdf: Uint8Array): Promise<Uint8Array>
  verify(pdf: Uint8Array): Promise<SealVerdict>
}

/** What the use cases that people call stand on. */
export interface MinutesPorts {
  readonly atomically: AtomicallyWithMinutes
  readonly clock: Clock
  readonly newId: NewId
}

/** What the jobs stand on. */
export interface MinutesJobPorts {
  readonly atomically: AtomicallyForCase
  readonly clock: Clock
  readonly newId: NewId
  readonly renderer: MinutesRenderer
  readonly sealer: MinutesSealer
  readonly seals: Pick<OrganizationSeals, 'inUse'>
  readonly verifyUrlOf: (minutes: FrozenMinutes) => string
}
