import type { AuditTrail } from '#core/audit/search-trail.ts'
import type { GlassRepository } from '#core/break-glass/ports.ts'
import type { CalendarFeedRepository } from '#core/case/calendar-feed.ts'
import type { ActivityRepository } from '#core/activity/activity-fact.ts'
import type { Actor } from '#core/directory/actor.ts'
import type { DeviceRepository } from '#core/device/ports.ts'
import type { DirectoryKeeper } from '#core/directory/take-in-directory.ts'
import type { DutyRepository } from '#core/directory/duty.ts'
import type { EmergencyRepository } from '#core/emergency/ports.ts'
import type { IntakeRepository, UploadRepository } from '#core/imaging/intake.ts'
import type { ArchiveConnections, ImagingRepository } from '#core/imaging/ports.ts'
import type { InteropRepositories } from '#core/interop/ports.ts'
import type { GuestRepository } from '#core/guest/ports.ts'
import type { FilingRepository } from '#core/filing/ports.ts'
import type { LinkRepository } from '#core/link/ports.ts'
import type { MeetingRepository } from '#core/meeting/ports.ts'
import type { MinutesRepositories } from '#core/minutes/ports.ts'
import type { MessageRepository } from '#core/room/chat.ts'
import type { RoomRepository } from '#core/room/ports.ts'
import type { LineTestRepository } from '#core/line-test/line-test.ts'
import type { ConsentRepository } from '#core/record/consent.ts'
import type { FileSealer } from '#core/record/sealed-file.ts'
import type { RecordingRepository } from '#core/recording/recording.ts'
import type { RetentionRepository } from '#core/retention/ports.ts'
import type { RoundRepository } from '#core/round/round-repository.ts'
import type { AdmissionDraftRepository } from '#core/record/admission-draft.ts'
import type { OrganizationId } from '#core/shared/ids.ts'
import type { Scope } from '#prisma/tenancy/scope.ts'
import { makeAdmissionDraftRepository } from './admission-draft-repository.ts'
import { makeActivityRepository } from './activity-repository.ts'
import { makeAssetRepository } from './asset-repository.ts'
import { makeAttendanceRepository } from './attendance-repository.ts'
import { makeAuditLog } from './audit-log.ts'
import { makeAuditTrail } from './audit-trail.ts'
import { makeCalendarFeedRepository } from './calendar-feed-repository.ts'
import { makeCaseRepository } from './case-repository.ts'
import { makeClientRepository } from './client-repository.ts'
import { makeConsentRepository } from './consent-repository.ts'
import { makeDelegationRepository } from './delegation-repository.ts'
import { makeDeviceRepository } from './device-repository.ts'
import { makeDirectory } from './directory.ts'
import { makeDirectoryKeeper } from './directory-keeper.ts'
import { makeDutyRepository } from './duty-repository.ts'
import { makeEmergencyRepository } from './emergency-repository.ts'
import { makeFhirSourceRepository } from './fhir-source-repository.ts'
import { makeFilingRepository } from './filing-repository.ts'
import { makeFileStore, makePutFile } from './file-store.ts'
import { makeImageIntake, makeUploadRepository } from './intake-of-images.ts'
import { makeIntake } from './intake-repository.ts'
import { makeArchiveConnections, makeImagingRepository } from './imaging-repository.ts'
import { makeFrameRepository } from './frame-repository.ts'
import { makeGlassRepository } from './glass-repository.ts'
import { makeGuestRepository } from './guest-repository.ts'
import { makeJobQueue } from './job-queue.ts'
import { makeLinkRepository } from './link-repository.ts'
import { makeLineTestRepository } from './line-test-repository.ts'
import { makeLiveMinutesRepository } from './live-minutes-repository.ts'
import { makeMeetingRepository } from './meeting-repository.ts'
import { makeMessageRepository } from './message-repository.ts'
import { makeMinutesCheckRepository } from './minutes-check-repository.ts'
import { makeMinutesRepository } from './minutes-repository.ts'
import { makeNoticeRepository } from './notice-repository.ts'
import { makePatientRepository } from './patient-repository.ts'
import { makeReceiptRepository } from './receipt-repository.ts'
import { makeRecordingRepository } from './recording-repository.ts'
import { makeRemarkRepository } from './remark-repository.ts'
import { makeRefusedRepository } from './refused-repository.ts'
import { makeRetentionRepository } from './retention-repository.ts'
import { makeRoomRepository } from './room-repository.ts'
import { makeRoundRepository } from './round-repository.ts'
import { makeTemplateRepository } from './template-repository.ts'
import type { Db } from './scoped-db.ts'
import { scopedDb } from './scoped-db.ts'
import { makeShelves } from './shelves.ts'
import { makeSnapshotRepository } from './snapshot-repository.ts'

