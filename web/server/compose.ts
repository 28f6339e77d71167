import { createHash, randomUUID } from 'node:crypto'
import { composeSnapshotBundle, readSnapshotBundle } from '#adapters/fhir/snapshot-bundle.ts'
import { makeViewActivity } from '#core/activity/view-activity.ts'
import { makeAnswerInvitation } from '#core/case/answer-invitation.ts'
import { makeAssignTeam } from '#core/case/assign-team.ts'
import { makeBrowseCases } from '#core/case/browse-cases.ts'
import { makeCancelCase } from '#core/case/cancel-case.ts'
import { makeCasePulse } from '#core/case/case-pulse.ts'
import { makeCasesOfPatient } from '#core/case/cases-of-patient.ts'
import { makeCompareSnapshot } from '#core/case/compare-snapshot.ts'
import { makeEditRequest } from '#core/case/edit-request.ts'
import { makeFindConflicts } from '#core/case/find-conflicts.ts'
import { makeAnswerHandover, makeHandOver, makeWithdrawHandover } from '#core/case/hand-over.ts'
import { makeNameCases } from '#core/case/names-of-cases.ts'
import { makeMaskIdentity } from '#core/case/mask-identity.ts'
import { makeOpenRequest } from '#core/case/open-request.ts'
import type { CasePorts } from '#core/case/ports.ts'
import { makeMarkNoticesRead, makeReadNotices } from '#core/case/read-notices.ts'
import { makePreviewSnapshot } from '#core/case/preview-snapshot.ts'
import { makeRecordLegalBasis } from '#core/case/record-legal-basis.ts'
import { makeDecideOnAdvice } from '#core/case/decide-on-advice.ts'
import { makeRecordOutcome } from '#core/case/record-outcome.ts'
import { makeScheduleSession } from '#core/case/schedule-session.ts'
import { makeStartRequest } from '#core/case/start-request.ts'
import { makeSubmitRequest } from '#core/case/submit-request.ts'
import { makeTakeSnapshot } from '#core/case/take-snapshot.ts'
import { makeAnswerAsk, makeAskForMore, makeRejectCase, makeTakeInHand } from '#core/case/triage-case.ts'
import { makeViewCase, makeViewSnapshot } from '#core/case/view-case.ts'
import { makeViewCoordination } from '#core/case/view-coordination.ts'
import { makeViewMyWork, type ReadPorts } from '#core/case/view-my-work.ts'
import { makeGiveConsent, makeRevokeConsent } from '#core/record/give-consent.ts'
import { makeOpenDocument, type FilePorts } from '#core/record/open-file.ts'
import type { Digest } from '#core/record/ports.ts'
import { makeSearchPatients, makeViewRecord } from '#core/record/view-record.ts'
import { brandId, type Sha256 } from '#core/shared/ids.ts'
import { hourIn, toWallTime } from '#web/ui/zoned-time.ts'
import { composeAssets } from './compose-assets.ts'
import { composeAudit } from './compose-audit.ts'
import { composeImaging } from './compose-imaging.ts'
import { composeEmergency } from './compose-emergency.ts'
import { composeCalendar } from './compose-calendar.ts'
import { composeDevices } from './compose-devices.ts'
import { composeDirectory } from './compose-directory.ts'
import { composeGlass } from './compose-glass.ts'
import { composeGuests } from './compose-guests.ts'
import { composeInterop } from './compose-interop.ts'
import { composeMinutes } from './compose-minutes.ts'
import { composeRetention } from './compose-retention.ts'
import { composeRecording } from './compose-recording.ts'
import { composeNotify } from './compose-notify.ts'
import { composeRoom } from './compose-room.ts'
import { portalEnv } from './env.ts'
import { defaultTimeZone } from './i18n/locale.ts'
import { portalStore } from './store.ts'

const digest: Digest = (data) => brandId<Sha256>(createHash('sha256').update(data).digest('hex'))

