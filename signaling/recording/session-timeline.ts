import type { RecordingEvent, RecordingEventKind } from '#core/recording/recording.ts'
import { admittedSeats, seatOf, type AdmittedSeat, type Room, type SeatId } from '#core/room/room.ts'
import type { SourceLabel } from '#core/room/sources.ts'
import type { PractitionerId } from '#core/shared/ids.ts'

export type Happening = Pick<RecordingEvent, 'kind' | 'practitioner' | 'label'>

const happening = (kind: RecordingEventKind, practitioner: PractitionerId | null = null, label: SourceLabel | null = null): Happening => ({ kind, practitioner, label })

/** Who sits in a seat, also in one that was left. */
export const personIn = (room: Room, seat: SeatId | null): PractitionerId | null =>
  seat === null ? null : (seatOf(room, seat)?.occupant.actor.practitioner ?? null)

/** What the timeline says of the room as it stands when the recording begins. */
export const sceneOf = (room: Room): readonly Happening[] => [
  ...admittedSeats(room).map(({ occupant }) => happening('joined', occupant.actor.practitioner)),
  ...admittedSeats(room).flatMap((seat) => switched(undefined, seat)),
  ...(room.main === null ? [] : [happening('main', personIn(room, room.main.seat), room.main.label)]),
  ...(room.recording?.consented ?? []).map((seat) => happening('consented', personIn(room, seat))),
  ...(room.recording?.declined ?? []).map((seat) => happening('declined', personIn(room, seat))),
]

/** What has happened between two states of the room, as far as somebody watching the recording wants to find it. */
export function happeningsBetween(before: Room, after: Room): readonly Happening[] {
  if (before === after) return []
  return [...comings(before, after), ...layout(before, after), ...drawing(before, after), ...answers(before, after)]
}

function comings(before: Room, after: Room): Happening[] {
  const was = new Map(admittedSeats(before).map((seat) => [seat.id, seat]))
  const is = new Map(admittedSeats(after).map((seat) => [seat.id, seat]))
  const left = [...was.values()].filter(({ id }) => !is.has(id)).map(({ occupant }) => happening('left', occupant.actor.practitioner))
  const others = [...is.values()].flatMap((seat) => {
    const earlier = was.get(seat.id)
    const person = seat.occupant.actor.practitioner
    if (earlier === undefined) return [happening('joined', person), ...switched(undefined, seat)]
    const moved = (earlier.awaySince === null) === (seat.awaySince === null) ? [] : [happening(seat.awaySince === null ? 'back' : 'away', person)]
    return [...moved, ...switched(earlier, seat)]
  })
  return [...left, ...others]
}

/** Which of a seat's sources were turned off or on; one that comes turned off is told of too. */
function switched(before: AdmittedSeat | undefined, { sources, occupant }: AdmittedSeat): Happening[] {
  if (before?.sources === sources) return []
  return sources.flatMap(({ label, muted }) => {
    const was = before?.sources.find((one) => one.label === label)?.muted ?? 'no'
    if ((was === 'no') === (muted === 'no')) return []
    return [happening(muted === 'no' ? 'unmuted' : 'muted', occupant.actor.practitioner, label)]
  })
}

function layout(before: Room, after: Room): Happening[] {
  const moved = before.main?.seat !== after.main?.seat || before.main?.label !== after.main?.label
  return [
    ...(moved ? [happening('main', personIn(after, after.main?.seat ?? null), after.main?.label ?? null)] : []),
    ...(before.presenter === after.presenter ? [] : [happening('presenter', personIn(after, after.presenter))]),
  ]
}

function drawing(before: Room, after: Room): Happening[] {
  if (before.boards === after.boards) return []
  return after.boards.flatMap((board) => {
    const earlier = before.boards.find(({ source }) => source.seat === board.source.seat && source.label === board.source.label)
    const known = new Set(earlier?.marks.map(({ id }) => id))
    const drawn = board.marks.filter(({ id }) => !known.has(id)).map(({ by }) => happening('drawn', personIn(after, by), board.source.label))
    const wiped = (earlier?.marks.length ?? 0) > 0 && board.marks.length === 0 ? [happening('wiped', null, board.source.label)] : []
    const frozen = board.frozen !== null && (earlier?.frozen ?? null) === null ? [happening('frozen', personIn(after, board.frozen.by), board.source.label)] : []
    return [...drawn, ...wiped, ...frozen]
  })
}

function answers(before: Room, after: Room): Happening[] {
  const was = before.recording
  const is = after.recording
  if (was === null || is === null || was.id !== is.id) return []
  const fresh = (now: readonly SeatId[], then: readonly SeatId[], kind: 'consented' | 'declined'): Happening[] =>
    now.filter((seat) => !then.includes(seat)).map((seat) => happening(kind, personIn(after, seat)))
  return [...fresh(is.consented, was.consented, 'consented'), ...fresh(is.declined, was.declined, 'declined')]
}

/** Says who speaks, once a voice has led for two looks in a row, a third of a second apart. */
export class SpeakerWatch {
  #told: SeatId | null = null
  #last: SeatId | null = null

  /** The new speaker, null when it fell silent, or undefined while nothing has changed. */
  hear(loudest: SeatId | null): SeatId | null | undefined {
    // Silence is told once, and needs no second look.
    const held = loudest === null || loudest === this.#last
    this.#last = loudest
    if (!held || loudest === this.#told) return undefined
    this.#told = loudest
    return loudest
  }
}