/** Everything that a unit of work hands out. */
export interface StoreRepositories extends MinutesRepositories, InteropRepositories {
  readonly filing: FilingRepository
  readonly messages: MessageRepository
  readonly imaging: ImagingRepository
  readonly archives: ArchiveConnections
  readonly uploads: UploadRepository
  readonly imageIntake: IntakeRepository
  readonly rooms: RoomRepository
  readonly consents: ConsentRepository
  readonly recordings: RecordingRepository
  readonly retention: RetentionRepository
  readonly lineTests: LineTestRepository
  readonly emergencies: EmergencyRepository
  readonly duty: DutyRepository
  readonly activity: ActivityRepository
  readonly trail: AuditTrail
  readonly glass: GlassRepository
  readonly guests: GuestRepository
  readonly devices: DeviceRepository
  readonly calendarFeed: CalendarFeedRepository
  readonly meetings: MeetingRepository
  readonly rounds: RoundRepository
  readonly directoryKeeper: DirectoryKeeper
  readonly links: LinkRepository
  readonly admissionDrafts: AdmissionDraftRepository
}

/** On whose behalf each part of the store is asked. */
export interface Standing {
  /** Sees and changes cases and all that belongs to them. */
  readonly scope: Scope & { readonly organization: OrganizationId }
  /** Whose patients can be reached: the same hospital's, but for the platform's own work on a case between two. */
  readonly patientsOf: OrganizationId
  /** Who asks for lists; null for the platform. */
  readonly actor: Actor | null
}

/** What stands under all repositories of a process: the client, and what seals the files; without a sealer they are kept as they are. */
export interface Ground {
  readonly db: Db
  readonly sealer: FileSealer | undefined
}

/** All repositories over one client, each in its scope. */
export function repositoriesOf({ db, sealer }: Ground, { scope, patientsOf, actor }: Standing): StoreRepositories {
  const ask = scopedDb(db, scope)
  const askAs = (organization: OrganizationId) => (organization === scope.organization ? ask : scopedDb(db, { ...scope, organization }))
  return {
    cases: makeCaseRepository(ask, actor),
    patients: makePatientRepository(askAs(patientsOf), patientsOf),
    snapshots: makeSnapshotRepository(ask),
    directory: makeDirectory(ask),
    attendance: makeAttendanceRepository(ask),
    assets: makeAssetRepository(ask, scope.organization),
    notices: makeNoticeRepository(ask, scope.organization),
    minutes: makeMinutesRepository(ask),
    liveMinutes: makeLiveMinutesRepository(ask),
    frames: makeFrameRepository(ask),
    receipts: makeReceiptRepository(ask),
    templates: makeTemplateRepository(ask),
    remarks: makeRemarkRepository(ask),
    delegations: makeDelegationRepository(ask),
    messages: makeMessageRepository(ask),
    imaging: makeImagingRepository(askAs(patientsOf)),
    archives: makeArchiveConnections(ask, scope.organization),
    uploads: makeUploadRepository(ask, scope.organization),
    imageIntake: makeImageIntake(askAs(patientsOf), patientsOf),
    rooms: makeRoomRepository(ask),
    consents: makeConsentRepository(ask),
    recordings: makeRecordingRepository(ask),
    retention: makeRetentionRepository(ask, scope.organization),
    lineTests: makeLineTestRepository(ask),
    emergencies: makeEmergencyRepository(ask),
    duty: makeDutyRepository(ask),
    activity: makeActivityRepository(ask),
    calendarFeed: makeCalendarFeedRepository(ask, scope),
    admissionDrafts: makeAdmissionDraftRepository(ask, scope),
    meetings: makeMeetingRepository(ask),
    rounds: makeRoundRepository(ask),
    directoryKeeper: makeDirectoryKeeper(ask, scope.organization),
    links: makeLinkRepository(ask, scope.organization),
    trail: makeAuditTrail(ask, scope.organization),
    glass: makeGlassRepository(ask),
    guests: makeGuestRepository(ask),
    devices: makeDeviceRepository(ask),
    files: makeFileStore(ask, sealer),
    checks: makeMinutesCheckRepository(ask),
    filing: makeFilingRepository(ask),
    intake: makeIntake(askAs(patientsOf), patientsOf, makePutFile(sealer)),
    shelves: makeShelves(ask, { organization: scope.organization, audit: scopedDb(db, { ...scope, roles: ['auditor'] }) }),
    clients: makeClientRepository(ask),
    refused: makeRefusedRepository(ask, scope.organization),
    fhirSources: makeFhirSourceRepository(ask, scope.organization),
    // Only the platform's own work writes into another chain than that of its scope.
    audit: makeAuditLog(actor === null ? askAs : () => ask, actor),
    jobs: makeJobQueue(ask, scope),
  }
}