/** Every use case that the portal calls, on the real record, clock and ids. */
function compose() {
  const env = portalEnv()
  const store = portalStore()
  const { atomically, read } = store
  const clock = () => new Date()
  const newId = () => randomUUID()
  const writes: CasePorts = { atomically, clock, newId }
  const reads: ReadPorts = { read, clock }
  const opensFiles: FilePorts = { atomically, clock }
  return {
    clock,
    searchPatients: makeSearchPatients(writes),
    viewRecord: makeViewRecord(writes),
    openDocument: makeOpenDocument(opensFiles),
    casesOfPatient: makeCasesOfPatient(reads),
    startRequest: makeStartRequest(writes),
    openRequest: makeOpenRequest(writes),
    editRequest: makeEditRequest(writes),
    recordLegalBasis: makeRecordLegalBasis(writes),
    previewSnapshot: makePreviewSnapshot({ ...writes, composeBundle: composeSnapshotBundle, readBundle: readSnapshotBundle }),
    takeSnapshot: makeTakeSnapshot({ ...writes, composeBundle: composeSnapshotBundle, digest }),
    submitRequest: makeSubmitRequest(writes),
    answerAsk: makeAnswerAsk(writes),
    cancelCase: makeCancelCase(writes),
    decideOnAdvice: makeDecideOnAdvice(writes),
    recordOutcome: makeRecordOutcome(writes),
    viewCase: makeViewCase(writes), maskIdentity: makeMaskIdentity(writes),
    viewSnapshot: makeViewSnapshot({ ...writes, readBundle: readSnapshotBundle }),
    compareSnapshot: makeCompareSnapshot({ ...writes, readBundle: readSnapshotBundle }),
    ...composeImaging({ store, env, clock, newId }),
    casePulse: makeCasePulse(reads),
    namesOfCases: makeNameCases(reads),
    viewMyWork: makeViewMyWork(reads),
    browseCases: makeBrowseCases(reads),
    viewCoordination: makeViewCoordination({ ...reads, hourOf: (at) => hourIn(at, defaultTimeZone) }),
    findConflicts: makeFindConflicts(reads),
    takeInHand: makeTakeInHand(writes),
    askForMore: makeAskForMore(writes),
    rejectCase: makeRejectCase(writes), handOver: makeHandOver(writes), answerHandover: makeAnswerHandover(writes), withdrawHandover: makeWithdrawHandover(writes),
    assignTeam: makeAssignTeam(writes),
    scheduleSession: makeScheduleSession(writes),
    answerInvitation: makeAnswerInvitation(writes),
    giveConsent: makeGiveConsent({ atomically, clock, newId }), revokeConsent: makeRevokeConsent({ atomically, clock, newId }),
    viewActivity: makeViewActivity({ read, clock, monthOf: (at) => toWallTime(at, defaultTimeZone).date.slice(0, 'yyyy-mm'.length) }),
    readNotices: makeReadNotices(reads), markNoticesRead: makeMarkNoticesRead(writes),
    ...composeRecording({ store, env, clock }),
    ...composeRoom({ store, ticketSecret: env.TICKET_SECRET, clock, newId }),
    ...composeGuests({ store, ticketSecret: env.TICKET_SECRET, digest, clock, newId }),
    ...composeEmergency({ store, ticketSecret: env.TICKET_SECRET, digest, clock, newId }),
    ...composeNotify({ store, env, clock, newId }),
    ...composeInterop({ store, clock, newId, digest, env }),
    ...composeCalendar({ store, clock, digest, newId }),
    ...composeDevices({ store, clock, newId, digest }),
    ...composeDirectory({ store, clock, newId }), ...composeAssets({ store, clock, newId }),
    ...composeGlass({ store, clock, newId }),
    ...composeAudit({ store, clock, dataDirectory: env.DATA_DIR }),
    ...composeMinutes({ store, env, clock, newId }),
    ...composeRetention({ store, clock, newId }),
  }
}

let composed: ReturnType<typeof compose> | undefined

/** The portal's use cases, composed at the first use, so that a build needs no database. */
export const portal = (): ReturnType<typeof compose> => (composed ??= compose())
