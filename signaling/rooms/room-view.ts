import type { WaitingPerson } from '#contract/lobby.ts'
import type { Participant, RecordingView, RoomChange, RoomView } from '#contract/room.ts'
import { hostsOf, isHost } from '#core/room/policy.ts'
import { admittedSeats, waitingSeats, type AdmittedSeat, type Room, type Seat } from '#core/room/room.ts'
import type { Standing } from './session-verbs.ts'

/** The room and where its case stands: everything that a screen is drawn from. */
export interface RoomScene {
  readonly room: Room
  readonly standing: Standing
}

const personOf = ({ id, occupant }: Seat) => ({
  seat: id,
  practitioner: occupant.actor.practitioner,
  name: occupant.name,
  title: occupant.title,
  organizationName: occupant.organizationName,
  part: occupant.part,
})

const participantOf = (room: Room, seat: AdmittedSeat): Participant => ({
  ...personOf(seat),
  isHost: isHost(room, seat.id),
  colour: Math.max(0, room.everAdmitted.indexOf(seat.id)),
  presence: seat.awaySince === null ? 'here' : 'away',
  handRaisedAt: seat.handRaisedAt?.toISOString() ?? null,
  sources: seat.sources.map(({ label, stream, muted }) => ({ label, stream, muted })),
})

const recordingViewOf = ({ recording }: Room): RecordingView | null =>
  recording === null
    ? null
    : {
        state: recording.state,
        startedAt: recording.startedAt?.toISOString() ?? null,
        litSince: recording.lampSince?.toISOString() ?? null,
        patient: recording.patient,
        consented: [...recording.consented],
        declined: [...recording.declined],
        endReason: recording.end?.reason ?? null,
      }

/** What everyone inside may see. */
export const viewOf = ({ room, standing }: RoomScene, version: number): RoomView => ({
  version,
  settings: {
    session: standing.session,
    startedAt: standing.startedAt?.toISOString() ?? null,
    locked: room.locked,
    main: room.main,
    presenter: room.presenter,
    videoBlocked: room.videoBlocked === null ? null : { by: room.videoBlocked.by, at: room.videoBlocked.at.toISOString() },
    drawers: [...room.drawers],
    recording: recordingViewOf(room),
  },
  participants: admittedSeats(room).map((seat) => participantOf(room, seat)),
})

/** What has changed between two views, or null when nobody inside would see a difference. */
export function changeBetween(before: RoomView, after: RoomView): RoomChange | null {
  const known = new Map(before.participants.map((one) => [one.seat, JSON.stringify(one)]))
  const participants = after.participants.filter((one) => known.get(one.seat) !== JSON.stringify(one))
  const gone = before.participants.map((one) => one.seat).filter((seat) => !after.participants.some((one) => one.seat === seat))
  const settings = JSON.stringify(before.settings) === JSON.stringify(after.settings) ? {} : { settings: after.settings }
  if (participants.length === 0 && gone.length === 0 && !('settings' in settings)) return null
  return { version: after.version, ...settings, participants, gone }
}

/** The people at the door, as the host sees them. */
export const waitingView = (room: Room): WaitingPerson[] => waitingSeats(room).map(personOf)

/** What someone at the door may know. */
export const doorView = (room: Room) => ({ hostPresent: hostsOf(room).length > 0, locked: room.locked })
