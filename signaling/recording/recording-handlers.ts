import type { HandlersOf } from '#contract/define.ts'
import type { recordingRequests } from '#contract/recording.ts'
import { makeGiveConsent, makeRevokeConsent, type ConsentPorts } from '#core/record/give-consent.ts'
import { standingConsent } from '#core/record/consent.ts'
import type { Actor } from '#core/directory/actor.ts'
import { openRecording } from '#core/room/end-recording.ts'
import { askToRecord, declineRecording, startRecording, stopRecording } from '#core/room/recording.ts'
import type { SeatId } from '#core/room/room.ts'
import { brandId } from '#core/shared/ids.ts'
import { err, ok } from '#core/shared/result.ts'
import type { LiveRoom } from '#signaling/rooms/live-room.ts'
import type { RecordingPorts } from './room-recording.ts'

interface RecordingContext {
  readonly live: LiveRoom
  readonly seat: SeatId
  readonly actor: Actor
  readonly ports: ConsentPorts & Pick<RecordingPorts, 'plane'>
  /** Brings the room in step with what is on file. */
  readonly follow: () => Promise<void>
}

/** The recording as it is asked for and answered; a yes and a no are put on file under the person's own name. */
export function recordingHandlers({ live, seat, actor, ports, follow }: RecordingContext): HandlersOf<typeof recordingRequests> {
  const giveConsent = makeGiveConsent(ports)
  const revokeConsent = makeRevokeConsent(ports)
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
        await follow()
        return ok({})
      }
      // Out of the recording first, on file afterwards.
      const answer = live.apply(declineRecording(live.room, seat, live.now))
      if (!answer.ok) return answer
      const consents = await ports.atomically(actor, ({ consents: repository }) => repository.of(live.room.case))
      const standing = standingConsent(consents, 'recording', actor.practitioner)
      if (standing !== null) await revokeConsent(actor, { case: live.room.case, consent: standing.id, reason: 'Rút lại trong phiên' })
      return answer
    },
    'start-recording': async () => live.apply(startRecording(live.room, seat, live.now)),
    'stop-recording': async () => live.apply(stopRecording(live.room, seat, live.now)),
  }
}
