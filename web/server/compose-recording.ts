import { join } from 'node:path'
import { makeRecordingFiles } from '#adapters/recordings/recording-files.ts'
import type { CasePorts } from '#core/case/ports.ts'
import { makeViewPatientConsent } from '#core/record/view-consents.ts'
import { makeHoldRecording, makeKeepRecording } from '#core/recording/keep-recording.ts'
import { makeListRecordings, makeOpenPiece, makeWatchRecording } from '#core/recording/watch-recording.ts'
import type { Store } from '#prisma/store.ts'
import type { PortalEnv } from './env.ts'
import { makeRecentViews } from './recent-views.ts'
import { portalSealing } from './sealing.ts'

interface Foundation extends Pick<CasePorts, 'clock'> {
  readonly store: Store
  readonly env: Pick<PortalEnv, 'SFU_RECORDING_DIR' | 'DATA_DIR'>
}

/** What was recorded: shown piece by piece to those who may watch it, and kept for as long as the law says. */
export function composeRecording({ store, env, clock }: Foundation) {
  const files = makeRecordingFiles(env.SFU_RECORDING_DIR ?? join(env.DATA_DIR, 'recordings'), portalSealing()?.recordings)
  const ports = { read: store.read, atomically: store.atomically, files, recentViews: makeRecentViews(clock), clock }
  return {
    viewPatientConsent: makeViewPatientConsent(ports),
    listRecordings: makeListRecordings(ports),
    watchRecording: makeWatchRecording(ports),
    openRecordingPiece: makeOpenPiece(ports),
    keepRecording: makeKeepRecording(ports),
    holdRecording: makeHoldRecording(ports),
  }
}
