import type { RecordingId } from '#core/room/recording-standing.ts'
import type { Clock } from '#core/shared/clock.ts'
import type { CaseId } from '#core/shared/ids.ts'
import type { RecordingFiles } from './ports.ts'
import type { RecordingRepositories } from './watch-recording.ts'

export interface DueRecording {
  readonly recording: RecordingId
  readonly case: CaseId
}

export interface ErasePorts {
  /** Past their time, ended, and held by nobody. */
  readonly due: (now: Date) => Promise<readonly DueRecording[]>
  /** The patient's own hospital: to the advising one a recording closes long before its time of retention is over. */
  readonly forCaller: <T>(caseId: CaseId, work: (repositories: RecordingRepositories) => Promise<T>) => Promise<T>
  readonly files: RecordingFiles
  readonly clock: Clock
}

/** Erases the files of recordings whose time of retention is over; who, when and the hashes are kept. Returns how many. */
export const makeEraseDue = (ports: ErasePorts) => async (): Promise<number> => {
  const due = await ports.due(ports.clock())
  for (const { recording: id, case: caseId } of due) {
    await ports.forCaller(caseId, async ({ cases, recordings, audit }) => {
      const at = ports.clock()
      const one = await cases.find(caseId)
      if (one === null) throw new Error(`case ${caseId} of a recording is gone`)
      // The row first: it refuses what is held, and holds a hold back until the files are gone.
      await recordings.markErased(id, at)
      await audit.append({ organization: one.requestingOrganization, actor: null, at, payload: { type: 'recording.erased', case: caseId, recording: id } })
      for (const segment of await recordings.segments(id)) await ports.files.erase(segment.id)
    })
  }
  return due.length
}
