import type { Actor } from '#core/directory/actor.ts'
import type { RecordingId } from '#core/room/recording-standing.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import { mayKeepRecording } from './policy.ts'
import { keptUntil, type Recording, type RecordingRetention } from './recording.ts'
import type { RecordingRepositories, WatchPorts } from './watch-recording.ts'

type KeepPorts = Pick<WatchPorts, 'atomically' | 'clock'>
type KeepRefusal = 'recording.not-found' | 'recording.not-allowed'

interface Found {
  readonly recording: Recording
  readonly audit: RecordingRepositories['audit']
}

async function change(
  ports: KeepPorts,
  actor: Actor,
  { id, to }: { readonly id: RecordingId; readonly to: (found: Found, at: Date) => Promise<Recording> },
): Promise<Result<Recording, KeepRefusal>> {
  return ports.atomically(actor, async ({ cases, recordings, audit }) => {
    const recording = await recordings.find(id)
    const one = recording === null ? null : await cases.find(recording.case)
    if (recording === null || one === null || recording.erasedAt !== null) return err('recording.not-found')
    if (!mayKeepRecording(actor, one)) return err('recording.not-allowed')
    const kept = await to({ recording, audit }, ports.clock())
    await recordings.keep(id, kept)
    return ok(kept)
  })
}

/** Chooses why a recording is kept; the time counts from its beginning. */
export const makeKeepRecording =
  (ports: KeepPorts) =>
  (actor: Actor, { recording: id, retention }: { readonly recording: RecordingId; readonly retention: RecordingRetention }): Promise<Result<Recording, KeepRefusal>> =>
    change(ports, actor, {
      id,
      to: async ({ recording, audit }, at) => {
        const payload = { type: 'recording.kept', case: recording.case, recording: id, retention } as const
        await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload })
        return { ...recording, retention, keepUntil: keptUntil(retention, recording.startedAt) }
      },
    })

/** Puts a recording under a legal hold with a reason, or lifts it (null): while it stands nothing is erased. */
export const makeHoldRecording =
  (ports: KeepPorts) =>
  (actor: Actor, { recording: id, reason }: { readonly recording: RecordingId; readonly reason: string | null }): Promise<Result<Recording, KeepRefusal>> =>
    change(ports, actor, {
      id,
      to: async ({ recording, audit }, at) => {
        const payload = { type: reason === null ? 'recording.released' : 'recording.held', case: recording.case, recording: id } as const
        await audit.append({ organization: actor.organization, actor: actor.practitioner, at, payload })
        return { ...recording, hold: reason === null ? null : { at, by: actor.practitioner, reason } }
      },
    })
