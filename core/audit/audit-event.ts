import type { AssetId, CaseId, ClientId, DelegationId, DeviceId, GlassId, GuestId, MinutesId, OrganizationId, PatientId, PractitionerId, RefusedId, RoundId, SessionId, Sha256, SnapshotId } from '#core/shared/ids.ts'
import type { CaseStatus } from '#core/case/case.ts'
import type { SpecialtyCode } from '#core/directory/directory.ts'
import type { GuestRole } from '#core/room/guest-part.ts'
import type { DeliveryFault, DestinationId } from '#core/filing/filing.ts'
import type { FhirType } from '#core/interop/system-client.ts'
import type { RecordChannel } from '#core/record/incoming.ts'
import type { RecordingRetention, SegmentId } from '#core/recording/recording.ts'
import type { RecordingId } from '#core/room/recording-standing.ts'
import type { ConsentId, ConsentKind } from '#core/record/consent.ts'
import type { LinkContractId } from '#core/link/link-contract.ts'
import type { MeetingId } from '#core/meeting/meeting.ts'
import type { PlainDate } from '#core/record/patient.ts'
import type { HoldId, RetentionKind as RecordKind } from '#core/retention/retention.ts'

/**
 * Everything that is worth proving later, views included (TT 13/2025): ids and codes only, never names or clinical text.
 * A new kind breaks the build at its renderer and its mapper.
 */
