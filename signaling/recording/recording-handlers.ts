import type { HandlersOf } from '#contract/define.ts'
import type { recordingRequests } from '#contract/recording.ts'
import type { Done } from '#contract/room.ts'
import { makeGiveConsent, makeRevokeConsent, type ConsentPorts } from '#core/record/give-consent.ts'
import { standingConsent } from '#core/record/consent.ts'
import type { Actor } from '#core/directory/actor.ts'
import { openRecording } from '#core/room/end-recording.ts'
import { askToRecord, declineRecording, hasRefused, startRecording, stopRecording, takeBackNo } from '#core/room/recording.ts'
import type { RecordingId } from '#core/room/recording-standing.ts'
import type { SeatId } from '#core/room/room.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok, type Result } from '#core/shared/result.ts'
import type { LiveRoom } from '#signaling/rooms/live-room.ts'
import type { RecordingPorts } from './room-recording.ts'

interface RecordingContext {
  readonly live: LiveRoom
  readonly seat: SeatId
  readonly actor: Actor
  readonly ports: ConsentPorts & Pick<RecordingPorts, 'plane' | 'backlog' | 'log'>
  /** Brings the room in step with what is on file. */
  readonly follow: () => Promise<void>
}

/** The recording as it is asked for and answered; a yes and a no are put on file under the person's own name. */
export function recordingHandlers({ live, seat, actor, ports, follow }: RecordingContext): HandlersOf<typeof recordingRequests> {
  const giveConsent = makeGiveConsent(ports)
  const revokeConsent = makeRevokeConsent(ports)
  const fileNo = async (to: RecordingId | undefined): Promise<Result<Done, 'case.not-found' | 'case.not-allowed'>> => {
    // Said yes again since.
    if (live.room.recording?.id === to && !hasRefused(live.room, seat)) return ok({})
    const consents = await ports.atomically(actor, ({ consents: repository }) => repository.of(live.room.case))
    const standing = standingConsent(consents, 'recording', actor.practitioner)
    if (standing === null) return ok({})
    const revoked = await revokeConsent(actor, { case: live.room.case, consent: standing.id, reason: 'Rút lại trong phiên' })
    if (revoked.ok || revoked.error === 'consent.not-found') return ok({})
    ports.log.error('consent.not-withdrawn', { caseId: live.room.case, refusal: revoked.error })
    return err(revoked.error === 'case.not-found' ? 'case.not-found' : 'case.not-allowed')
  }
  return {
    'ask-recording': async () => {
      // Only our own SFU writes files: nobody is asked for what cannot be kept.
      if (ports.plane.engine === 'livekit') return err('recording.not-with-livekit')
      if (live.standing.session !== 'live') return err('recording.not-live')
      return live.apply(askToRecord(live.room, seat, { id: brandId(ports.newId()), at: live.now }))
    },
    'answer-recording': async ({ allows }) => {
      if (openRecording(live.room) === null) return err('recording.not-asked')
      if (allows) {
        const given = await giveConsent(actor, { case: live.room.case, kind: 'recording', subject: { who: 'participant' }, evidence: '' })
        if (!given.ok) return given.error === 'consent.no-evidence' ? err('case.not-allowed') : err(given.error)
        live.commit(takeBackNo(live.room, seat))
        await follow()
        return ok({})
      }
      // Out of the recording first, on file afterwards.
      const answer = live.apply(declineRecording(live.room, seat, live.now))
      if (!answer.ok) return answer
      const asked = live.room.recording?.id
      return fileNo(asked).catch(() => {
        // It stands in the room, and goes on file when the database is back.
        ports.backlog.add(() => fileNo(asked))
        return answer
      })
    },
    'start-recording': async () => live.apply(startRecording(live.room, seat, live.now)),
    'stop-recording': async () => live.apply(stopRecording(live.room, seat, live.now)),
  }
}