export type AuditPayload =
  | { readonly type: 'patient.searched'; readonly results: number }
  | { readonly type: 'patient.viewed'; readonly patient: PatientId }
  | { readonly type: 'case.created'; readonly case: CaseId; readonly patient: PatientId }
  | { readonly type: 'case.edited'; readonly case: CaseId }
  | { readonly type: 'case.viewed'; readonly case: CaseId }
  | { readonly type: 'case.handover'; readonly case: CaseId; readonly to: PractitionerId; readonly step: 'offered' | 'taken' | 'declined' | 'withdrawn' }
  | { readonly type: 'case.identity-masked' | 'case.identity-shown'; readonly case: CaseId }
  | { readonly type: 'case.moved'; readonly case: CaseId; readonly from: CaseStatus; readonly to: CaseStatus }
  | { readonly type: 'case.legal-basis-recorded'; readonly case: CaseId; readonly basis: 'written-request' | 'emergency' | 'other' }
  | { readonly type: 'snapshot.taken'; readonly case: CaseId; readonly snapshot: SnapshotId; readonly sha256: Sha256; readonly withheld: number }
  | { readonly type: 'snapshot.sensitive-released'; readonly case: CaseId; readonly item: string }
  | { readonly type: 'snapshot.viewed'; readonly case: CaseId; readonly snapshot: SnapshotId }
  | { readonly type: 'image.viewed'; readonly case: CaseId; readonly series: string }
  | { readonly type: 'patient.image-viewed'; readonly patient: PatientId; readonly series: string }
  | { readonly type: 'patient.files-added'; readonly patient: PatientId; readonly images: number; readonly media: number; readonly refused: number }
  | { readonly type: 'patient.media-viewed'; readonly patient: PatientId; readonly sha256: Sha256 }
  | { readonly type: 'media.viewed'; readonly case: CaseId; readonly sha256: Sha256 }
  | { readonly type: 'invitation.answered'; readonly case: CaseId; readonly reply: 'accepted' | 'declined' }
  | { readonly type: 'session.moved'; readonly case: CaseId; readonly session: SessionId; readonly startsAt: string; readonly durationMinutes: number }
  | { readonly type: 'session.entered'; readonly case: CaseId; readonly session: SessionId }
  | { readonly type: 'session.admitted'; readonly case: CaseId; readonly session: SessionId; readonly admitted: PractitionerId }
  | { readonly type: 'session.left'; readonly case: CaseId; readonly session: SessionId }
  | { readonly type: 'session.removed'; readonly case: CaseId; readonly session: SessionId; readonly removed: PractitionerId }
  | { readonly type: 'guest.invited'; readonly case: CaseId; readonly session: SessionId; readonly guest: GuestId; readonly role: GuestRole }
  | { readonly type: 'guest.withdrawn' | 'guest.arrived' | 'guest.entered' | 'guest.left'; readonly case: CaseId; readonly session: SessionId; readonly guest: GuestId }
  | { readonly type: 'minutes.addendum-opened'; readonly case: CaseId; readonly minutes: MinutesId; readonly version: number }
  | { readonly type: 'minutes.frozen'; readonly case: CaseId; readonly minutes: MinutesId; readonly version: number }
  | { readonly type: 'minutes.rendered'; readonly case: CaseId; readonly minutes: MinutesId; readonly version: number; readonly sha256: Sha256 }
  | { readonly type: 'minutes.signed'; readonly case: CaseId; readonly minutes: MinutesId; readonly version: number; readonly sha256: Sha256 }
  | { readonly type: 'minutes.returned'; readonly case: CaseId; readonly minutes: MinutesId; readonly version: number }
  | { readonly type: 'minutes.delegated' | 'minutes.delegation-withdrawn'; readonly case: CaseId; readonly delegation: DelegationId; readonly delegate: PractitionerId }
  | { readonly type: 'minutes.filed'; readonly case: CaseId; readonly minutes: MinutesId; readonly sha256: Sha256 }
  | { readonly type: 'minutes.damage-found'; readonly case: CaseId; readonly minutes: MinutesId; readonly outcome: 'bytes-changed' | 'signatures-broken' | 'file-lost' }
  | { readonly type: 'minutes.filed-outside'; readonly case: CaseId; readonly minutes: MinutesId; readonly destination: DestinationId }
  | { readonly type: 'minutes.filing-failed'; readonly case: CaseId; readonly minutes: MinutesId; readonly destination: DestinationId; readonly fault: DeliveryFault }
  | { readonly type: 'filing.handled'; readonly case: CaseId; readonly minutes: MinutesId; readonly destination: DestinationId; readonly as: 'sent-again' | 'settled' }
  | { readonly type: 'document.downloaded'; readonly case: CaseId; readonly sha256: Sha256 }
  | { readonly type: 'consent.given' | 'consent.revoked'; readonly case: CaseId; readonly consent: ConsentId; readonly kind: ConsentKind; readonly of: 'patient' | 'participant' }
  | { readonly type: 'recording.opened' | 'recording.held' | 'recording.released' | 'recording.erased'; readonly case: CaseId; readonly recording: RecordingId }
  | { readonly type: 'recording.viewed' | 'recording.downloaded'; readonly case: CaseId; readonly recording: RecordingId; readonly segment: SegmentId }
  | { readonly type: 'recording.kept'; readonly case: CaseId; readonly recording: RecordingId; readonly retention: RecordingRetention }
  | { readonly type: 'snapshot.compared'; readonly case: CaseId; readonly snapshot: SnapshotId }
  | { readonly type: 'record.received'; readonly patient: PatientId; readonly channel: RecordChannel; readonly client: ClientId | null; readonly added: number; readonly known: number }
  | { readonly type: 'record.refused'; readonly channel: RecordChannel; readonly refusal: string }
  | { readonly type: 'refused.viewed'; readonly message: RefusedId }
  | { readonly type: 'refused.handled'; readonly message: RefusedId; readonly as: 'tried-again' | 'taken' | 'set-aside' | 'expired' }
  | { readonly type: 'patient.corrected'; readonly patient: PatientId; readonly channel: RecordChannel; readonly client: ClientId | null }
  | { readonly type: 'patient.merged'; readonly patient: PatientId; readonly into: PatientId; readonly channel: RecordChannel }
  | { readonly type: 'client.issued'; readonly client: ClientId }
  | { readonly type: 'client.revoked'; readonly client: ClientId }
  | { readonly type: 'fhir.read'; readonly client: ClientId; readonly resource: FhirType; readonly patients: readonly PatientId[]; readonly results: number }
  | { readonly type: 'fhir.requested'; readonly client: ClientId; readonly case: CaseId }
  | { readonly type: 'emergency.called'; readonly case: CaseId; readonly passed: string }
  | { readonly type: 'emergency.rung'; readonly case: CaseId; readonly practitioner: PractitionerId; readonly rung: string }
  | { readonly type: 'emergency.answered'; readonly case: CaseId; readonly reply: 'accepted' | 'declined' | 'forwarded' }
  | { readonly type: 'emergency.informed' | 'emergency.treated' | 'emergency.reviewed' | 'emergency.ended'; readonly case: CaseId }
  | { readonly type: 'link.proposed' | 'link.accepted' | 'link.declined' | 'link.withdrawn'; readonly contract: LinkContractId; readonly with: OrganizationId }
  | { readonly type: 'link.ended'; readonly contract: LinkContractId | null; readonly with: OrganizationId }
  | { readonly type: 'meeting.planned'; readonly meeting: MeetingId }
  | { readonly type: 'meeting.moved' | 'meeting.cancelled'; readonly meeting: MeetingId; readonly day: PlainDate }
  | { readonly type: 'asset.added' | 'asset.changed' | 'asset.out-of-service' | 'asset.in-service'; readonly asset: AssetId }
  | { readonly type: 'asset.reserved' | 'asset.released'; readonly asset: AssetId; readonly case: CaseId }
  | { readonly type: 'round.planned'; readonly round: RoundId; readonly meeting: MeetingId; readonly day: PlainDate; readonly cases: readonly CaseId[] }
  | { readonly type: 'round.reached'; readonly case: CaseId; readonly round: RoundId; readonly people: readonly PractitionerId[] }
  | { readonly type: 'round.left' | 'round.noted'; readonly case: CaseId; readonly round: RoundId }
  | { readonly type: 'round.ended'; readonly round: RoundId }
  | { readonly type: 'directory.hospital-added' | 'directory.hospital-changed' }
  | { readonly type: 'directory.hospital-merged' | 'directory.hospital-taken-over'; readonly with: OrganizationId }
  | { readonly type: 'directory.taken-in'; readonly list: 'departments' | 'people'; readonly added: number; readonly changed: number; readonly refused: number }
  | { readonly type: 'template.saved' | 'template.removed'; readonly specialty: SpecialtyCode | null }
  | { readonly type: 'retention.kind-set' | 'retention.listed'; readonly case: CaseId; readonly kind: RecordKind }
  | { readonly type: 'retention.released'; readonly case: CaseId }
  | { readonly type: 'hold.placed' | 'hold.lifted'; readonly case: CaseId; readonly hold: HoldId }
  | { readonly type: 'glass.searched'; readonly results: number }
  | { readonly type: 'glass.broken'; readonly case: CaseId; readonly glass: GlassId }
  | { readonly type: 'glass.reviewed'; readonly case: CaseId; readonly glass: GlassId; readonly verdict: 'justified' | 'not-justified' }
  | { readonly type: 'audit.searched'; readonly about: 'patient' | 'case' | 'person'; readonly subject: string; readonly results: number }
  | { readonly type: 'audit.disclosed'; readonly patient: PatientId }
  | { readonly type: 'audit.exported' }
  | { readonly type: 'account.signed-in' | 'account.password-set' | 'account.pin-set' | 'account.pin-removed' }
  | { readonly type: 'account.invited' | 'account.invitation-withdrawn' | 'account.password-link-made' | 'account.sessions-ended' | 'account.disabled' | 'account.enabled'; readonly practitioner: PractitionerId }
  | { readonly type: 'account.factors-reset'; readonly practitioner: PractitionerId; readonly checked: 'in-person' | 'by-phone' }
  | { readonly type: 'device.registered' | 'device.code-made' | 'device.paired' | 'device.revoked' | 'device.placed' | 'device.left'; readonly device: DeviceId }
  | { readonly type: 'device.identified'; readonly device: DeviceId; readonly by: 'pin' | 'qr' }
  | { readonly type: 'account.calendar-shared' | 'account.calendar-unshared' }
  | { readonly type: 'account.key-issued' | 'seal.begun' | 'seal.ended'; readonly serial: string }

/** One audit event: who, for which organisation, when, what; `actor` is null for the platform's own jobs. */
export interface AuditEvent {
  readonly organization: OrganizationId
  readonly actor: PractitionerId | null
  readonly at: Date
  readonly payload: AuditPayload
  /** The broken glass under which a case was open to the actor. */
  readonly under?: GlassId
}
